import type { CaseEvent } from '../../case/case-events.ts'
import type { IndexPart } from '../../case/index-part.ts'
import { adultsIn } from '../../case/memory/adults.ts'
import type { CaseMemory } from '../../case/memory/case-memory.ts'
import { viewFor } from '../../case/memory/case-view.ts'
import { key } from '../../case/memory/keys.ts'
import { standingIn } from '../../case/memory/standing.ts'
import { wishesIn } from '../../case/memory/wishes.ts'
import { beginning } from '../../case/moments.ts'
import { quoted } from '../../case/proceeding-ends.ts'
import { maracsNamed, REFERRAL, REFERRING } from '../../case/receiving-marac.ts'
import type { InCase } from './rule.ts'

const lastBegunFirst = (one: CaseEvent, other: CaseEvent): number =>
  beginning(other.index)[0] - beginning(one.index)[0] || other.sequence - one.sequence

/** What rules may ask of the next event of a case log and of what the log has already. Each answer is found only when a rule asks for it. */
export function inCaseOf(index: IndexPart, memory: CaseMemory): InCase {
  const view = viewFor(index, memory)
  const { event } = view
  const standing = standingIn(view)
  const adults = adultsIn(view, standing)
  const wishes = wishesIn(view, standing, adults)
  const stands = (other: CaseEvent): boolean => other !== event && !standing.isGone(other)
  const underAny = function* (keys: readonly string[], eventsUnder: (key: string) => Iterable<CaseEvent>): Generator<CaseEvent> {
    for (const name of keys) yield* eventsUnder(name)
  }
  const quoting = (type: string, kind: string): readonly string[] => quoted(event, kind).map((token) => key.typeQuoting(type, kind, token))
  const isOwn = (other: CaseEvent): boolean => other.index.agency === index.agency
  /** What brought the case to the event's MARAC, as it names the agency, or names none and quotes the id. */
  const bringing = function* (): Generator<CaseEvent> {
    yield* underAny(maracsNamed(index).map(key.bringingTo), view.newestFirst)
    for (const type of REFERRING)
      for (const other of underAny(quoting(type, 'marac'), view.newestFirst)) if (maracsNamed(other.index).length === 0) yield other
  }
  return {
    event,
    index,
    now: view.now,
    meant: (id) => view.meantBy(id, index).filter((other) => other !== event),
    earlier: (type) => view.newestFirst(key.ofType(type)).filter(stands),
    earlierOf: (type, kind) => underAny(quoting(type, kind), view.newestFirst).filter(stands),
    newestOf: (type, kind) =>
      quoting(type, kind)
        .flatMap((name) => view.lastBegunFirst(name).find(stands) ?? [])
        .sort(lastBegunFirst)
        .at(0),
    hasPublished: (type) => view.newestFirst(key.byAgency(index.agency, type)).some(stands),
    isOwn,
    knowsProceeding: (kind) =>
      underAny(
        quoted(event, kind).map((token) => key.agencyQuoting(index.agency, kind, token)),
        view.newestFirst,
      ).some(stands),
    hasNamed: (person) => view.newestFirst(key.agencyNaming(index.agency, person)).some(stands),
    wasBroughtHere: () => bringing().some((other) => !isOwn(other) && stands(other)),
    hasReferredHere: (agency) =>
      agency !== index.agency &&
      bringing().some((other) => other.index.agency === agency && other.index.type === REFERRAL && stands(other)),
    adultsOf: (other) => adults.of(other) ?? adults.all(),
    wishOf: wishes.of,
    isOverridden: wishes.isOverridden,
  }
}
