import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { AgencyId } from '../../schemas/ids.ts'
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
