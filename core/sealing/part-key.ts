import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { SealingKey } from './seal.ts'

const KEY_BYTES = 32

/**
 * The key of a part of an event: HMAC-SHA-512 (RFC 2104) under the key of (case, person, class) of the event's own key; the first half encrypts, the
 * second makes nonces. Without either of the two there is no key: a person's data of a class can be erased, and so can one event.
 */
export function partKey(ofScope: KeyObject, ofEvent: Uint8Array): SealingKey {
  const derived = createHmac('sha512', ofScope).update('throughline.part.v2\0').update(ofEvent).digest()
  return {
    secret: createSecretKey(derived.subarray(0, KEY_BYTES)),
    // Opening needs none, and a read opens hundreds.
    get nonceKey() {
      return createSecretKey(derived.subarray(KEY_BYTES))
    },
    ofEvent: true,
  }
}
