import type { Clock } from '../../infra/clock/clock.ts'
import type { EventLog, LogRecord, PartitionRange } from '../../infra/event-log/port.ts'
import { RECORD_TOPICS } from '../../infra/event-log/topics.ts'
import type { AcceptedLoss, HeadStore, LogHead } from '../../infra/heads/port.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import { wrongSettings, type TopicSettings } from '../../infra/topics/record-settings.ts'
import type { Finding } from '../finding.ts'
import { recount, endsAsCounted } from './count-on.ts'
import { readPositions, type Positions } from './positions.ts'
import { settledRanges } from './settled-ranges.ts'

export interface InspectDeps {
  readonly log: EventLog
  readonly heads: HeadStore
  readonly clock: Clock
  /** Undefined where it is thrown away: what it has taken in is no matter then. */
  readonly store: ReadStore | undefined
  /** Of the record topics, on a cluster; undefined where logs have no settings. */
  readonly settings: (() => Promise<readonly TopicSettings[]>) | undefined
  /** The logs that this process reads; of the others it sees how far they go. Default: all. */
  readonly readable?: ReadonlySet<string> | undefined
  /** Counts every record again, not the newest alone. */
  readonly whole: boolean
}

/** What waits for less is on its way (ms). */
const STORE_LAG_MS = 60_000
const HEADS_LAG_MS = 300_000

interface Known {
  readonly heads: ReadonlyMap<string, LogHead>
  readonly losses: readonly AcceptedLoss[]
  readonly positions: Positions | undefined
}

const keyOf = (topic: string, partition: number): string => `${topic} ${String(partition)}`
const iso = (ms: number): string => new Date(ms).toISOString()

const isReadable = ({ readable }: InspectDeps, topic: string): boolean => readable?.has(topic) ?? true

const recordAt = async (deps: InspectDeps, topic: string, partition: number, offset: number): Promise<LogRecord | undefined> =>
  isReadable(deps, topic) ? (await deps.log.read(topic, partition, offset, 1))[0] : undefined

/** Where a partition may begin: later than 0 only by what an operator has accepted. */
function acceptedStart({ losses }: Known, topic: string, partition: number, head: LogHead | undefined): number {
  const accepted = Math.max(
    0,
    ...losses.filter((loss) => loss.topic === topic && loss.partition === partition).map(({ offset, records }) => offset + records),
  )
  return head === undefined ? accepted : Math.min(accepted, head.first)
}

function cutFinding(
  topic: string,
  { partition, start }: PartitionRange,
  accepted: number,
  position: number | undefined,
): readonly Finding[] {
  if (start <= accepted) return []
  return [
    {
      code: 'log-cut',
      in: 'log',
      topic,
      partition,
      offset: accepted,
      records: start - accepted,
      ...(position === undefined ? {} : { unread: Math.max(0, start - Math.max(position, accepted)) }),
    },
  ]
}

async function shortFinding(
  deps: InspectDeps,
  topic: string,
  { partition, start, end }: PartitionRange,
  known: number,
  head: LogHead | undefined,
): Promise<Finding> {
  const last = end > start ? await recordAt(deps, topic, partition, end - 1) : undefined
  return {
    code: 'log-short',
    in: 'log',
    topic,
    partition,
    offset: end,
    records: known - end,
    ...(last === undefined ? {} : { since: iso(last.timestamp) }),
    ...(head?.next === known ? { until: iso(head.at) } : {}),
  }
}

async function isAltered({ log, whole }: InspectDeps, head: LogHead): Promise<boolean> {
  const { topic, partition, first, next, running } = head
  return whole ? !(await recount(log, topic, partition, first, next)).running.equals(running) : !(await endsAsCounted(log, head))
}

