import { uuidOf } from '../ids/uuid-of.ts'

/** Where an agency's record stands in its inbox, as the records have it. */
export interface InboxPosition {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

/** The id of a record's receipt, of its inbox position: the gateway can name the receipt before there is one, and a redelivery has the same. */
export const receiptId = ({ topic, partition, offset }: InboxPosition): string =>
  uuidOf(`throughline.receipt.v1\0${topic}\0${String(partition)}\0${String(offset)}`)
