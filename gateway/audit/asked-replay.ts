import type { Vault } from '../../infra/vault/port.ts'
import type { AccessLog } from './access-log.ts'
import type { RequestValue } from '../../core/access-log/access-record.ts'
import { openRecord } from '../../infra/access-log/open-record.ts'
import type { ReplayRange } from './replays.ts'

/** The action of the access record of a replay that was asked for. */
export const REPLAY_ACTION = 'audit-replay'

/** A range as the access record of its replay has it. */
export const rangeOnRecord = ({ from, to, ids }: ReplayRange): RequestValue['page'] => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
  ...(ids === undefined ? {} : { ids: ids.join(' ') }),
})

/**
 * The range of a replay that was asked for at any gateway, by its id: it is in the access record of the asking. What was recorded later is not in it.
 * Undefined when there is no such replay, or its opening was erased or altered.
 */
export async function askedReplay(
  deps: { readonly accessLog: AccessLog; readonly vault: Vault },
  id: string,
): Promise<ReplayRange | undefined> {
  const entry = await deps.accessLog.find(id)
  if (entry?.record.action !== REPLAY_ACTION || entry.record.outcome !== 'permit') return undefined
  const { request } = await openRecord(deps.vault, entry.record)
  if (typeof request === 'string') return undefined
  const { from, to, ids } = request.page
  return { ...(from === undefined ? {} : { from }), to: to ?? entry.record.at, ...(ids === undefined ? {} : { ids: ids.split(' ') }) }
}
