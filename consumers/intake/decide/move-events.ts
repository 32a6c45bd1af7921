import type { CaseEvent } from '../../../core/case/case-events.ts'
import { namedIn } from '../../../core/case/index-part.ts'
import { movesWith } from '../../../core/case/moves-with.ts'
import { extend, linkedPeople, newProceedings } from '../../../core/linking/claim.ts'
import { NO_EFFECTS, type Effects, type Moved } from '../../../core/linking/decision.ts'
import { emptyPerson, type Evidence } from '../../../core/linking/evidence.ts'
import { forgottenBy } from '../../../core/linking/forgotten.ts'
import { IN_NO_CASE, type KnownEvent } from '../../../core/linking/link-index.ts'
import { drawIds, assignPeople } from '../../../core/linking/people.ts'
import { survivorOf } from '../../../core/linking/merges.ts'
import type { LinkingSecret } from '../../../core/linking/tokens.ts'
import type { ReadStoreDb } from '../../../infra/read-store/port.ts'
import type { Vault } from '../../../infra/vault/port.ts'
import type { CaseLogId, PersonId } from '../../../schemas/ids.ts'
import type { DecodeIndex } from '../../timeline/decode-index.ts'
import type { Knowledge } from '../knowledge.ts'
import { caseCopies, formerLog } from './case-copies.ts'
import { identitiesOf } from './identities.ts'
import { saidElsewhere } from './said-elsewhere.ts'

export interface MoveDeps {
  readonly db: ReadStoreDb
  readonly vault: Vault
  readonly secret: LinkingSecret
  readonly ids: () => string
  readonly epoch: number
  readonly decodeIndex: DecodeIndex
}

const identity = ({ agency, system, eventId }: KnownEvent) => ({ agency, system, event_id: eventId })

/** The case logs that events leave, each with its events. */
async function sources(
  db: ReadStoreDb,
  events: readonly KnownEvent[],
  to: CaseLogId | typeof IN_NO_CASE,
  { index }: Knowledge,
): Promise<ReadonlyMap<CaseLogId, readonly KnownEvent[]>> {
  const from = new Map<CaseLogId, KnownEvent[]>()
  for (const event of events) {
    const caseLog = event.caseLog === IN_NO_CASE ? await formerLog(db, identity(event)) : event.caseLog
    if (caseLog === undefined || (event.caseLog !== IN_NO_CASE && survivorOf(index.merges, caseLog) === to)) continue
    from.set(caseLog, [...(from.get(caseLog) ?? []), event])
  }
  return from
}

/** Proceedings that an event names; those of kind `case` only look for one. */
const proceedingsOf = ({ index }: CaseEvent): Evidence['proceedings'] =>
  index.proceedings.map(({ kind, token }) => ({ kind, tokens: [token], names: kind !== 'case' }))

/** Where an event goes and who its people are there. Takes it into the index, so that the next one finds them. `known`: the new ids of people met before. */
function assigned(
  deps: MoveDeps,
  event: CaseEvent,
  said: Pick<Evidence, 'subject' | 'harmed'>,
  to: CaseLogId | typeof IN_NO_CASE,
  knowledge: Knowledge,
  known: Map<string, PersonId>,
): Moved {
  const { agency, system, event_id: id, type, subject, harmed } = event.index
  const moved = { agency, system, event_id: id, from: event.caseLog, case_log: to }
  if (to === IN_NO_CASE) return { ...moved, people: [], proceedings: [] }
  const evidence: Evidence = { ...said, proceedings: proceedingsOf(event), references: [] }
  const drawn = assignPeople(evidence, knowledge.index, to, drawIds(deps.ids, harmed.length))
  const people = [subject, ...harmed.map(({ person }) => person)].flatMap((old, at) => {
    const person = known.get(old) ?? drawn.people[at]
    if (person === undefined) return []
    known.set(old, person)
    return [person]
  })
  const linked = linkedPeople(said.subject, { ...drawn, people }, knowledge.index, to)
  const proceedings = newProceedings(evidence, knowledge.index, to)
  const inbox = event.index.inbox ?? { topic: '', partition: 0, offset: 0 }
  extend(knowledge.index, {
    agency,
    system,
    event_id: id,
    type,
    digest: '',
    inbox,
    epoch: deps.epoch,
    rule: 'decision',
    case_log: to,
    people: linked,
    proceedings,
    states: null,
  })
  return { ...moved, people: linked, proceedings }
}

/**
 * What moving events out of their case logs changes: they, their other versions and what was said of them belong to the case `to` (IN_NO_CASE: to none),
 * and what only they said is forgotten where they were.
 */
export async function moveEvents(
  deps: MoveDeps,
  events: readonly KnownEvent[],
  to: CaseLogId | typeof IN_NO_CASE,
  knowledge: Knowledge,
): Promise<Effects> {
  const effects: { -readonly [Field in 'moved' | 'forgotten' | 'forgotten_proceedings']: Effects[Field][number][] } = {
    moved: [],
    forgotten: [],
    forgotten_proceedings: [],
  }
  for (const [from, leaving] of await sources(deps.db, events, to, knowledge)) {
    const copies = await caseCopies(deps.db, deps.decodeIndex, from, leaving.map(identity))
    const isNamed = ({ index }: CaseEvent): boolean =>
      leaving.some((event) => event.eventId === index.event_id && event.agency === index.agency && event.system === index.system)
    const fromHere = movesWith(copies.here.all.filter(isNamed), copies.here)
    const moving = [...fromHere, ...movesWith(copies.gone.all.filter(isNamed), copies.gone)].sort(
      (one, other) => one.sequence - other.sequence,
    )
    const said = await identitiesOf(deps, from, [...copies.here.all, ...moving])
    const saidOf = (event: CaseEvent) => ({
      index: event.index,
      said: said.get(event.sequence) ?? { subject: emptyPerson('subject'), harmed: [] },
    })
    // What had left before is forgotten already.
    const elsewhere = await saidElsewhere(
      deps,
      from,
      fromHere.flatMap(({ index }) => namedIn(index)),
    )
    const forgotten = forgottenBy(
      from,
      fromHere.map(saidOf),
      copies.here.all.filter((event) => !fromHere.includes(event)).map(saidOf),
      elsewhere,
    )
    effects.forgotten.push(...forgotten.forgotten)
    effects.forgotten_proceedings.push(...forgotten.forgotten_proceedings)
    const known = new Map<string, PersonId>()
    for (const event of moving) effects.moved.push(assigned(deps, event, saidOf(event).said, to, knowledge, known))
  }
  return { ...NO_EFFECTS, ...effects }
}
