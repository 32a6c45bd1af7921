import { setTimeout as sleep } from 'node:timers/promises'
import { withCosignatures } from '../../core/transparency-log/witness/cosignatures.ts'
import { parseNote, signatureLine } from '../../core/transparency-log/notes/signed-note.ts'
import { openUnderPolicy, type LogPolicy } from '../../core/transparency-log/witness/policy.ts'
import { reachableWitnesses, type ReachableWitness } from '../../infra/witness/client.ts'
import type { SignedCheckpoint, TransparencyLogStore } from '../../infra/transparency-log/port.ts'
import { askOn, type Asked, type Remembered } from './ask-on.ts'

export interface RoundsDeps {
  readonly store: Pick<TransparencyLogStore, 'file' | 'signed'>
  readonly policy: LogPolicy
  /** Told what each witness answered. */
  readonly answered: (witness: string, asked: Asked) => void
  readonly signal: AbortSignal
}

/** Asks all witnesses about one checkpoint at a time. */
export type Round = (checkpoint: SignedCheckpoint) => Promise<SignedCheckpoint>

/** How long those who are slower than a quorum may still answer (ms). */
const AFTER_QUORUM_MS = 250
/** A witness that did not cosign is asked again after a second, then after twice as long each time, up to a minute (ms). */
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000

interface Watched {
  readonly witness: ReachableWitness
  readonly remembered: Remembered
  failures: number
  /** Not before, of `performance.now()`. */
  next: number
  /** An answer is awaited. */
  isAsked: boolean
}

/** Adds the cosignatures of one note to another of the same checkpoint. */
function merged(note: string, more: string, policy: LogPolicy): string {
  const lines = (parseNote(Buffer.from(more, 'utf8'))?.signatures ?? []).map(signatureLine).join('')
  return withCosignatures(note, lines, [...policy.witnesses.values()]) ?? note
}

const hasQuorum = (note: string, policy: LogPolicy): boolean => {
  const opened = openUnderPolicy(Buffer.from(note, 'utf8'), policy)
  return typeof opened !== 'string' && opened.isQuorum
}

/**
 * Makes rounds over the witnesses of a policy. A round ends when all have answered, or soon after a quorum has: one witness that hangs holds nobody up, and is
 * not asked again before it has answered or its time is over. Resolves with the checkpoint and the cosignatures that came.
 */
export function createRounds({ store, policy, answered, signal }: RoundsDeps): Round {
  const watched = reachableWitnesses(policy).map((witness): Watched => ({
    witness,
    remembered: { size: 0 },
    failures: 0,
    next: 0,
    isAsked: false,
  }))

  const ask = async (one: Watched, checkpoint: SignedCheckpoint): Promise<string | undefined> => {
    one.isAsked = true
    try {
      const asked = await askOn(one.witness, checkpoint, one.remembered, { store, signal })
      one.failures = asked.outcome === 'cosigned' ? 0 : one.failures + 1
      one.next = one.failures === 0 ? 0 : performance.now() + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (one.failures - 1))
      if (!signal.aborted) answered(one.witness.name, asked)
      return asked.outcome === 'cosigned' ? asked.note : undefined
    } finally {
      one.isAsked = false
    }
  }
  return async ({ size, note }) => {
    let now = note
    const { promise: enough, resolve } = Promise.withResolvers<undefined>()
    const due = watched.filter(({ isAsked, next }) => !isAsked && next <= performance.now())
    const all = Promise.all(
      due.map(async (one) => {
        const cosigned = await ask(one, { size, note })
        if (cosigned === undefined) return
        now = merged(now, cosigned, policy)
        if (hasQuorum(now, policy)) resolve(undefined)
      }),
    )
    await Promise.race([all, enough.then(() => sleep(AFTER_QUORUM_MS, undefined, { ref: false }))])
    return { size, note: now }
  }
}
