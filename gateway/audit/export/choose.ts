import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import type { OpenedRecord } from '../../../infra/access-log/open-record.ts'
import type { Chosen } from './ask.ts'

/** Whether what is in the clear of a record is as asked for: its time and its id. */
export function isInRange({ ask }: Chosen): (record: Pick<AccessRecord, 'id' | 'at'>) => boolean {
  const [first, last] = [ask.from === undefined ? -Infinity : Date.parse(ask.from), ask.to === undefined ? Infinity : Date.parse(ask.to)]
  const ids = ask.records && new Set(ask.records)
  return ({ id, at }) => {
    const time = Date.parse(at)
    return !(time < first || time > last) && (ids?.has(id) ?? true)
  }
}

/** Whether what a record holds sealed is as asked for: its reader, and that its case, or one of several, is meant. What was erased is nobody's. */
export function isMeant({ ask, cases }: Chosen, { actor, request }: OpenedRecord): boolean {
  const isReader = ask.reader === undefined || (typeof actor === 'object' && actor.staff === ask.reader)
  if (ask.case === undefined && ask.person === undefined) return isReader
  if (typeof request === 'string') return false
  const isCase = request.cases.some((one) => cases?.has(one))
  return isReader && isCase
}
