import { receiptId } from '../../../core/publish/receipt-id.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { inboxTopics } from '../../../infra/event-log/topics.ts'
import { type Cursors } from '../../read/cursor.ts'
import { cursorErrors, listQuery } from '../../read/request.ts'
import { agencyIn } from '../guard.ts'
import { sendJson } from '../json.ts'
import { Problem, type EventResult } from '../problem.ts'
import type { Handlers } from '../register.ts'
import { findReceipt, readReceipts, type DecodeReceipt, type Receipt, type ReceiptFinding } from './find-receipt.ts'

/** Header of a held record that its sender confirmed. */
export const CONFIRMED_HEADER = 'throughline-confirmed'

const findingOf = ({ pointer, code, detail, rule }: ReceiptFinding): object => ({ pointer, code, detail, ...(rule === null ? {} : { rule }) })
const itemOf = ({ receipt, source, event_id, type, status, errors, warnings, at, final }: Receipt): object =>
  ({ receipt, source, event_id, type, status, errors: errors.map(findingOf), warnings: warnings.map(findingOf), at, final })

/** What became of an agency's events, and the release of one that is held. */
export function receiptHandlers({ eventLog, cursors, decode }: { readonly eventLog: EventLog, readonly cursors: Cursors, readonly decode: DecodeReceipt }): Handlers {
  return {
    'GET /v1/receipts': async (request, response) => {
      const { agency } = agencyIn(response)
      const query = listQuery(request.query)
      if (!query.ok) throw new Problem('invalid-request', { errors: query.errors })
      const { after, limit } = query.value
      const place = after === undefined ? '0' : cursors.open(['receipts', agency], after)
      if (place === undefined) throw new Problem('unknown-cursor', { errors: cursorErrors('after') })
      const entries = await readReceipts(eventLog, decode, agency, Number(place), limit)
      const last = entries.at(-1)
      sendJson(response, 200, {
        items: entries.map((entry) => itemOf(entry.receipt)),
        next: last === undefined ? null : cursors.seal(['receipts', agency], String(last.offset + 1)),
      })
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
      const [appended] = await eventLog.append([{ topic, key: held.key, value: held.value, headers: { ...held.headers, [CONFIRMED_HEADER]: 'true' } }])
      if (appended === undefined) throw new Problem('unavailable')
      const result: EventResult = { id: receipt.event_id, source: receipt.source, status: 'received', receipt: receiptId(appended) }
      sendJson(response, 202, { results: [result] })
    },
  }
}
