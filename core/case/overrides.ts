import type { AgencyId } from '../../schemas/ids.ts'
import type { CaseEvent, CaseEvents } from './case-events.ts'
import { fact } from './index-part.ts'
import { beginning, endOf } from './moments.ts'

/** A decision to share against or without a person's wishes, as far as it is live. */
export interface Override {
  /** Harmed adults whose wishes it lifts. */
  readonly adults: ReadonlySet<string>
  readonly purposes: ReadonlySet<string>
  readonly classes: ReadonlySet<string>
  /** Agency for whose events alone it counts; absent: for everybody's. */
  readonly agency?: AgencyId
}

export interface OverridesDeps {
  readonly events: CaseEvents
  readonly adultsOf: (event: CaseEvent) => readonly string[]
  /** False for what was replaced, retracted or erased. */
  readonly counts: (event: CaseEvent) => boolean
  readonly now: number
}

/** True of a decision that has begun, and is not past the end of the day in London on which it expires. */
export const isLiveOverride = ({ index }: CaseEvent, now: number): boolean =>
  beginning(index)[0] <= now && fact(index, 'expires_on').some((day) => endOf(day) >= now)

/** What an override lifts. */
export const overrideOf = (event: CaseEvent, adults: readonly string[]): Override => ({
  adults: new Set(adults),
  purposes: new Set(fact(event.index, 'purposes')),
  classes: new Set(fact(event.index, 'classes')),
})

/** Overrides that are live. */
export const liveOverrides = ({ events, adultsOf, counts, now }: OverridesDeps): readonly Override[] =>
  events
    .ofType('consent.override-recorded')
    .filter((event) => counts(event) && isLiveOverride(event, now))
    .map((event) => overrideOf(event, adultsOf(event)))
