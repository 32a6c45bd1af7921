import type { InboxPosition } from '../../schemas/generated/records.ts'
import { uuidOf } from '../ids/uuid-of.ts'

export type { InboxPosition }

/** The id of a record's receipt, of its inbox position: the gateway can name the receipt before there is one, and a redelivery has the same. */
export const receiptId = ({ topic, partition, offset }: InboxPosition): string =>
  uuidOf(`throughline.receipt.v1\0${topic}\0${String(partition)}\0${String(offset)}`)

/** False of a record that stands later in the same inbox: a redelivery after a stop is judged as the first delivery was. */
export const cameBefore = (one: InboxPosition, other: InboxPosition): boolean =>
  one.topic !== other.topic || one.partition !== other.partition || one.offset < other.offset
