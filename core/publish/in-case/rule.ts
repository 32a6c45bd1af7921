import type { AgencyId } from '../../../schemas/ids.ts'
import type { CaseEvent } from '../../case/case-events.ts'
import type { IndexPart } from '../../case/index-part.ts'
import type { Wish } from '../../case/wishes.ts'

/** An event at its place in its case log, and what it may ask of everything that the log had before it. */
export interface InCase {
  readonly event: CaseEvent
  readonly index: IndexPart
  /** The moment by which the event is judged, milliseconds since the Unix epoch. */
  readonly now: number
  /** The other events that an id of this one means: those of its own system, else of its own agency, else of any. */
  readonly meant: (id: string) => readonly CaseEvent[]
  /** Earlier events of a type that stand: neither replaced, retracted nor erased. The last first. */
  readonly earlier: (type: string) => IteratorObject<CaseEvent>
  /** The same of those that quote the event's proceeding of a kind. */
  readonly earlierOf: (type: string, kind: string) => IteratorObject<CaseEvent>
  /** Of those the one that began last, then the one numbered last. */
  readonly newestOf: (type: string, kind: string) => CaseEvent | undefined
  /** True when the publisher itself published an earlier event of the type that stands. */
  readonly hasPublished: (type: string) => boolean
  /** True of an event of the same agency. */
  readonly isOwn: (other: CaseEvent) => boolean
  /** True when the publisher itself published an earlier event that quotes the event's proceeding of a kind: it knows that it is linked. */
  readonly knowsProceeding: (kind: string) => boolean
  /** True when the publisher itself published an earlier event that names the person as harmed. */
  readonly hasNamed: (person: string) => boolean
  /** True when another agency brought the case to the MARAC of the event before it: with that agency's name, or by the same id in an area that both have. */
  readonly wasBroughtHere: () => boolean
  /** True of another agency that itself referred the case to the MARAC of the event before it, as `wasBroughtHere` has it; a transfer is no referral. */
  readonly hasReferredHere: (agency: AgencyId) => boolean
  /** Harmed adults whose wishes bear on an event: those that it names or inherits, all of the case where it names none and leads to none. */
  readonly adultsOf: (event: CaseEvent) => readonly string[]
  /** What an adult wants of sharing; undefined where nothing was said. */
  readonly wishOf: (adult: string) => Wish | undefined
  /** True when a live override lifts an adult's wishes for a purpose; `counts`: whose overrides count, everybody's where it is left out. */
  readonly isOverridden: (adult: string, purpose: string, counts?: (agency: AgencyId) => boolean) => boolean
}

/** What a rule found wrong. */
export interface InCaseFinding {
  readonly rule: string
  /** JSON Pointer into the CloudEvent. */
  readonly pointer: string
  /** What is wrong and what would be right; the same words whatever the case holds. */
  readonly detail: string
  /**
   * What it rests on. INVARIANT: only what rests on the publisher's own events refuses, or is told to the publisher: its receipt must not say what others
   * published, nor whether the person was known. Of wishes, overrides and MARAC flags G11 and G13 tell those who may hear of them (`G11.override`, `G13.known`).
   */
  readonly restsOn: 'own' | 'others'
}

/** A publish rule over an event in its case. Pure: codes, times and random ids of the clear part only. */
export type InCaseRule = (inCase: InCase) => readonly InCaseFinding[]

export const holds: readonly InCaseFinding[] = []
