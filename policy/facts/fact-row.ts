import type { CaseEvent } from '../../core/case/case-events.ts'
import type { Release, TypeRules } from '../release/load.ts'
import type { BlockFacts } from './blocks.ts'
import type { ReadRequest } from './input.ts'
import type { ObjectionFacts } from './objections.ts'
import type { WhosePair, ReaderPairs } from './pair-scope.ts'
import type { Reading } from './reading.ts'
import type { WishFacts } from './wishes.ts'

/** What is said of an event that is about other events; false for any other event. */
export interface TargetFacts {
  /** One of them is hidden from the reader. */
  readonly about_hidden: boolean
  /** One of them is shown reduced. */
  readonly about_reduced: boolean
}

/** What only the effect on the whole event brings to one of its classes. */
export interface BroughtByEvent {
  /** The event is shown reduced. */
  readonly reduced: boolean
  /** The part is of another pair, or cannot be told apart from one that is. */
  readonly other_pair: boolean
  /** Of the event only its urgency remains. */
  readonly urgency_only: boolean
}

/** What the facts of each scope are worked out from. */
export interface Sources {
  readonly request: { readonly release: Release; readonly request: ReadRequest }
  readonly case: Reading
  /** An opening of emergency access, as its event. */
  readonly opening: { readonly reading: Reading; readonly opened: CaseEvent }
  /** An event type that the release knows. */
  readonly type: { readonly reading: Reading; readonly type: string; readonly rules: TypeRules }
  readonly event: {
    readonly reading: Reading
    readonly pairs: ReaderPairs
    readonly event: CaseEvent
    /** The facts of its type. */
    readonly type: { readonly pattern_type: boolean; readonly safety_concern: boolean; readonly session: boolean }
    readonly whosePair: WhosePair
    /** Withdrawn, corrected or erased. */
    readonly gone: boolean
    readonly target: TargetFacts
    readonly objections: ObjectionFacts
    readonly block: BlockFacts
  }
  /** One class of an event. */
  readonly class: {
    readonly reading: Pick<Reading, 'release' | 'breakGlass' | 'facesPerpetrator'>
    readonly sensitivity: string
    readonly wishes: WishFacts
    readonly approved: boolean
    readonly brought: BroughtByEvent
  }
}

/** How much a fact is worked out for at once: once per request, case, opening, type, event, or class of an event. */
export type Scope = keyof Sources

/** The questions to Cedar that hear a fact. */
export type QuestionKind = 'request' | 'case' | 'review' | 'event' | 'class'

/** A fact: its Cedar name, what it is worked out for, which questions hear it, and how it is worked out. By default it is false. */
export interface FactRow<S extends Scope, Name extends string> {
  readonly scope: S
  readonly name: Name
  /** None: it is what other facts, or the effect of an event, are worked out from. */
  readonly heardBy: readonly QuestionKind[]
  readonly is: (of: Sources[S]) => boolean
}

/** A row of the table. */
export const fact = <S extends Scope, Name extends string>(
  scope: S,
  name: Name,
  heardBy: readonly QuestionKind[],
  is: (of: Sources[S]) => boolean,
): FactRow<S, Name> => ({ scope, name, heardBy, is })
