import type { IndexPart } from '../../../core/case/index-part.ts'
import { byClassThenOwner } from '../../../core/parts/classes.ts'
import { partAad } from '../../../core/sealing/part-key.ts'
import { seal } from '../../../core/sealing/seal.ts'
import type { EventLog, NewRecord } from '../../../infra/event-log/port.ts'
import { CASE_EVENTS } from '../../../infra/event-log/topics.ts'
import type { ReadStoreDb } from '../../../infra/read-store/port.ts'
import type { RecordCodec } from '../../../infra/registry/record-codec.ts'
import { openUnlessLost } from '../../../infra/vault/open-unless-lost.ts'
import { lostAmong, partKeys } from '../../../infra/vault/part-keys.ts'
import type { Vault } from '../../../infra/vault/port.ts'
import type { CaseLogId, PersonId } from '../../../schemas/ids.ts'
import type { DecodeIndex } from '../../timeline/decode-index.ts'
import { SUBJECTS } from '../../../schemas/generated/records.ts'
import { peopleIn } from '../link-rows.ts'
import { matchesAny, type Identity } from '../unlinked-rows.ts'
import { untilThere } from './case-copies.ts'

/** An event, the case log that has a copy of it, and where it goes with its people there. */
export interface Move extends Identity {
  readonly from: CaseLogId
  readonly to: CaseLogId
  /** Person ids in the order of the event, the subject first. */
  readonly people: readonly PersonId[]
}

export interface ProduceMovedDeps {
  readonly log: EventLog
  readonly db: ReadStoreDb
  readonly vault: Vault
  readonly records: RecordCodec
  readonly epoch: number
  readonly decodeIndex: DecodeIndex
}

/** The person ids of the new case by those of the old. */
const peopleOf = ({ subject, harmed }: IndexPart, people: readonly PersonId[]): ReadonlyMap<string, PersonId> =>
  new Map(
    [subject, ...harmed.map(({ person }) => person)].flatMap((old, at) => (people[at] === undefined ? [] : [[old, people[at]] as const])),
  )

/**
 * The index part in the new case. INVARIANT: its publisher has had its receipt, and hears nothing of the move: no rule of the new case judges it.
 */
function movedIndex(
  index: IndexPart,
  { to, people }: Move,
  candidates: ReadonlyMap<string, readonly PersonId[]>,
  epoch: number,
): IndexPart {
  const byOld = peopleOf(index, people)
  const one = <Text extends string>(text: Text): Text | PersonId => byOld.get(text) ?? text
  return {
    ...index,
    case_log: to,
    epoch,
    inbox: null,
    judged_by: [],
    mentions: [],
    subject: one(index.subject),
    harmed: index.harmed.map((said) => ({ ...said, person: one(said.person), candidates: candidates.get(one(said.person)) ?? [] })),
    facts: index.facts.map(({ field, values }) => ({ field, values: values.map((value) => one(value)) })),
  }
}

/** Whom the people of a move may be in the case that it goes to. */
async function candidatesIn(db: ReadStoreDb, { to, people }: Move): Promise<ReadonlyMap<string, readonly PersonId[]>> {
  const rows = await db
    .selectFrom('link_person')
    .select(['person', 'candidates'])
    .where('case_log', '=', to)
    .where('person', 'in', people)
    .execute()
  return new Map(rows.map(({ person, candidates }) => [person, peopleIn(candidates)]))
}

