import type { EventLog, PartitionRange } from '../../infra/event-log/port.ts'
import type { HeadMove, HeadStore, LogHead } from '../../infra/heads/port.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import { countOn, endsAsCounted, headAt } from './count-on.ts'
import { HeadsError } from './errors.ts'
import { settledRanges } from './settled-ranges.ts'

/** Records after which heads are written, so that a long count is not begun again after a stop. */
const WRITTEN_EVERY = 20_000

const keyOf = (topic: string, partition: number): string => `${topic} ${String(partition)}`

export interface KeepDeps {
  readonly log: EventLog
  readonly heads: HeadStore
  readonly logger: Log
  readonly topics: readonly string[]
}

/** What is known of partitions in this process. */
export interface Kept {
  /** Those whose newest counted record was found as it was. */
  readonly proven: Set<string>
  /** Those that are not counted on, and why was said. */
  readonly stopped: Set<string>
}

export const nothingKept = (): Kept => ({ proven: new Set(), stopped: new Set() })

/** Whether a partition can be counted on from its head; says why not, once. */
async function canGoOn({ log, logger }: KeepDeps, kept: Kept, head: LogHead, { start }: PartitionRange): Promise<boolean> {
  const { topic, partition, next } = head
  const name = keyOf(topic, partition)
  if (kept.stopped.has(name)) return false
  if (start > next) {
    kept.stopped.add(name)
    logger.error(
      { step: 'heads', code: 'log-cut', topic, partition, count: start - next },
      'Records are gone from a log before they were counted.',
    )
    return false
  }
  if (kept.proven.has(name)) return true
  if (start < next && !(await endsAsCounted(log, head))) {
    kept.stopped.add(name)
    logger.error({ step: 'heads', code: 'log-altered', topic, partition }, new HeadsError('log-altered', topic, partition).message)
    return false
  }
  kept.proven.add(name)
  return true
}

/**
 * Moves the heads of topics on to where their logs end. INVARIANT: a head counts what was read back from the log and so is durable there; it may be behind the
 * log and never ahead, so that a log that ends before its head has lost records, whatever crashed. Throws HeadsError `log-short` then.
 */
export async function keepOnce(deps: KeepDeps, kept: Kept = nothingKept()): Promise<void> {
  const { log, heads, topics } = deps
  const stored = new Map((await heads.all()).map((head) => [keyOf(head.topic, head.partition), head]))
  let moves: HeadMove[] = []
  let counted = 0
  const write = async (): Promise<void> => {
    if (moves.length > 0) await heads.move(moves)
    moves = []
    counted = 0
  }
  for (const [topic, ranges] of await settledRanges(log, topics, (name, partition) => stored.get(keyOf(name, partition))?.next ?? 0)) {
    for (const range of ranges) {
      const before = stored.get(keyOf(topic, range.partition))
      const from = before ?? headAt(topic, range.partition, range.start)
      if (range.end < from.next) throw new HeadsError('log-short', topic, range.partition)
      if (range.end === from.next || !(await canGoOn(deps, kept, from, range))) continue
      let last = before
      for await (const head of countOn(log, from, range.end)) {
        const move = { from: last?.running, head }
        const open = moves.at(-1)
        // Of one partition only its newest is written.
        if (open?.head.topic === topic && open.head.partition === range.partition) moves[moves.length - 1] = { from: open.from, head }
        else moves.push(move)
        counted += head.next - (last?.next ?? from.next)
        last = head
        if (counted >= WRITTEN_EVERY) await write()
      }
    }
  }
  await write()
}
