import { startTransparencyLog } from '../../consumers/transparency-log/start.ts'
import { systemClock } from '../../infra/clock/clock.ts'
import { ConfigurationError, type Configuration } from '../../infra/configuration/configuration.ts'
import { noCrash } from '../../infra/faults/crash-point.ts'
import { createLog } from '../../infra/telemetry/logger.ts'
import { holdDataFolder } from '../data-folder.ts'
import type { Output } from '../output.ts'
import { openParts, type Parts } from '../parts.ts'
import { acceptLeaves } from './accepted.ts'
import { forked, silentWitnesses } from './errors.ts'
import { askWitnesses, madeAgain } from './guard.ts'
import { unmarkRestored } from './restored.ts'

/** Leaves that access.log has, taken into the transparency log without anything being signed. */
async function leavesHere(parts: Parts): Promise<number> {
  const consumer = await startTransparencyLog({ ...parts, leastSize: Infinity })
  const stopping = new AbortController()
  try {
    const failed = consumer.done.then(() => new Promise<never>(() => undefined))
    return await Promise.race([madeAgain(parts, stopping.signal), failed])
  } finally {
    stopping.abort()
    await consumer.stop()
  }
}

async function accept(parts: Parts, output: Output): Promise<number> {
  const { verdict, size, witnesses } = await askWitnesses(parts)
  if (verdict === 'forked') throw forked(witnesses)
  if (verdict === 'silent') throw silentWitnesses(witnesses)
  const leaves = verdict === 'behind' ? await leavesHere(parts) : size
  if (verdict === 'consistent' || leaves >= size) {
    output.result('Nothing is lost that a witness has cosigned: nothing was noted.', { lost: 0 })
    return 0
  }
  await acceptLeaves(parts.heads, { leaves, size, at: parts.clock.now() })
  unmarkRestored(parts.data)
  output.result(
    `Noted: leaves ${String(leaves)} to ${String(size - 1)} of the transparency log, which ${witnesses.join(', ')} cosigned, are gone for good. Every "throughline audit verify" tells it from now on. These witnesses cosign nothing more of this log until their agencies let it start over: docs/how-to/run-a-witness.md.`,
    { lost: size - leaves, from: leaves, witnesses },
  )
  return 0
}

/**
 * Notes that access records which witnesses have cosigned are gone for good, so that the service can start. Only where nothing runs on the data. Resolves
 * with the exit code; throws WitnessedError where witnesses have cosigned another history, or too few answer.
 */
export async function acceptLoss(configuration: Configuration, output: Output): Promise<number> {
  const { data, masterKeyFile, erasuresFile, logLevel, logOrigin, witnessPolicyFile } = configuration
  if (witnessPolicyFile === undefined)
    throw new ConfigurationError('THROUGHLINE_WITNESS_POLICY is not set: no witness has cosigned anything.')
  const held = holdDataFolder(data, configuration)
  try {
    const parts = await openParts({
      data,
      places: configuration,
      masterKeyFile,
      erasuresFile,
      logOrigin,
      witnessPolicyFile,
      clock: systemClock,
      logger: createLog(logLevel),
      crashPoint: noCrash,
      patient: true,
    })
    try {
      return await accept(parts, output)
    } finally {
      await parts.close()
    }
  } finally {
    held.release()
  }
}
