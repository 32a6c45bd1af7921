import { hash } from 'node:crypto'

/** Where an agency's record stands in its inbox, as the records have it. */
export interface InboxPosition {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

/**
 * The id of a record's receipt: a UUID (RFC 9562 version 8) of the SHA-256 of its inbox position, so that the gateway can name the receipt before
 * there is one, and a redelivery has the same.
 */
export function receiptId({ topic, partition, offset }: InboxPosition): string {
  const bytes = hash('sha256', `throughline.receipt.v1\0${topic}\0${String(partition)}\0${String(offset)}`, 'buffer').subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
