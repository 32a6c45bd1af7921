import { hash } from 'node:crypto'

/** The namespace of ids made from an agency's own record (RFC 9562, 5.5). */
const NAMESPACE = Buffer.from('4fdc3d4e5f0b4f5c9a6f7f4a1f0e9b62', 'hex')

/** The id of the event of a record: a UUID of version 5 over source, type and record, so that a record sent again is the same event. */
export function eventIdOf(source: string, type: string, record: string): string {
  const bytes = hash('sha1', Buffer.concat([NAMESPACE, Buffer.from([source, type, record].join('\n'))]), 'buffer').subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
