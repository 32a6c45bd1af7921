import { parseAddCheckpoint } from '../../core/transparency-log/witness/add-checkpoint.ts'
import type { NoteSigner } from '../../core/transparency-log/notes/signed-note.ts'
import { judgeAddCheckpoint, type WitnessAnswer } from '../../core/transparency-log/witness/judge.ts'
import type { KnownLogs } from '../../core/transparency-log/witness/known-logs.ts'
import type { Clock } from '../clock/clock.ts'
import { noCrash, type CrashPoint } from '../faults/crash-point.ts'
import type { Log } from '../telemetry/logger.ts'
import type { WitnessState } from './state-store.ts'

export interface WitnessDeps {
  readonly state: WitnessState
  readonly logs: KnownLogs
  /** Of type cosignature. */
  readonly signer: NoteSigner
  readonly clock: Clock
  readonly logger: Log
  /** Points: witness-stored, between the state and the answer. */
  readonly crashPoint?: CrashPoint
}

/** Answers the bodies of `add-checkpoint` (C2SP tlog-witness). Throws where the state cannot be read or kept: nothing is cosigned then. */
export function createWitness({ state, logs, signer, clock, logger, crashPoint = noCrash }: WitnessDeps) {
  return (body: Uint8Array): WitnessAnswer => {
    const request = parseAddCheckpoint(body)
    const origin = request?.checkpoint.origin ?? ''
    const keys = logs.get(origin)
    for (;;) {
      const latest = keys === undefined ? undefined : state.latest(origin)
      const at = clock.now()
      const answer = judgeAddCheckpoint(request, keys === undefined ? undefined : { keys, latest }, signer, Math.floor(at / 1_000))
      if (request === undefined) return answer
      const { note } = request
      if (answer.status === 422) {
        // The log has signed it, and it does not go on: people must look.
        state.keepRefused(origin, { note, at })
        logger.error(
          { step: 'witness', code: 'not-consistent', name: origin },
          'A signed checkpoint does not go on from the one that was cosigned.',
        )
      }
      if (answer.status !== 200) return answer
      // INVARIANT: kept before the cosignature leaves; another process may have been quicker, then it is judged again.
      if (!state.replace(origin, latest, { ...answer.latest, note, at })) continue
      crashPoint('witness-stored')
      return answer
    }
  }
}

export type Witness = ReturnType<typeof createWitness>