/** The record of an event in the case that it goes to: its parts under that case's keys. What was erased stays behind; what was lost goes with it as it is, unreadable there, too. */
async function movedRecord(deps: ProduceMovedDeps, move: Move): Promise<NewRecord | undefined> {
  const { db, vault, records, decodeIndex, epoch } = deps
  await untilThere(db, move.from, [move])
  const row = await db
    .selectFrom('case_event')
    .select(['sequence', 'record_schema', 'index_part'])
    .where('case_log', '=', move.from)
    .where(matchesAny([move]))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const index = decodeIndex(row.record_schema, row.index_part)
  const byOld = peopleOf(index, move.people)
  const sealed = await db
    .selectFrom('case_part')
    .select(['owner', 'class', 'sealed'])
    .where('case_log', '=', move.from)
    .where('sequence', '=', row.sequence)
    .where('form', '=', 'plain')
    .execute()
  const parts = sealed.map((part) => {
    const owner = byOld.get(part.owner) ?? part.owner
    const keyed = (caseLog: CaseLogId, person: PersonId | '') => ({ event: index, scope: { case: caseLog, person, class: part.class } })
    return { ...part, newOwner: owner, old: keyed(move.from, part.owner), now: keyed(move.to, owner) }
  })
  const opening = await partKeys(
    vault,
    parts.map(({ old }) => old),
    [],
    { create: false },
  )
  const { agency, system, event_id: eventId } = index
  const aad = (owner: string, sensitivity: string): string => partAad({ agency, system, eventId, owner, class: sensitivity, form: 'plain' })
  const opened = (
    await Promise.all(
      parts.map(async (part) => {
        const key = opening.opening(part.old, part.sealed)
        const plain = key && (await openUnlessLost(vault, key, aad(part.owner, part.class), { keyed: part.old, sealed: part.sealed }))
        return plain === undefined ? [] : [{ ...part, plain }]
      }),
    )
  ).flat()
  const lost = await lostAmong(
    vault,
    parts.filter(({ old, sealed: bytes }) => opening.opening(old, bytes) === undefined).map((part) => ({ ...part, keyed: part.old })),
  )
  const sealing = await partKeys(
    vault,
    opened.map(({ now }) => now),
    [],
    { create: true },
  )
  const moved = opened
    .flatMap(({ newOwner, class: sensitivity, plain, now }) => {
      const newKey = sealing.ofPart(now)
      return newKey === undefined ? [] : [{ owner: newOwner, class: sensitivity, sealed: seal(newKey, aad(newOwner, sensitivity), plain) }]
    })
    .concat([...lost].map(({ newOwner, class: sensitivity, sealed: bytes }) => ({ owner: newOwner, class: sensitivity, sealed: bytes })))
    .sort(byClassThenOwner)
  const movedTo = movedIndex(index, move, await candidatesIn(db, move), epoch)
  return { topic: CASE_EVENTS, key: move.to, value: (await records.encode(SUBJECTS.caseEvent, { index: movedTo, parts: moved })).wire }
}

/** Appends events to the case logs that they belong to now, once the timeline has them where they were. The timeline drops one that is there already: once more is the same as once. */
export async function produceMoved(deps: ProduceMovedDeps, moves: readonly Move[]): Promise<void> {
  const records: NewRecord[] = []
  for (const move of moves) {
    const record = await movedRecord(deps, move)
    if (record !== undefined) records.push(record)
  }
  if (records.length > 0) await deps.log.append(records)
}

/** Events that have left a case log for another in which, as far as the timeline is, they are not yet: what a stop left undone. */
export async function unfinishedMoves(db: ReadStoreDb): Promise<readonly Move[]> {
  const rows = await db
    .selectFrom('link_left as l')
    .innerJoin('link_claim as c', (join) =>
      join.onRef('c.agency', '=', 'l.agency').onRef('c.system', '=', 'l.system').onRef('c.event_id', '=', 'l.event_id'),
    )
    .leftJoin('case_event as e', (join) =>
      join
        .onRef('e.case_log', '=', 'c.case_log')
        .onRef('e.agency', '=', 'l.agency')
        .onRef('e.system', '=', 'l.system')
        .onRef('e.event_id', '=', 'l.event_id'),
    )
    .select(['l.agency', 'l.system', 'l.event_id', 'l.case_log as from', 'c.case_log as to', 'c.people'])
    .where('c.case_log', '<>', '')
    .where('e.event_id', 'is', null)
    .orderBy('l.case_log')
    .execute()
  return rows.flatMap(({ to, people, ...move }) => (to === '' ? [] : [{ ...move, to, people: peopleIn(people) }]))
}
