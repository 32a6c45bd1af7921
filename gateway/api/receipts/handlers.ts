import { receiptId } from '../../../core/publish/receipt-id.ts'
import { inboxTopics } from '../../../infra/event-log/topics.ts'
import { cursorErrors, receiptsQuery } from '../../read/request.ts'
import { agencyIn } from '../guard.ts'
import { sendJson } from '../json.ts'
import { Problem, type EventResult } from '../problem.ts'
import type { Handlers } from '../register.ts'
import { findReceipt, type Receipt, type ReceiptFinding } from './find-receipt.ts'
import { listReceipts, type ListDeps } from './list-receipts.ts'
import { positionKey, type RecordRefs } from './record-refs.ts'

/** Header of a held record that its sender confirmed. */
export const CONFIRMED_HEADER = 'throughline-confirmed'

const findingOf = ({ pointer, code, detail, rule }: ReceiptFinding): object => ({
  pointer,
  code,
  detail,
  ...(rule === null ? {} : { rule }),
})
const itemOf = ({ receipt, source, event_id, type, status, errors, warnings, at, final }: Receipt, ref: string | undefined): object => ({
  receipt,
  source,
  event_id,
  type,
  agency_record_ref: ref ?? null,
  status,
  errors: errors.map(findingOf),
  warnings: warnings.map(findingOf),
  at,
  final,
})

export interface ReceiptDeps extends ListDeps {
  readonly refs: RecordRefs
}

/** What became of an agency's events, and the release of one that is held. */
export function receiptHandlers({ refs, ...deps }: ReceiptDeps): Handlers {
  const { eventLog, decode } = deps
  return {
    'GET /v1/receipts': async (request, response) => {
      const { agency } = agencyIn(response)
      const query = receiptsQuery(request.query)
      if (!query.ok) throw new Problem('invalid-request', { errors: query.errors })
      const page = await listReceipts(deps, agency, query.value)
      if (typeof page === 'string') throw new Problem(page, { errors: cursorErrors('after', page) })
      const { receipts, next, cursor } = page
      const known = await refs(agency, receipts)
      sendJson(response, 200, { items: receipts.map((receipt) => itemOf(receipt, known.get(positionKey(receipt.inbox)))), next, cursor })
    },
    'POST /v1/receipts/:id/confirm': async (request, response) => {
      const { agency } = agencyIn(response)
      const receipt = await findReceipt(eventLog, decode, agency, String(request.params.id))
      if (receipt === undefined) throw new Problem('not-found')
      if (receipt.status !== 'held') throw new Problem('not-held')
      const { topic, partition, offset } = receipt.inbox
      if (!inboxTopics(agency).includes(topic)) throw new Problem('not-held')
      const [held] = await eventLog.read(topic, partition, offset, 1)
      if (held?.offset !== offset) throw new Problem('not-held')
      const [appended] = await eventLog.append([
        { topic, key: held.key, value: held.value, headers: { ...held.headers, [CONFIRMED_HEADER]: 'true' } },
      ])
      if (appended === undefined) throw new Problem('unavailable')
      const result: EventResult = { id: receipt.event_id, source: receipt.source, status: 'received', receipt: receiptId(appended) }
      sendJson(response, 202, { results: [result] })
    },
  }
}
