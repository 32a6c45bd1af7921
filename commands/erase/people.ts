import { readCaseLinks } from '../../gateway/read/case-links.ts'
import { linkedCases } from '../../core/linking/case-links.ts'
import { releasedIndexDecoder } from '../../consumers/timeline/decode-index.ts'
import type { IndexPart } from '../../core/case/index-part.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { CaseLogId } from '../../schemas/ids.ts'

/** A person of a case, as an erasure names them: what the record says in the clear, and no name. */
export interface PersonOfCase {
  /** The id that stands for the person. */
  readonly person: string
  /** Every id that the person has in the case's logs, ordered. */
  readonly ids: readonly string[]
  readonly role: string
  readonly events: number
  /** First and last day of what names the person: ISO 8601. */
  readonly first: string
  readonly last: string
}

/** An event of a case log. */
export interface EventOfCase {
  readonly caseLog: CaseLogId
  readonly index: IndexPart
}

/** A case as an erasure sees it: every log that is one case with it, and what the clear part of their events says. */
export interface CaseToErase {
  readonly caseLogs: readonly CaseLogId[]
  readonly events: readonly EventOfCase[]
  readonly people: readonly PersonOfCase[]
  /** Ids of perpetrators. */
  readonly subjects: ReadonlySet<string>
}

const SUBJECT = 'subject'

/** The people that an event names, by id, with their role. */
export const namedIn = ({ subject, harmed }: IndexPart): readonly (readonly [person: string, role: string])[] => [
  ...(subject === '' ? [] : [[subject, SUBJECT] as const]),
  ...harmed.map(({ person, role }) => [person, role] as const),
]

function peopleOf(events: readonly EventOfCase[], same: ReadonlyMap<string, string>): readonly PersonOfCase[] {
  const said = events.flatMap(({ index }) => namedIn(index).map(([id, role]) => ({ id, role, day: index.occurred.from.slice(0, 10) })))
  return [...Map.groupBy(said, ({ id }) => same.get(id) ?? id)].map(([person, of]) => {
    const days = of.map(({ day }) => day).toSorted()
    return {
      person,
      ids: [...new Set(of.map(({ id }) => id))].toSorted(),
      role: of.some(({ role }) => role === SUBJECT) ? SUBJECT : (of[0]?.role ?? ''),
      events: of.length,
      first: days[0] ?? '',
      last: days.at(-1) ?? '',
    }
  })
}

/** Reads a case from any of its logs; undefined where there is no such log. */
export async function caseToErase(db: ReadStoreDb, caseLog: CaseLogId): Promise<CaseToErase | undefined> {
  const { links, caseLogs } = await readCaseLinks(db, [caseLog])
  const decode = releasedIndexDecoder()
  const rows = await db
    .selectFrom('case_event')
    .select(['case_log', 'record_schema', 'index_part'])
    .where('case_log', 'in', caseLogs)
    .orderBy('case_log')
    .orderBy('sequence')
    .execute()
  if (rows.length === 0) return undefined
  const events = rows.map((row) => ({ caseLog: row.case_log, index: decode(row.record_schema, row.index_part) }))
  const [linked] = linkedCases(
    links,
    caseLogs.map((log) => ({ caseLog: log })),
  )
  const people = peopleOf(events, linked?.same ?? new Map())
  return { caseLogs, events, people, subjects: new Set(people.filter(({ role }) => role === SUBJECT).flatMap(({ ids }) => ids)) }
}
