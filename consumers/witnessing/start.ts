import { setTimeout as sleep } from 'node:timers/promises'
import type { LogPolicy } from '../../core/transparency-log/witness/policy.ts'
import { quorumSize } from '../../core/transparency-log/witness/quorum-state.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import type { Consumer } from '../../infra/event-log/port.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import type { Metrics } from '../../infra/telemetry/metrics.ts'
import { TransparencyLogError } from '../../infra/transparency-log/errors.ts'
import type { SignedCheckpoint, TransparencyLogStore } from '../../infra/transparency-log/port.ts'
import { quorumState } from '../../infra/witness/quorum-state.ts'
import type { Asked } from './ask-on.ts'
import { createRounds } from './rounds.ts'

export interface WitnessingDeps {
  readonly store: TransparencyLogStore
  readonly policy: LogPolicy
  readonly clock: Clock
  readonly logger: Log
  readonly metrics: Pick<Metrics, 'witnessAnswers' | 'quorumWaiting'>
  /** Least time between two rounds (ms). Default: a second. */
  readonly everyMs?: number
}

const EVERY_MS = 1_000
const SECOND_MS = 1_000

/** Of these people must look at once: the log is not what a witness has seen. */
const ALARMING: ReadonlySet<Asked['outcome']> = new Set(['ahead', 'not-consistent'])

/**
 * Has new checkpoints cosigned, once a second while there is news, and keeps those that have a quorum. Witnesses that are away hold nothing up but that: it is logged and
 * counted, and after five minutes logged as a warning (`quorumState`). `done` rejects when the store cannot be read or written.
 */
export function startWitnessing({ store, policy, clock, logger, metrics, everyMs = EVERY_MS }: WitnessingDeps): Consumer {
  const stopping = new AbortController()
  const { signal } = stopping
  const said = new Map<string, Asked['outcome']>()
  const answered = (name: string, { outcome }: Asked): void => {
    metrics.witnessAnswers.inc({ witness: name, outcome })
    // Each change once: a witness that stays away would fill the log.
    if (said.get(name) !== outcome) {
      const fields = { step: 'witnessing', name, code: outcome }
      if (ALARMING.has(outcome))
        logger.error(fields, 'A witness has cosigned what the transparency log here is not: docs/how-to/run-a-witness.md')
      else if (outcome === 'cosigned' || outcome === 'overtaken') logger.info(fields, 'A witness cosigns.')
      else logger.warn(fields, 'A witness does not cosign; it is asked again.')
    }
    said.set(name, outcome)
  }
  const round = createRounds({ store, policy, answered, signal })

  /** Another process may have kept a newer one meanwhile. */
  const keep = async (checkpoint: SignedCheckpoint): Promise<void> => {
    try {
      await store.cosign(checkpoint)
    } catch (error) {
      if (!(error instanceof TransparencyLogError) || error.code !== 'rolled-back') throw error
    }
  }
  const cosignNews = async (): Promise<void> => {
    const signed = await store.signed()
    if (signed === undefined || signed.size <= (quorumSize((await store.cosigned())?.note, policy) ?? -1)) return
    const cosigned = await round(signed)
    if (quorumSize(cosigned.note, policy) !== undefined) await keep(cosigned)
  }
  let wasLate = false
  const show = async (): Promise<void> => {
    const now = clock.now()
    const { waitingSince, isLate } = await quorumState(store, policy, now)
    metrics.quorumWaiting.set(waitingSince === undefined ? 0 : Math.max(0, (now - waitingSince) / SECOND_MS))
    if (isLate && !wasLate)
      logger.warn(
        { step: 'witnessing', code: 'no-quorum' },
        'For five minutes no quorum of witnesses has cosigned: exports are refused until one has.',
      )
    wasLate = isLate
  }
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await cosignNews()
      await show()
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }
  const done = run()
  done.catch(() => undefined)
  return {
    done,
    assignment: () => [],
    stop: async () => {
      stopping.abort()
      await done.catch(() => undefined)
    },
  }
}
