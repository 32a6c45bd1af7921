import { createHmac, createSecretKey } from 'node:crypto'
import type { AgencyId } from '../../schemas/ids.ts'
import type { SealingKey } from './seal.ts'

const KEY_BYTES = 32

const LABEL = Buffer.from('throughline.part.v2\0', 'utf8')

/**
 * The keys of parts of events under the key of (case, person, class): HMAC-SHA-512 (RFC 2104) of the event's own key; the first half encrypts, the second makes
 * nonces. Without either of the two there is no key: a person's data of a class can be erased, and so can one event. Both keys are 32 bytes.
 */
export function partKeysUnder(ofScope: Uint8Array): (ofEvent: Uint8Array) => SealingKey {
  if (ofScope.length !== KEY_BYTES) throw new RangeError('A key of a scope has 32 bytes')
  const scopeKey = createSecretKey(ofScope)
  const message = Buffer.alloc(LABEL.length + KEY_BYTES)
  message.set(LABEL)
  return (ofEvent) => {
    if (ofEvent.length !== KEY_BYTES) throw new RangeError("An event's own key has 32 bytes")
    message.set(ofEvent, LABEL.length)
    const derived = createHmac('sha512', scopeKey).update(message).digest()
    message.fill(0, LABEL.length)
    return {
      secret: createSecretKey(derived.subarray(0, KEY_BYTES)),
      // Opening needs none.
      get nonceKey() {
        return createSecretKey(derived.subarray(KEY_BYTES))
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
