import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import { isAgencyId } from '../../schemas/ids.ts'
import type { CaseEvent, CaseEvents } from './case-events.ts'
import { type Barred, fact } from './index-part.ts'
import { inTime } from './moments.ts'

/** Event type: somebody is barred from a case. */
export const ACCESS_BLOCKED = 'case.access-blocked'

/**
 * Whom a block names: `<agency>:<staff id>`, or an agency's id for everybody there. Null for any other event, and where no agency is named: a staff id is
 * in the clear part only as a keyed token.
 */
export function barredBy({ type, data }: Pick<AgencyEvent, 'type' | 'data'>): Barred | null {
  const { blocked_ref: named } = data.details
  if (type !== ACCESS_BLOCKED || typeof named !== 'string') return null
  const [agency = '', ...staff] = named.split(':')
  return isAgencyId(agency) ? { agency, whole: staff.length === 0 } : null
}

/** Keyed tokens of the people, teams and agencies barred from a case now (D.1, 1). `counts`: false for what was replaced or retracted. */
export const blockedTokens = (events: CaseEvents, counts: (event: CaseEvent) => boolean, now: number): ReadonlySet<string> =>
  new Set(
    events
      .ofType('case.access-blocked')
      .filter((event) => counts(event) && inTime(event.index, 'from_on', 'until', now))
      .flatMap(({ index }) => fact(index, 'blocked_ref')),
  )
