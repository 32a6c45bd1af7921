import type { IndexPart } from '../../core/case/index-part.ts'
import type { DecisionInput } from '../../policy/facts/input.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { endOf, span, startOf } from './moments.ts'

/** An event of the case, as the record has it. */
export interface Said {
  readonly caseLog: CaseLogId
  readonly sequence: number
  readonly index: IndexPart
  /** It is of another case now. */
  readonly left: boolean
}

/** A case before a reader: all that was said, and the question. */
export interface Asked {
  readonly input: DecisionInput
  /** Milliseconds since the Unix epoch. */
  readonly now: number
  readonly said: readonly Said[]
}

/** Publisher of what the bus itself says: links, approvals, emergencies. */
const BUS = 'throughline'

export const values = ({ index }: Said, field: string): readonly string[] =>
  index.facts.find((entry) => entry.field === field)?.values ?? []
export const value = (event: Said, field: string): string | undefined => values(event, field)[0]

/** Lays out a question: the events by log and number. */
export function askedOf(input: DecisionInput): Asked {
  const said = input.logs.flatMap(({ caseLog, events, left }) =>
    events.map(({ sequence, index }): Said => ({ caseLog, sequence, index, left: left?.has(sequence) ?? false })),
  )
  said.sort((one, other) => (one.caseLog < other.caseLog ? -1 : one.caseLog > other.caseLog ? 1 : one.sequence - other.sequence))
  return { input, now: Date.parse(input.now), said }
}

export const ofType = ({ said }: Asked, type: string): readonly Said[] => said.filter((event) => event.index.type === type && !event.left)
/** Only the bus gives links, approvals and emergency access; what an agency says under such a name counts for nothing. */
export const ofBus = (asked: Asked, type: string): readonly Said[] => ofType(asked, type).filter(({ index }) => index.agency === BUS)

/** True while now lies between two facts; one that is not there sets no bound. */
export function during({ now }: Asked, event: Said, from: string, until: string): boolean {
  const [first, last] = [value(event, from), value(event, until)]
  return (first === undefined || startOf(first) <= now) && (last === undefined || endOf(last) >= now)
}

/** Between which moments the event began. */
export const began = ({ index: { occurred } }: Said): readonly [number, number] => span(occurred.from, occurred.precision)

/** Numbered later: by number, then by log. */
export const numberedAfter = (one: Said, other: Said): boolean =>
  one.sequence > other.sequence || (one.sequence === other.sequence && one.caseLog > other.caseLog)

/** Which events an id means when somebody says it: what was there by then, if anything; an id is unique to a system, so one's own come first. */
export function meant(asked: Asked, id: string, by: Said): readonly Said[] {
  const everKnown = asked.said.filter(({ index, left }) => index.event_id === id && !left)
  const byThen = everKnown.filter((event) =>
    event.caseLog === by.caseLog ? event.sequence < by.sequence : event.index.published_at <= by.index.published_at,
  )
  const known = byThen.length > 0 ? byThen : everKnown
  const ofAgency = known.filter(({ index }) => index.agency === by.index.agency)
  const ofSystem = ofAgency.filter(({ index }) => index.system === by.index.system)
  return ofSystem.length > 0 ? ofSystem : ofAgency.length > 0 ? ofAgency : known
}
