import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import { isAgencyId } from '../../schemas/codec/formats.ts'
import type { Barred } from './index-part.ts'

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
