import type { CaseEvent } from '../../case/case-events.ts'
import type { CaseState } from '../../case/case-state.ts'
import type { IndexPart } from '../../case/index-part.ts'

/** An event at its place in its case log, with everything that the log had before it. */
export interface InCase {
  readonly event: CaseEvent
  readonly index: IndexPart
  /** The case up to and with the event, at the moment of the event. */
  readonly state: CaseState
  /** Earlier events of a type that stand: neither replaced, retracted nor erased. */
  readonly earlier: (type: string) => readonly CaseEvent[]
  /** True of an event of the same agency. */
  readonly isOwn: (other: CaseEvent) => boolean
  /** True when the publisher itself published an earlier event that quotes the event's proceeding of a kind: it knows that it is linked. */
  readonly knowsProceeding: (kind: string) => boolean
  /** True when the publisher itself published an earlier event that names the person as harmed. */
  readonly hasNamed: (person: string) => boolean
}

/** What a rule found wrong. */
export interface InCaseFinding {
  readonly rule: string
  /** JSON Pointer into the CloudEvent. */
  readonly pointer: string
  /** What is wrong and what would be right; the same words whatever the case holds. */
  readonly detail: string
  /**
   * What it rests on. INVARIANT: only what rests on the publisher's own events (of G11 and G13 also on wishes, overrides and MARAC flags) refuses, or
   * is told to the publisher: its receipt must not say what others published, nor whether the person was known.
   */
  readonly restsOn: 'own' | 'others'
}

/** A publish rule over an event in its case. Pure: codes, times and random ids of the clear part only. */
export type InCaseRule = (inCase: InCase) => readonly InCaseFinding[]

export const holds: readonly InCaseFinding[] = []
