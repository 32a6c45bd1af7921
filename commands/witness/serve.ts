import { join, resolve } from 'node:path'
import { formatVerifierKey } from '../../core/transparency-log/notes/verifier-key.ts'
import { systemClock } from '../../infra/clock/clock.ts'
import type { Configuration } from '../../infra/configuration/configuration.ts'
import { crashPointFrom } from '../../infra/faults/crash-point.ts'
import { takeProcessLock } from '../../infra/lock/process-lock.ts'
import { createLog } from '../../infra/telemetry/logger.ts'
import { WitnessError } from '../../infra/witness/errors.ts'
import { serveWitness } from '../../infra/witness/server.ts'
import { createWitness } from '../../infra/witness/witness.ts'
import { endInTime, listenForEnd } from '../asked-to-end.ts'
import type { Output } from '../output.ts'
import { openWitnessFolder, type WitnessFolder } from './folder.ts'
import { readKnownLogs } from './known-logs.ts'

export interface WitnessOptions extends WitnessFolder {
  readonly host: string
  readonly port: number
  /** Verifier keys. */
  readonly log: readonly string[]
  /** A file of them. */
  readonly logs: string | undefined
}

/** Runs a witness until it is asked to end. Resolves with the exit code; rejects with WitnessError where it cannot start. */
export async function serve({ logLevel }: Pick<Configuration, 'logLevel'>, options: WitnessOptions, output: Output): Promise<number> {
  const end = listenForEnd()
  const logger = createLog(logLevel)
  endInTime(end, logger)
  const folder = resolve(options.folder)
  const logs = readKnownLogs(options)
  const lock = takeProcessLock(join(folder, 'witness.lock'))
  if (lock === undefined)
    throw new WitnessError('locked', `Another witness runs on ${folder}. Stop it first, or give this one a folder of its own.`)
  try {
    const { signer, state } = openWitnessFolder({ ...options, folder })
    try {
      const witness = createWitness({ state, logs, signer, clock: systemClock, logger, crashPoint: crashPointFrom(process.env) })
      const server = await serveWitness(witness, { ...options, clock: systemClock, logger })
      const vkey = formatVerifierKey(signer.key)
      const origins = [...logs.keys()]
      output.result(
        `The witness is at ${server.origin}\nIts key, for the policies of logs: ${vkey}\nIt cosigns for: ${origins.join(', ')}`,
        { url: server.origin, vkey, logs: origins },
      )
      end.serves()
      await end.asked
      await server.close()
      return 0
    } finally {
      state.close()
    }
  } finally {
    lock.release()
    end.close()
  }
}
