import { open, seal, SealError } from '../../core/sealing/seal.ts'

/**
 * Cursors are sealed and bound to who got them and to the list they are of: nobody else can use one, for nothing else, and it says
 * nothing. INVARIANT: what is sealed is the same in two worlds that differ in hidden events only; no sequence, no offset of a case log.
 */
export interface Cursors {
  /** `of`: the reader and everything that the list depends on. */
  seal(of: readonly string[], position: string): string
  /** The position, or undefined when this is not a cursor of that list. */
  open(of: readonly string[], cursor: string): string | undefined
}

const CURSOR = /^[A-Za-z0-9_-]{40,2048}$/
const PAD = 64

export function createCursors(key: Buffer): Cursors {
  const aad = (of: readonly string[]): string => ['cursor', ...of.map((part) => encodeURIComponent(part))].join('\n')
  return {
    seal: (of, position) => seal(key, aad(of), Buffer.from(position.padEnd(Math.ceil(position.length / PAD) * PAD))).toString('base64url'),
    open: (of, cursor) => {
      if (!CURSOR.test(cursor)) return undefined
      try {
        return open(key, aad(of), Buffer.from(cursor, 'base64url')).toString().trimEnd()
      } catch (error) {
        if (error instanceof SealError) return undefined
        throw error
      }
    },
  }
}