/** How far somebody is behind a topic, where the first record that is not taken in is older than `lag`. */
async function behind(
  deps: InspectDeps,
  topic: string,
  ranges: readonly PartitionRange[],
  next: (partition: number) => number,
  lag: number,
) {
  let records = 0
  let since = Infinity
  for (const { partition, start, end } of ranges) {
    const from = Math.max(next(partition), start)
    if (from >= end) continue
    records += end - from
    since = Math.min(since, (await recordAt(deps, topic, partition, from))?.timestamp ?? Infinity)
  }
  return records > 0 && deps.clock.now() - since > lag ? { records, since: iso(since) } : undefined
}

/** How far a partition is known to have gone. */
const endOf = ({ heads, positions }: Known, topic: string, partition: number): number =>
  Math.max(heads.get(keyOf(topic, partition))?.next ?? 0, positions?.(topic, partition) ?? 0)

async function inspectTopic(
  deps: InspectDeps,
  known: Known,
  topic: string,
  ranges: readonly PartitionRange[],
): Promise<readonly Finding[]> {
  const headOf = (partition: number): LogHead | undefined => known.heads.get(keyOf(topic, partition))
  const knownEnd = (partition: number): number => endOf(known, topic, partition)
  const findings: Finding[] = []
  for (const range of ranges) {
    const { partition, start, end } = range
    const head = headOf(partition)
    findings.push(...cutFinding(topic, range, acceptedStart(known, topic, partition, head), known.positions?.(topic, partition)))
    if (end < knownEnd(partition)) findings.push(await shortFinding(deps, topic, range, knownEnd(partition), head))
    // From what is left of a cut log the running hash cannot be counted.
    else if (
      head !== undefined &&
      isReadable(deps, topic) &&
      (deps.whole ? start <= head.first : start < head.next) &&
      (await isAltered(deps, head))
    )
      findings.push({ code: 'log-altered', in: 'log', topic, partition })
  }
  const { positions } = known
  const store =
    positions === undefined ? undefined : await behind(deps, topic, ranges, (partition) => positions(topic, partition), STORE_LAG_MS)
  if (store !== undefined) findings.push({ code: 'store-behind', in: 'store', topic, ...store })
  const counted = ranges.some(({ partition }) => headOf(partition) !== undefined)
  const heads = counted ? await behind(deps, topic, ranges, (partition) => headOf(partition)?.next ?? 0, HEADS_LAG_MS) : undefined
  if (heads !== undefined) findings.push({ code: 'heads-behind', in: 'heads', topic, ...heads })
  return findings
}

async function inspectSettings(settings: InspectDeps['settings']): Promise<readonly Finding[]> {
  const found = (await settings?.()) ?? []
  return found.flatMap((one): readonly Finding[] =>
    one.configs === undefined
      ? [{ code: 'topic-settings-unseen', in: 'log', topic: one.topic }]
      : wrongSettings(one).map((wrong) => ({ code: 'topic-settings', in: 'log', ...wrong })),
  )
}

/**
 * Looks whether the logs of the record are what they were: that each begins where it began, ends no sooner than its head and the read store know, holds the
 * records that were counted, and is kept for ever. Tells also who is behind it.
 */
export async function inspectRecord(deps: InspectDeps): Promise<readonly Finding[]> {
  const { heads, store } = deps
  const losses = await heads.losses()
  const known: Known = {
    heads: new Map((await heads.all()).map((head) => [keyOf(head.topic, head.partition), head])),
    losses,
    positions: store === undefined ? undefined : await readPositions(store),
  }
  const findings: Finding[] = [...(await inspectSettings(deps.settings))]
  const found = await settledRanges(
    deps.log,
    RECORD_TOPICS.map(({ topic }) => topic),
    (topic, partition) => endOf(known, topic, partition),
  )
  for (const [topic, ranges] of found) findings.push(...(await inspectTopic(deps, known, topic, ranges)))
  return [
    ...findings,
    ...losses.map(({ topic, partition, offset, records, at }): Finding => ({
      code: 'loss-accepted',
      in: 'log',
      topic,
      partition,
      offset,
      records,
      since: iso(at),
    })),
  ]
}
