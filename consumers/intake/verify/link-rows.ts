import type { Claim } from '../../../core/linking/claim.ts'
import { linkRows, type LinkRows } from '../link-rows.ts'

/** A row of the link tables: what it is found by, and the whole of it as text. */
export interface LinkRow {
  readonly key: string
  readonly row: string
}

const text = (...values: readonly unknown[]): string => JSON.stringify(values)

/** Rows of the link tables as text, by what finds them. A column that a row is found by and that changed makes another row. */
export const asLinkRows = ({ claims, persons, tokens, proceedings }: LinkRows): readonly LinkRow[] => [
  ...claims.map((row) => ({
    key: text('claim', row.agency, row.system, row.event_id),
    row: text(row.agency, row.system, row.event_id, row.digest, row.inbox_topic, row.inbox_partition, row.inbox_offset, row.case_log, row.people),
  })),
  ...persons.map(({ person, case_log: caseLog, role }) => ({ key: text('person', person), row: text(person, caseLog, role) })),
  ...tokens.map(({ person, kind, token }) => ({ key: text('token', person, kind), row: text(person, kind, token) })),
  ...proceedings.map(({ kind, token, case_log: caseLog }) => ({ key: text('proceeding', kind, caseLog), row: text(kind, token, caseLog) })),
]

/** Where rows of one person or event are said twice, the first says it. */
const FIRST_WINS = /^\["(claim|person)"/

/** The rows that claims make, each with the number of the first claim that makes it. */
export function expectedRows(claims: readonly { readonly sequence: number; readonly claim: Claim }[]): ReadonlyMap<string, LinkRow & { readonly sequence: number }> {
  const expected = new Map<string, LinkRow & { readonly sequence: number }>()
  for (const { sequence, claim } of claims) {
    for (const { key, row } of asLinkRows(linkRows([{ claim }]))) {
      const name = FIRST_WINS.test(key) ? key : text(key, row)
      if (!expected.has(name)) expected.set(name, { key, row, sequence })
    }
  }
  return expected
}
