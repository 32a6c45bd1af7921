import { describe, it } from '@jest/globals'
import fc from 'fast-check'
import { open, seal, SealError } from '../../../core/sealing/seal.ts'

const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes))
const plaintext = fc.uint8Array({ maxLength: 300 })
const aad = fc.string({ maxLength: 60 })

const refuses = (attempt: () => unknown): boolean => {
  try {
    attempt()
    return false
  } catch (error) {
    return error instanceof SealError
  }
}

describe('sealing', () => {
  it('gives back what was sealed', () => {
    fc.assert(fc.property(key, aad, plaintext, (k, a, p) => open(k, a, seal(k, a, p)).equals(p)))
  })

  it('seals the same thing to the same bytes, and different things under different nonces', () => {
    fc.assert(
      fc.property(key, aad, aad, plaintext, plaintext, (k, a, a2, p, p2) => {
        const nonce = (sealed: Buffer) => sealed.subarray(1, 13)
        const same = a === a2 && Buffer.from(p).equals(p2)
        return seal(k, a, p).equals(seal(k, a, p)) && (same || !nonce(seal(k, a, p)).equals(nonce(seal(k, a2, p2))))
      }),
    )
  })

  it('does not open with any one byte altered', () => {
    fc.assert(
      fc.property(key, aad, plaintext, fc.nat(), fc.integer({ min: 1, max: 255 }), (k, a, p, at, change) => {
        const sealed = seal(k, a, p)
        const index = at % sealed.length
        sealed[index] = (sealed[index] ?? 0) ^ change
        return refuses(() => open(k, a, sealed))
      }),
    )
  })

  it('does not open when cut short, lengthened, or with other associated data or another key', () => {
    fc.assert(
      fc.property(key, key, aad, aad, plaintext, fc.nat(), (k, k2, a, a2, p, cut) => {
        const sealed = seal(k, a, p)
        return (
          refuses(() => open(k, a, sealed.subarray(0, cut % sealed.length))) &&
          refuses(() => open(k, a, Buffer.concat([sealed, Buffer.alloc(1)]))) &&
          (a === a2 || refuses(() => open(k, a2, sealed))) &&
          (k.equals(k2) || refuses(() => open(k2, a, sealed)))
        )
      }),
    )
  })
})
