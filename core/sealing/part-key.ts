import { createSecretKey, hash } from 'node:crypto'
import type { AgencyId } from '../../schemas/ids.ts'
import type { SealingKey } from './seal.ts'

const KEY_BYTES = 32

/** Bytes that SHA-512 takes at a time: a key of HMAC is filled up to so many. */
const BLOCK_BYTES = 128
const LABEL = Buffer.from('throughline.part.v2\0', 'utf8')

/** What one of HMAC's two hashes is over: the key under its pad, and room for the rest. */
function underPad(key: Uint8Array, pad: number, room: number): Buffer {
  const bytes = Buffer.alloc(BLOCK_BYTES + room)
  bytes.fill(pad, 0, BLOCK_BYTES)
  key.forEach((byte, at) => {
    bytes[at] = byte ^ pad
  })
  return bytes
}

/**
 * The keys of parts of events under the key of (case, person, class): HMAC-SHA-512 (RFC 2104) of the event's own key; the first half encrypts, the second makes
 * nonces. Without either of the two there is no key: a person's data of a class can be erased, and so can one event. Both keys are 32 bytes. HMAC is written
 * out as the two hashes that it is: Node's own costs twice as much, and a read needs hundreds.
 */
export function partKeysUnder(ofScope: Uint8Array): (ofEvent: Uint8Array) => SealingKey {
  if (ofScope.length !== KEY_BYTES) throw new RangeError('A key of a scope has 32 bytes')
  const inner = underPad(ofScope, 0x36, LABEL.length + KEY_BYTES)
  const outer = underPad(ofScope, 0x5c, 2 * KEY_BYTES)
  inner.set(LABEL, BLOCK_BYTES)
  return (ofEvent) => {
    if (ofEvent.length !== KEY_BYTES) throw new RangeError("An event's own key has 32 bytes")
    inner.set(ofEvent, BLOCK_BYTES + LABEL.length)
    outer.write(hash('sha512', inner, 'binary'), BLOCK_BYTES, 'latin1')
    const derived = hash('sha512', outer, 'binary')
    return {
      secret: createSecretKey(derived.slice(0, KEY_BYTES), 'latin1'),
      // Opening needs none.
      get nonceKey() {
        return createSecretKey(derived.slice(KEY_BYTES), 'latin1')
      },
      ofEvent: true,
    }
  }
}

/** What a sealed part is bound to: the event that says it, its owner, its class and its form. */
export interface PartBinding {
  readonly agency: AgencyId
  readonly system: string
  readonly eventId: string
  readonly owner: string
  readonly class: string
  readonly form: 'plain' | 'reduced'
}

/** Associated data of a sealed part. No element can hold the separator: ids and codes are checked before sealing. */
export const partAad = (part: PartBinding): string =>
  ['part', part.agency, part.system, part.eventId, part.owner, part.class, part.form].join('\n')
