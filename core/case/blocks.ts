import type { CaseEvent, CaseEvents } from './case-events.ts'
import { fact } from './index-part.ts'
import { inTime } from './moments.ts'

/** Keyed tokens of the people, teams and agencies barred from a case now (D.1, 1). `counts`: false for what was replaced or retracted. */
export const blockedTokens = (events: CaseEvents, counts: (event: CaseEvent) => boolean, now: number): ReadonlySet<string> =>
  new Set(
    events
      .ofType('case.access-blocked')
      .filter((event) => counts(event) && inTime(event.index, 'from_on', 'until', now))
      .flatMap(({ index }) => fact(index, 'blocked_ref')),
  )
