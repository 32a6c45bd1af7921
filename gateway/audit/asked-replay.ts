import type { Vault } from '../../infra/vault/port.ts'
import type { AccessLog } from './access-log.ts'
import type { RequestValue } from '../../core/access-log/access-record.ts'
import { openRecord } from '../../infra/access-log/open-record.ts'
import { caseLogIdOf, personIdOf } from '../../schemas/ids.ts'
import type { ReplayRange } from './replays.ts'

/** The action of the access record of a replay that was asked for. */
export const REPLAY_ACTION = 'audit-replay'

/** A range as the access record of its replay has it: sealed with the record's opening, for it may name a person or a reader. */
export const rangeOnRecord = ({ ids, ...range }: ReplayRange): RequestValue['page'] => ({
  ...range,
  ...(ids === undefined ? {} : { ids: ids.join(' ') }),
})

/** The range that an access record has; what is not given there is absent. */
function rangeOf({ from, to, ids, case: caseLog, person, reader, action }: RequestValue['page']): ReplayRange {
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(ids === undefined ? {} : { ids: ids.split(' ') }),
    ...(caseLog === undefined ? {} : { case: caseLogIdOf(caseLog) }),
    ...(person === undefined ? {} : { person: personIdOf(person) }),
    ...(reader === undefined ? {} : { reader }),
    ...(action === undefined ? {} : { action }),
  }
}

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
  const range = rangeOf(request.page)
  return { ...range, to: range.to ?? entry.record.at }
}
