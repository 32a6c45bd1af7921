import type { ReplayFinding } from '../gateway/audit/replay/outcome.ts'
import { replay } from '../gateway/audit/replay/replay.ts'
import type { ReplayRange } from '../gateway/audit/replays.ts'
import type { Finding } from '../consumers/finding.ts'
import { systemClock } from '../infra/clock/clock.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { noCrash } from '../infra/faults/crash-point.ts'
import { createLog } from '../infra/telemetry/logger.ts'
import { loadRecords } from '../schemas/index.ts'
import type { Output } from './output.ts'
import { openParts, type Parts } from './parts.ts'
import { policyOf } from './policy.ts'
import { NotServingError, sendCommand } from './socket.ts'
import { verifyAll } from './verify.ts'

/** Asks the running service; where none runs, opens the data folder and does the work here. */
async function there<T>({ data, logLevel }: Configuration, command: string, args: Readonly<Record<string, unknown>>, here: (parts: Parts) => Promise<T>): Promise<T> {
  try {
    return (await sendCommand(data, { command, arguments: args })) as T
  } catch (error) {
    if (!(error instanceof NotServingError)) throw error
  }
  const parts = await openParts({ data, clock: systemClock, logger: createLog(logLevel), crashPoint: noCrash })
  try {
    return await here(parts)
  } finally {
    await parts.close()
  }
}

interface Report {
  readonly counts: Readonly<Record<string, number>>
  readonly findings: readonly ReplayFinding[]
}

/** Runs recorded reads again; exit code 0 when all match. */
export async function replayRange(configuration: Configuration, range: ReplayRange, output: Output): Promise<number> {
  output.progress('Running the recorded reads again …')
  const { counts, findings } = await there(configuration, 'replay', { ...range }, async (parts) =>
    (await replay({ ...parts, records: loadRecords(), policyOf }, range)) as unknown as Report)
  const lines = findings.map(({ record, offset, outcome, detail }) => `${outcome} ${record === '' ? `(entry ${String(offset)})` : record}: ${detail}`)
  const summary = Object.entries(counts).map(([outcome, count]) => `${String(count)} ${outcome}`).join(', ')
  output.result([...lines, summary].join('\n'), { counts, findings })
  return findings.length === 0 ? 0 : 1
}

/** Compares chains and read store with the logs; exit code 0 when nothing was altered. */
export async function verify(configuration: Configuration, output: Output): Promise<number> {
  output.progress('Folding the logs again …')
  const findings: readonly Finding[] = await there(configuration, 'verify', {}, verifyAll)
  const lines = findings.map(({ code, ...where }) => `${code}: ${Object.entries(where).map(([name, value]) => `${name} ${String(value)}`).join(', ')}`)
  output.result([...lines, findings.length === 0 ? 'Logs and read store agree.' : `${String(findings.length)} finding(s)`].join('\n'), { findings })
  return findings.length === 0 ? 0 : 1
}
