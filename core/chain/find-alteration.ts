/** How an entry goes into a log's running hash: the hash after it, of the one before it and its number. */
export type ChainStep = (previous: Uint8Array, sequence: number) => Buffer

/** What was done to a log since somebody saw it: an entry was put in, or two neighbours, this one and the next, have changed places. */
export interface Alteration {
  readonly kind: 'inserted' | 'swapped'
  /** Number of the entry, as the log has it now. */
  readonly sequence: number
}

/** A version of a log that was seen: number and running hash of its last entry. */
export interface SeenVersion {
  readonly sequence: number
  /** Hex. */
  readonly chain: string
}

/** Hashes that are worked out at most: to explain is not to hold up. */
const MOST_HASHES = 200_000

function chainOver(steps: readonly ChainStep[], from: { readonly sequence: number; readonly chain: Buffer }): Buffer {
  let { chain } = from
  steps.forEach((step, at) => {
    chain = step(chain, from.sequence + at + 1)
  })
  return chain
}

/**
 * What one alteration makes of a log the version that was seen: found by undoing each that there may have been. Undefined where none does: an entry was altered or removed,
 * which cannot be undone, or more than one was. `heads`: running hash after entry `n`, from 0. `intact`: number up to which the log is known to be as it was.
 */
export function findAlteration(
  steps: readonly ChainStep[],
  heads: (n: number) => Buffer | undefined,
  seen: SeenVersion,
  intact: number,
): Alteration | undefined {
  const ends = (entries: readonly ChainStep[], after: number): boolean => {
    const chain = heads(after)
    return chain !== undefined && chainOver(entries, { sequence: after, chain }).toString('hex') === seen.chain
  }
  let left = MOST_HASHES
  for (let at = seen.sequence; at >= Math.max(0, intact); at -= 1) {
    left -= 2 * (seen.sequence - at + 1)
    if (left < 0) return undefined
    const [one, other] = [steps[at], steps[at + 1]]
    if (one === undefined) continue
    // Without the entry `at`, whose number is one more.
    if (steps.length > seen.sequence && ends(steps.slice(at + 1, seen.sequence + 1), at)) return { kind: 'inserted', sequence: at + 1 }
    if (other !== undefined && at + 2 <= seen.sequence && ends([other, one, ...steps.slice(at + 2, seen.sequence)], at))
      return { kind: 'swapped', sequence: at + 1 }
  }
  return undefined
}
