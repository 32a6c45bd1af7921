import type { OwnEvent } from '../../core/publications/own-event.ts'
import type { Receipt, ReceiptFinding } from '../api/receipts/find-receipt.ts'
import { sourceIn, type StoredPublication } from './stored.ts'

/** `accepted` says of an event in a case and of one that waits the same. */
export type PublicationState = 'accepted' | 'erased' | 'unreadable' | 'held' | 'rejected' | 'repeated'

/** Something that an agency published, in a list. */
export interface PublicationItem {
  readonly id: string | null
  readonly source: string | null
  readonly type: string | null
  readonly state: PublicationState
  /** When it was published, or of what was not accepted when it was judged: ISO 8601 in UTC. */
  readonly at: string
  /** What is wrong with it. */
  readonly errors: readonly object[]
}

/** One of them, opened. */
export interface OpenedPublication extends PublicationItem {
  /** As it was sent. */
  readonly event?: OwnEvent
  /** Of an erased event, code of erasure_reason and when it took effect. */
  readonly erased?: { readonly reason: string; readonly on: string }
}

const findingOf = ({ pointer, code, detail, rule }: ReceiptFinding): object => ({
  pointer,
  code,
  detail,
  ...(rule === null ? {} : { rule }),
})

const isState = (status: string): status is 'held' | 'rejected' | 'repeated' => ['held', 'rejected', 'repeated'].includes(status)

/** What a receipt tells of an event that was not taken; undefined for one that was. */
export const itemOfReceipt = ({ event_id: id, source, type, status, errors, at }: Receipt): PublicationItem | undefined =>
  isState(status) ? { id, source, type, state: status, at, errors: errors.map(findingOf) } : undefined

/** An accepted event, or one that was erased since. */
export const itemOfStored = (publication: StoredPublication): PublicationItem => ({
  id: publication.event_id,
  source: sourceIn(publication),
  type: publication.type,
  state: publication.erased_on === null ? 'accepted' : 'erased',
  at: publication.published_at,
  errors: [],
})

/** An accepted event with its content; without any, it was erased with everything that could say why. `unreadable`: its key is missing. */
export function openedItem(publication: StoredPublication, event: OwnEvent | 'unreadable' | undefined): OpenedPublication {
  const { reason, erased_on: on } = publication
  if (reason !== null && on !== null) return { ...itemOfStored(publication), erased: { reason, on } }
  if (event === 'unreadable') return { ...itemOfStored(publication), state: 'unreadable' }
  return event === undefined ? { ...itemOfStored(publication), state: 'erased' } : { ...itemOfStored(publication), event }
}
