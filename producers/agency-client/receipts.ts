import type { FieldError } from '../../schemas/codec/errors.ts'
import { AgencyClientError, CURSOR_GONE } from './errors.ts'
import type { Http } from './http.ts'

/** What became of a published event. `held`: free text that looks like an address or a telephone number waits for its sender to confirm. */
export interface Receipt {
  readonly receipt: string
  /** Source, id and type of the event, where they could be read. */
  readonly source: string | null
  readonly id: string | null
  readonly type: string | null
  readonly status: 'accepted' | 'repeated' | 'rejected' | 'held'
  readonly errors: readonly FieldError[]
  /** What may be put right in an event that was taken as it is. */
  readonly warnings: readonly FieldError[]
  /** When it was published, ISO 8601 with offset. */
  readonly at: string
  /** False where a later entry of the same receipt follows, which holds instead: one or two minutes after publication. */
  readonly final: boolean
}

/** Some receipts, in order. `after` is the cursor that gave this page: keep it, and begin there next time; a receipt may come again. */
export interface ReceiptPage {
  readonly after: string | undefined
  readonly items: readonly Receipt[]
  /** Cursor of the next page, or null when there are no more at the moment. */
  readonly next: string | null
}

/** An older service gives no warnings, and one entry of each receipt. */
type ReceiptJson = Omit<Receipt, 'id' | 'warnings' | 'final'> & {
  readonly final?: boolean
  readonly event_id?: string | null
  readonly warnings?: readonly FieldError[]
}
interface Page {
  readonly items: readonly ReceiptJson[]
  readonly next: string | null
}

/** The service calls the event's id `event_id`. */
const receiptOf = ({ event_id: id = null, warnings = [], final = true, ...rest }: ReceiptJson): Receipt => ({
  ...rest,
  id,
  warnings,
  final,
})

const isPage = (body: unknown): body is Page =>
  typeof body === 'object' &&
  body !== null &&
  'items' in body &&
  Array.isArray(body.items) &&
  'next' in body &&
  (body.next === null || typeof body.next === 'string')

/**
 * Gives the agency's receipts, page by page, from a cursor on or from the first, until there are no more at the moment. Rejects with
 * AgencyClientError `cursor-gone` where what comes after the cursor is not all kept any more, `refused` when the service answers with another error, and as fetch
 * does when there is no answer. `limit`: most of a page; default: the service's.
 */
export async function* receipts(
  http: Http,
  signal: AbortSignal,
  after?: string,
  limit?: number,
): AsyncGenerator<ReceiptPage, void, undefined> {
  for (let cursor = after; ;) {
    const query = new URLSearchParams({
      ...(cursor === undefined ? {} : { after: cursor }),
      ...(limit === undefined ? {} : { limit: String(limit) }),
    }).toString()
    const answer = await http.send('GET', `/v1/receipts${query === '' ? '' : `?${query}`}`, signal)
    if (answer.status === 410) throw new AgencyClientError('cursor-gone', CURSOR_GONE)
    if (answer.status !== 200 || !isPage(answer.body)) {
      throw new AgencyClientError('refused', `The service answered ${String(answer.status)} to a request for receipts. Try again later.`)
    }
    const { items, next } = answer.body
    yield { after: cursor, items: items.map(receiptOf), next }
    if (next === null) return
    cursor = next
  }
}
