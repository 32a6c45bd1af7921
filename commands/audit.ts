import type { ReplayRange } from '../gateway/audit/replays.ts'
import { tellsOfAlteration, type Finding } from '../consumers/finding.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { findingWords } from './finding-words.ts'
import type { Output } from './output.ts'
import { runningOrHere } from './running-or-here.ts'
import { replayAndVerify, verifyAll, type AuditReport } from './verify.ts'

/** Runs recorded reads again, and compares the read store with the logs; exit code 0 when all match and nothing was altered. */
export async function replayRange(configuration: Configuration, range: ReplayRange, output: Output): Promise<number> {
  output.progress('Running the recorded reads again …')
  const { counts, findings, store } = await runningOrHere<AuditReport>(configuration, 'replay', { ...range }, (parts) =>
    replayAndVerify(parts, range),
  )
  const lines = findings.map(
    ({ record, offset, outcome, detail }) => `${outcome} ${record === '' ? `(entry ${String(offset)})` : record}: ${detail}`,
  )
  const summary = Object.entries(counts)
    .map(([outcome, count]) => `${String(count)} ${outcome}`)
    .join(', ')
  const beside = store.length === 0 ? [] : ['In the logs and the read store (audit verify):', ...store.map(findingWords)]
  output.result([...lines, summary, ...beside].join('\n'), { counts, findings, store })
  return findings.length === 0 && !store.some(tellsOfAlteration) ? 0 : 1
}

/** Compares chains and read store with the logs; exit code 0 when nothing was altered. */
export async function verify(configuration: Configuration, output: Output): Promise<number> {
  output.progress('Folding the logs again …')
  const findings: readonly Finding[] = await runningOrHere(configuration, 'verify', {}, verifyAll)
  const altered = findings.filter(tellsOfAlteration)
  output.result(
    [...findings.map(findingWords), altered.length === 0 ? 'Logs and read store agree.' : `${String(findings.length)} finding(s)`].join(
      '\n',
    ),
    { findings },
  )
  return altered.length === 0 ? 0 : 1
}
