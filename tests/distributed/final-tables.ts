import type { Parts } from '../../commands/parts.ts'
import { SYSTEM_AGENCY } from '../../core/case/system-event.ts'
import { caseLogNamed } from '../fixtures/ids.ts'

type Row = readonly (string | number)[]
export type FinalTables = Readonly<
  Record<'case_event' | 'case_part' | 'case_candidate' | 'link_claim' | 'link_person' | 'control_entry', readonly Row[]>
>

const sorted = (rows: readonly Row[]): readonly Row[] =>
  rows
    .map((row) => JSON.stringify(row))
    .sort()
    .map((row) => JSON.parse(row) as Row)

/** The read store's tables with random ids named after where they first appear, and without keys, sealed bytes and times of appending. */
export async function finalTables({ store: { db } }: Parts): Promise<FinalTables> {
  const events = await db.selectFrom('case_event').selectAll().execute()
  const claims = await db.selectFrom('link_claim').selectAll().execute()
  const cases = new Map(
    [...Map.groupBy(events, (event) => event.case_log)].map(([log, rows]) => [
      log,
      `case of ${
        rows
          .filter(({ agency }) => agency !== SYSTEM_AGENCY)
          .map(({ event_id: id }) => id)
          .sort()[0] ?? ''
      }`,
    ]),
  )
  const sequences = new Map(events.map((event) => [event.event_id, event.sequence]))
  const people = new Map<string, string>([['', '']])
  for (const claim of claims.toSorted((one, other) => (sequences.get(one.event_id) ?? 0) - (sequences.get(other.event_id) ?? 0))) {
    for (const [index, person] of (JSON.parse(claim.people) as readonly string[]).entries()) {
      if (!people.has(person)) people.set(person, `person ${String(index)} of ${claim.event_id}`)
    }
  }
  const named = (log: string): string => cases.get(caseLogNamed(log)) ?? 'no case'
  const parts = await db.selectFrom('case_part').select(['case_log', 'sequence', 'owner', 'class', 'form']).execute()
  const candidates = await db.selectFrom('case_candidate').selectAll().execute()
  const persons = await db.selectFrom('link_person').selectAll().execute()
  const control = await db.selectFrom('control_entry').select(['sequence', 'type', 'schema']).execute()
  return {
    case_event: sorted(
      events.map(({ case_log: log, sequence, agency, system, event_id: id, type }) => [
        named(log),
        sequence,
        agency,
        system,
        agency === SYSTEM_AGENCY ? 'random' : id,
        type,
      ]),
    ),
    case_part: sorted(
      parts.map(({ case_log: log, sequence, owner, class: sensitivity, form }) => [
        named(log),
        sequence,
        people.get(owner) ?? 'unknown',
        sensitivity,
        form,
      ]),
    ),
    case_candidate: sorted(candidates.map(({ case_log: log, kind, value }) => [named(log), kind, kind === 'staff' ? 'keyed' : value])),
    link_claim: sorted(
      claims.map((claim) => [
        claim.agency,
        claim.system,
        claim.event_id,
        claim.inbox_topic,
        claim.inbox_partition,
        claim.inbox_offset,
        named(claim.case_log),
        ...(JSON.parse(claim.people) as readonly string[]).map((person) => people.get(person) ?? 'unknown'),
      ]),
    ),
    link_person: sorted(persons.map(({ person, case_log: log, role }) => [people.get(person) ?? 'unknown', named(log), role])),
    control_entry: sorted(control.map(({ sequence, type, schema }) => [sequence, type, schema])),
  }
}
