import { caseLogEntry, type LogEntry } from '../../../core/case/log-entry.ts'
import { partitionOfKey } from '../../../infra/event-log/murmur2.ts'
import type { EventLog, LogRecord } from '../../../infra/event-log/port.ts'
import { CASE_EVENTS } from '../../../infra/event-log/topics.ts'
import { openTemporaryDatabase } from '../../../infra/sqlite/temporary-database.ts'
import type { Decoder } from '../../../schemas/codec/resolvers.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import { readAll } from './read-all.ts'

/** The entries of single case logs, from case.events itself. */
export interface CaseEntries {
  /** In the order of the log; none of a case log that is not there. What cannot be read is left out: the chain then tells. */
  of(caseLog: CaseLogId): Promise<readonly LogEntry[]>
  close(): void
}

const TABLES = 'create table entry (case_log text not null, at integer not null, primary key (case_log, at)) strict, without rowid;'

/** Entries of other case logs between two that are wanted: reading over so many costs less than another read. */
const GAP = 20

/** Runs of offsets that are read in one go: first offset and how many. */
function runsOf(offsets: readonly number[]): readonly (readonly [from: number, count: number])[] {
  const runs: [from: number, to: number][] = []
  for (const offset of offsets) {
    const last = runs.at(-1)
    if (last !== undefined && offset - last[1] <= GAP) last[1] = offset
    else runs.push([offset, offset])
  }
  return runs.map(([from, to]) => [from, to - from + 1])
}

/**
 * Finds a case log's entries without reading its partition for each: which offsets are whose is written down, outside of memory, when a partition is first
 * asked for.
 */
export function createCaseEntries(log: Pick<EventLog, 'read' | 'ranges'>, decoder: Decoder): CaseEntries {
  const database = openTemporaryDatabase()
  database.exec(TABLES)
  const add = database.prepare('insert or ignore into entry (case_log, at) values (?, ?)')
  const find = database.prepare('select at from entry where case_log = ? order by at')
  const indexed = new Map<number, Promise<void>>()
  let partitions: Promise<number> | undefined

  const index = async (partition: number): Promise<void> => {
    for await (const { key, offset } of readAll(log, CASE_EVENTS, partition)) if (key !== null) add.run(key, offset)
  }
  const partitionOf = async (caseLog: CaseLogId): Promise<number> => {
    partitions ??= log.ranges(CASE_EVENTS).then((ranges) => ranges.length)
    return partitionOfKey(caseLog, await partitions)
  }
  const recordsOf = async (caseLog: CaseLogId, partition: number): Promise<readonly LogRecord[]> => {
    const offsets = find.all(caseLog).map(({ at }) => Number(at))
    const read = await Promise.all(runsOf(offsets).map(([from, count]) => log.read(CASE_EVENTS, partition, from, count)))
    return read.flat().filter(({ key }) => key === caseLog)
  }
  return {
    of: async (caseLog) => {
      const partition = await partitionOf(caseLog)
      const isIndexed = indexed.get(partition) ?? index(partition)
      indexed.set(partition, isIndexed)
      await isIndexed
      const entries: LogEntry[] = []
      for (const { value } of await recordsOf(caseLog, partition)) {
        const decoded = await decoder.decode(value)
        const entry = decoded.ok ? caseLogEntry(decoded.value, caseLog) : undefined
        if (entry !== undefined && typeof entry !== 'string') entries.push(entry)
      }
      return entries
    },
    close: () => {
      database.close()
    },
  }
}
