import { caseLogEntry, type LogEntry } from '../../../core/case/log-entry.ts'
import { foldCaseLog, type FoldedCase } from '../../../core/case/fold-log.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { CASE_EVENTS } from '../../../infra/event-log/topics.ts'
import type { Decoder } from '../../../schemas/codec/resolvers.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import { readAll } from './read-all.ts'

/** Folds the case logs asked for, from case.events itself. Records that cannot be read are left out: the chain then tells. */
export async function foldCaseLogs(
  log: EventLog,
  decoder: Decoder,
  caseLogs: ReadonlySet<CaseLogId>,
): Promise<ReadonlyMap<string, FoldedCase>> {
  const entries = new Map<string, LogEntry[]>([...caseLogs].map((caseLog) => [caseLog, []]))
  for (const { partition } of caseLogs.size === 0 ? [] : await log.ranges(CASE_EVENTS)) {
    for await (const record of readAll(log, CASE_EVENTS, partition)) {
      const mine = record.key === null ? undefined : entries.get(record.key)
      if (mine === undefined) continue
      const decoded = await decoder.decode(record.value)
      const entry = decoded.ok ? caseLogEntry(decoded.value, record.key) : undefined
      if (entry !== undefined && typeof entry !== 'string') mine.push(entry)
    }
  }
  return new Map([...entries].map(([caseLog, own]) => [caseLog, foldCaseLog(own)]))
}
