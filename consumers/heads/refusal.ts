import { DELETING_SETTINGS } from '../../infra/topics/record-settings.ts'
import type { Finding } from '../finding.ts'

/**
 * Whether going on would lose more: new records would take the places of lost ones, records that are gone were never taken into the read store, or the cluster
 * deletes what is appended.
 */
export function refusesStart({ code, unread = 0, setting = '' }: Finding): boolean {
  if (code === 'log-short') return true
  if (code === 'log-cut') return unread > 0
  return code === 'topic-settings' && DELETING_SETTINGS.has(setting)
}

/** Whether a read store that is made again from the logs would lack something that it has, or take something altered for what was said. */
export const refusesRebuild = ({ code, setting = '' }: Finding): boolean =>
  code === 'log-short' || code === 'log-cut' || code === 'log-altered' || (code === 'topic-settings' && DELETING_SETTINGS.has(setting))
