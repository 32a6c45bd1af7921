import { nameOf } from '../../../core/linking/case-links.ts'
import type { Moved } from '../../../core/linking/decision.ts'
import type { EffectiveDecision, EffectiveEntry } from '../../../core/linking/fold-log.ts'
import { foldMerges, type NumberedMerge } from '../../../core/linking/merges.ts'
import type { LinkClaimTable } from '../../../infra/read-store/tables.ts'
import type { PersonId } from '../../../schemas/ids.ts'
import {
  candidateRows,
  decisionRow,
  knowledgeRows,
  leftRow,
  linkRows,
  mergedRow,
  peopleColumn,
  splitRows,
  type KnowledgeRows,
} from '../link-rows.ts'
import { asLinkRows, type AllLinkRows, type LinkRow } from './link-rows.ts'

/** A row that entries make, with the number of the entry that made it as it is. */
export interface ExpectedRow extends LinkRow {
  readonly sequence: number
}

interface Kept<Row> {
  readonly row: Row
  readonly sequence: number
}

/** People known from entries so far. */
const isIn =
  ({ known }: Tables) =>
  (person: PersonId): boolean =>
    known.has(person)

type Table = Exclude<keyof AllLinkRows, 'merged'>

type Tables = { readonly known: Set<string>; readonly merges: Map<string, NumberedMerge> } & {
  readonly [T in Table]: Map<string, Kept<AllLinkRows[T][number]>>
}

const addTo = <Row>(table: Map<string, Kept<Row>>, key: string, row: Row, sequence: number): void => {
  if (!table.has(key)) table.set(key, { row, sequence })
}

function addKnowledge(tables: Tables, { persons, tokens, proceedings }: KnowledgeRows, sequence: number): void {
  for (const { person } of persons) tables.known.add(person)
  for (const row of persons) addTo(tables.persons, `${row.person} ${row.case_log}`, row, sequence)
  for (const row of tokens) addTo(tables.tokens, `${row.person} ${row.kind} ${row.token}`, row, sequence)
  for (const row of proceedings) addTo(tables.proceedings, `${row.kind} ${row.token} ${row.case_log}`, row, sequence)
}

function move({ claims, left }: Tables, moved: Moved, sequence: number): void {
  const claim = claims.get(nameOf(moved))
  if (claim !== undefined)
    claims.set(nameOf(moved), { row: { ...claim.row, case_log: moved.case_log, people: peopleColumn(moved.people) }, sequence })
  addTo(left, `${moved.from}\n${nameOf(moved)}`, leftRow(moved, sequence), sequence)
  left.delete(`${moved.case_log}\n${nameOf(moved)}`)
}

function decide(tables: Tables, { decision, sequence }: EffectiveDecision): void {
  const known: LinkClaimTable = decisionRow(decision)
  addTo(tables.claims, nameOf(known), known, sequence)
  for (const row of splitRows(decision.split, sequence))
    addTo(tables.split, `${row.case_log} ${String(row.since)} ${String(row.number)}`, row, sequence)
  foldMerges(tables.merges, decision, (merge) => ({ ...merge, number: sequence }))
  for (const row of candidateRows(decision.candidates, sequence)) addTo(tables.candidates, `${row.person} ${row.candidate}`, row, sequence)
  const forgotten = new Set(decision.forgotten.map(({ person, token }) => `${person} ${token}`))
  const proceedings = new Set(decision.forgotten_proceedings.map(({ token, case_log: caseLog }) => `${token} ${caseLog}`))
  if (forgotten.size > 0)
    for (const [key, { row }] of tables.tokens) if (forgotten.has(`${row.person} ${row.token}`)) tables.tokens.delete(key)
  if (proceedings.size > 0)
    for (const [key, { row }] of tables.proceedings) if (proceedings.has(`${row.token} ${row.case_log}`)) tables.proceedings.delete(key)
  for (const moved of decision.moved) move(tables, moved, sequence)
  addKnowledge(tables, knowledgeRows(decision.moved, isIn(tables)), sequence)
}

/** The rows that the link tables have after entries, in their order: the same rules as in decision-rows.ts and links-store.ts. */
export function expectedRows(entries: readonly EffectiveEntry[]): readonly ExpectedRow[] {
  const tables: Tables = {
    known: new Set(),
    merges: new Map(),
    claims: new Map(),
    persons: new Map(),
    tokens: new Map(),
    proceedings: new Map(),
    cases: new Map(),
    statements: new Map(),
    candidates: new Map(),
    left: new Map(),
    split: new Map(),
  }
  for (const entry of entries) {
    if (entry.kind === 'decision') {
      decide(tables, entry)
      continue
    }
    const rows = linkRows([entry], isIn(tables))
    for (const row of rows.claims) addTo(tables.claims, nameOf(row), row, entry.sequence)
    for (const row of rows.statements) addTo(tables.statements, `${row.about} ${nameOf(row)}`, row, entry.sequence)
    for (const row of rows.cases) addTo(tables.cases, row.case_log, row, entry.sequence)
    addKnowledge(tables, rows, entry.sequence)
  }
  const none: AllLinkRows = {
    claims: [],
    persons: [],
    tokens: [],
    proceedings: [],
    cases: [],
    statements: [],
    merged: [],
    candidates: [],
    left: [],
    split: [],
  }
  const merged = [...tables.merges.values()].map((merge) => ({ row: mergedRow(merge, merge.number), sequence: merge.number }))
  const kept = { ...tables, merged }
  return (Object.keys(none) as (keyof AllLinkRows)[]).flatMap((table) =>
    [...kept[table].values()].flatMap(({ row, sequence }) =>
      asLinkRows({ ...none, [table]: [row] }).map((line) => ({ ...line, sequence })),
    ),
  )
}
