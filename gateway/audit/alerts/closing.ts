import { ALERT_OUTCOMES, type AlertOutcome } from '../../../core/alerts/told.ts'
import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import type { OpenedRecord } from '../../../infra/access-log/open-record.ts'

/** Actions of the access records of looking for alerts, as the route table names them. */
export const ALERTS = 'alert-list'
export const ALERT = 'alert'
export const ALERT_CLOSED = 'alert-closed'

/** The alert that an access record closes, and how; undefined for any other record. */
export function closingOf(
  { action, outcome }: Pick<AccessRecord, 'action' | 'outcome'>,
  { request }: Pick<OpenedRecord, 'request'>,
): { readonly ref: string; readonly outcome: AlertOutcome } | undefined {
  if (action !== ALERT_CLOSED || outcome !== 'permit' || typeof request === 'string') return undefined
  const { ref, outcome: how } = request.page
  return ref === undefined || how === undefined || !Object.hasOwn(ALERT_OUTCOMES, how) ? undefined : { ref, outcome: how as AlertOutcome }
}
