import { formatAddCheckpoint, type AddCheckpoint } from '../../core/transparency-log/witness/add-checkpoint.ts'
import { withCosignatures } from '../../core/transparency-log/witness/cosignatures.ts'
import { fromDecimal } from '../../core/transparency-log/notes/base64.ts'
import type { VerifierKey } from '../../core/transparency-log/notes/verifier-key.ts'

/** A witness that can be asked. */
export interface ReachableWitness {
  /** As the policy calls it. */
  readonly name: string
  readonly key: VerifierKey
  /** Before `/add-checkpoint`. */
  readonly url: string
}

/**
 * What a witness has answered. `cosigned`: the checkpoint with its cosignature, which was checked. `knows`: it has cosigned that many leaves, not those that
 * were said. `not-consistent`: the checkpoint does not go on from the one that it has cosigned. `refused`: anything else that is not a true
 * cosignature. `away`: no answer in time.
 */
export type WitnessSaid =
  | { readonly outcome: 'cosigned'; readonly note: string }
  | { readonly outcome: 'knows'; readonly size: number }
  | { readonly outcome: 'not-consistent' | 'away' }
  | { readonly outcome: 'refused'; readonly status: number }

/** Longest wait for an answer (ms). */
export const WITNESS_TIMEOUT_MS = 5_000
/** A hundred signature lines are less. */
const MOST_BYTES = 32 * 1024

/** The body of an answer. Throws a RangeError where it is longer than any answer of a witness. */
async function textOf({ body }: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += piece.length
    if (length > MOST_BYTES) throw new RangeError('No witness says so much')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

function read(status: number, text: string, { key }: ReachableWitness, note: string): WitnessSaid {
  if (status === 200) {
    const merged = withCosignatures(note, text, [key])
    return merged === undefined ? { outcome: 'refused', status } : { outcome: 'cosigned', note: merged }
  }
  const size = status === 409 && text.endsWith('\n') ? fromDecimal(text.slice(0, -1)) : undefined
  if (size !== undefined) return { outcome: 'knows', size }
  return status === 422 ? { outcome: 'not-consistent' } : { outcome: 'refused', status }
}

/**
 * Asks a witness to cosign a checkpoint (C2SP tlog-witness, add-checkpoint). Never throws. What it answers is believed in as far as its key has signed it; a
 * redirect is not followed.
 */
export async function askWitness(
  witness: ReachableWitness,
  { old, proof, note }: Pick<AddCheckpoint, 'old' | 'proof'> & { readonly note: string },
  { timeoutMs = WITNESS_TIMEOUT_MS, signal }: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
): Promise<WitnessSaid> {
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(`${witness.url}/add-checkpoint`, {
      method: 'POST',
      body: new Uint8Array(formatAddCheckpoint({ old, proof, note: Buffer.from(note, 'utf8') })),
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
      redirect: 'error',
      signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
    })
    return read(response.status, await textOf(response), witness, note)
  } catch {
    return { outcome: 'away' }
  }
}

/** The witnesses of a policy that have an address. */
export const reachableWitnesses = ({
  witnesses,
  urls,
}: {
  readonly witnesses: ReadonlyMap<string, VerifierKey>
  readonly urls: ReadonlyMap<string, string>
}): readonly ReachableWitness[] =>
  [...witnesses].flatMap(([name, key]) => {
    const url = urls.get(name)
    return url === undefined ? [] : [{ name, key, url }]
  })
