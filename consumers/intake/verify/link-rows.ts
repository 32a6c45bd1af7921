import type { LinkRows } from '../link-rows.ts'
import type {
  LinkCandidateTable,
  LinkClaimTable,
  LinkLeftTable,
  LinkMergedTable,
  LinkSplitTable,
} from '../../../infra/read-store/tables.ts'

/** A row of the link tables: what it is found by, and the whole of it as text. */
export interface LinkRow {
  readonly key: string
  readonly row: string
  /** The row as a store of before may have it. */
  readonly before?: string
}

/** Rows of every link table. */
export interface AllLinkRows extends LinkRows {
  readonly merged: readonly LinkMergedTable[]
  readonly candidates: readonly LinkCandidateTable[]
  readonly left: readonly LinkLeftTable[]
  readonly split: readonly LinkSplitTable[]
}

const text = (...values: readonly unknown[]): string => JSON.stringify(values)

const claimText = (row: LinkClaimTable, type: string): string =>
  text(
    row.agency,
    row.system,
    row.event_id,
    type,
    row.digest,
    row.inbox_topic,
    row.inbox_partition,
    row.inbox_offset,
    row.case_log,
    row.people,
  )

/** Rows of the link tables as text, by what finds them. A column that a row is found by and that changed makes another row. */
export const asLinkRows = ({
  claims,
  persons,
  tokens,
  proceedings,
  cases,
  statements,
  merged,
  candidates,
  left,
  split,
}: AllLinkRows): readonly LinkRow[] => [
  ...claims.map((row) => ({
    key: text('claim', row.agency, row.system, row.event_id),
    row: claimText(row, row.type),
    before: claimText(row, ''),
  })),
  ...persons.map(({ person, case_log: caseLog, role, candidates }) => ({
    key: text('person', person),
    row: text(person, caseLog, role, candidates),
  })),
  ...tokens.map(({ person, kind, token, agency }) => ({
    key: text('token', person, kind),
    row: text(person, kind, token, agency),
    before: text(person, kind, token, ''),
  })),
  ...proceedings.map(({ kind, token, case_log: caseLog }) => ({ key: text('proceeding', kind, caseLog), row: text(kind, token, caseLog) })),
  ...cases.map(({ case_log: caseLog, number }) => ({ key: text('case', caseLog), row: text(caseLog, number) })),
  ...statements.map((row) => ({
    key: text('statement', row.about, row.agency, row.system, row.event_id),
    row: text(
      row.about,
      row.agency,
      row.system,
      row.event_id,
      row.type,
      row.inbox_topic,
      row.inbox_partition,
      row.inbox_offset,
      row.statement,
    ),
  })),
  ...merged.map((row) => ({
    key: text('merged', row.id),
    row: text(row.kind, row.id, row.into_id, row.case_log, row.into_case_log, row.number),
  })),
  ...candidates.map((row) => ({
    key: text('may-be', row.person, row.candidate),
    row: text(row.person, row.case_log, row.candidate, row.candidate_log, row.number),
  })),
  ...left.map(({ case_log: caseLog, agency, system, event_id: id, number }) => ({
    key: text('left', caseLog, agency, system, id),
    row: text(caseLog, agency, system, id, number),
  })),
  ...split.map(({ case_log: caseLog, since, number }) => ({
    key: text('split', caseLog, since, number),
    row: text(caseLog, since, number),
  })),
]
