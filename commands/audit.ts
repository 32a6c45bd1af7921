import { exitCodeOf } from '../gateway/audit/replay/outcome.ts'
import { tellsOfAlteration, type Finding } from '../consumers/finding.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { findingWords } from './finding-words.ts'
import type { Output } from './output.ts'
import { createProgressLine, followReplay } from './replay-progress.ts'
import { defaultWorkers, replayHere, type ReplayAsked } from './replay.ts'
import { runningOrHere } from './running-or-here.ts'
import { replayAndVerify, verifyAll, type AuditReport } from './verify.ts'

/** Runs a replay where the data folder is: in the process that serves on it, else here. */
async function reportOf(configuration: Configuration, asked: ReplayAsked, output: Output): Promise<AuditReport> {
  const say = createProgressLine(output)
  let isOver = false
  void followReplay(configuration.data, asked.id, () => isOver, say)
  try {
    return await runningOrHere<AuditReport>(configuration, 'replay', { ...asked }, (parts) => {
      isOver = true
      return replayAndVerify(parts, asked.range, () => replayHere(parts, { workers: defaultWorkers(), ...asked }, say))
    })
  } finally {
    isOver = true
  }
}

/**
 * Runs recorded reads again, and compares the read store with the logs. Resolves with the exit code: 0 when all match and nothing was altered, that of the worst
 * outcome (docs/how-to/replay.md), or 1 when it is the read store alone that was altered.
 */
export async function replayRange(configuration: Configuration, asked: ReplayAsked, output: Output): Promise<number> {
  output.progress(`Running the recorded reads again … If it is stopped: throughline audit replay --resume ${asked.id}`)
  const { counts, findings, store } = await reportOf(configuration, asked, output)
  const lines = findings.map(
    ({ record, offset, outcome, detail }) => `${outcome} ${record === '' ? `(entry ${String(offset)})` : record}: ${detail}`,
  )
  const summary = Object.entries(counts)
    .map(([outcome, count]) => `${String(count)} ${outcome}`)
    .join(', ')
  const beside = store.length === 0 ? [] : ['In the logs and the read store (audit verify):', ...store.map(findingWords)]
  output.result([...lines, summary, ...beside].join('\n'), { counts, findings, store })
  return Math.max(exitCodeOf(counts), store.some(tellsOfAlteration) ? 1 : 0)
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
