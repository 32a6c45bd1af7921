import type { OutgoingMessage } from 'kafkajs/src/broker/index.js'
import type { NewRecord } from '../port.ts'

/** A record on its way. */
export interface Outgoing {
  readonly message: OutgoingMessage
  /** On the wire, about. */
  readonly bytes: number
}

const FRAME_BYTES = 70
const NO_HEADERS: Readonly<Record<string, string>> = Object.freeze({})

/** `now`, milliseconds since the Unix epoch, is what the record says until the broker puts its own append time. */
export function outgoing({ key, value, headers = NO_HEADERS }: NewRecord, now: number): Outgoing {
  let bytes = FRAME_BYTES + value.byteLength + (key === null ? 0 : Buffer.byteLength(key))
  for (const name in headers) bytes += name.length + Buffer.byteLength(headers[name] ?? '') + 4
  return { bytes, message: { key, value: Buffer.from(value.buffer, value.byteOffset, value.byteLength), headers, timestamp: now } }
}
