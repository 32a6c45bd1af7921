import { setTimeout as sleep } from 'node:timers/promises'
import { compareWithWitnesses, type Compared } from '../../consumers/witnessing/compare.ts'
import type { Consumer } from '../../infra/event-log/port.ts'
import { ACCESS_LOG } from '../../infra/event-log/topics.ts'
import { logSigner } from '../../infra/transparency-log/signing-key.ts'
import type { Parts } from '../parts.ts'
import { acceptedLeaves } from './accepted.ts'
import { behindWitnesses, forked, silentWitnesses } from './errors.ts'
import { isRestored, unmarkRestored } from './restored.ts'

/** Between two questions to witnesses of whom too few answer (ms). */
const EVERY_MS = 2_000
const LOOK_MS = 100
const STEP = 'witnessing'

type GuardParts = Pick<Parts, 'transparencyLog' | 'witnessPolicy' | 'logOrigin' | 'vault' | 'heads' | 'logger' | 'log' | 'data'>

/** Compares the log with its witnesses; `consistent` where no policy wants any. */
export async function askWitnesses(parts: GuardParts, signal?: AbortSignal): Promise<Compared> {
  const { transparencyLog: store, witnessPolicy: policy, vault, logOrigin, heads } = parts
  if (policy === undefined) return { verdict: 'consistent', size: 0, witnesses: [] }
  const [signer, accepted] = [await logSigner(vault, logOrigin), await acceptedLeaves(heads)]
  return compareWithWitnesses({ store, policy, signer, accepted, ...(signal ? { signal } : {}) })
}

/**
 * Compares before anything is signed or shown. Throws WitnessedError `forked`, and `witnesses-silent` where the data folder was restored. With `leastSize`
 * above 0 the log has to be made again up to there from access.log (`holdToWitnesses`).
 */
export async function beforeWitnessed(parts: GuardParts): Promise<Compared> {
  const compared = await askWitnesses(parts)
  const { verdict, witnesses } = compared
  if (verdict === 'forked') throw forked(witnesses)
  if (verdict === 'silent' && isRestored(parts.data)) throw silentWitnesses(witnesses)
  if (verdict === 'silent')
    parts.logger.warn({ step: STEP, code: 'witnesses-silent' }, 'Too few witnesses answer: the checkpoint is not shown until they do.')
  if (verdict === 'consistent') unmarkRestored(parts.data)
  return compared
}

/** Waits until the transparency log has taken all that access.log has now. Resolves with its leaves. */
export async function madeAgain(
  { transparencyLog, log }: Pick<GuardParts, 'transparencyLog' | 'log'>,
  signal: AbortSignal,
): Promise<number> {
  const [range] = await log.ranges(ACCESS_LOG)
  for (;;) {
    const { offset, size } = await transparencyLog.position()
    if (offset >= (range?.end ?? 0)) return size
    await sleep(LOOK_MS, undefined, { signal })
  }
}

/**
 * Waits until the log, made again from access.log, has signed what its witnesses have seen, and they agree; resolves with what they say then. Throws
 * WitnessedError `behind-witnesses` where access.log has not so much, `forked` where it has something else. `isHere`: this process makes it; else it
 * waits for the one that does. Rejects with an AbortError by the signal.
 */
export async function reachWitnessed(
  parts: GuardParts,
  compared: Compared,
  { isHere, signal }: { readonly isHere: boolean; readonly signal: AbortSignal },
): Promise<Compared> {
  const { verdict, size, witnesses } = compared
  if (verdict !== 'behind') return compared
  if (isHere) {
    const leaves = await madeAgain(parts, signal)
    if (leaves < size) throw behindWitnesses(witnesses, size, leaves)
  }
  while (((await parts.transparencyLog.signed())?.size ?? 0) < size) await sleep(LOOK_MS, undefined, { signal })
  return reachWitnessed(parts, await beforeWitnessed(parts), { isHere, signal })
}

/**
 * Asks again while too few answer; until then the checkpoint must not be shown, for they may have seen a newer one. `done` rejects with WitnessedError where what is
 * here is not what was cosigned.
 */
export function watchWitnesses(parts: GuardParts, first: Compared): Consumer & { readonly isWithheld: () => boolean } {
  const stopping = new AbortController()
  const { signal } = stopping
  let isWithheld = first.verdict === 'silent'
  const run = async (): Promise<void> => {
    while (isWithheld && !signal.aborted) {
      await sleep(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined)
      const { verdict, witnesses, size } = await askWitnesses(parts, signal)
      if (signal.aborted) return
      if (verdict === 'forked') throw forked(witnesses)
      if (verdict === 'behind') throw behindWitnesses(witnesses, size, (await parts.transparencyLog.position()).size)
      isWithheld = verdict !== 'consistent'
    }
  }
  const done = run()
  done.catch(() => undefined)
  return {
    done,
    isWithheld: () => isWithheld,
    assignment: () => [],
    stop: async () => {
      stopping.abort()
      await done.catch(() => undefined)
    },
  }
}
