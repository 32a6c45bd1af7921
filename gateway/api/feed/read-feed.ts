import { readWire } from '../../../schemas/codec/wire.ts'
import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import type { Clock } from '../../../infra/clock/clock.ts'
import { EventLogError, type EventLog, type LogRecord, type PartitionRange } from '../../../infra/event-log/port.ts'
import { inboxTopic, receiptsTopic, type InboxKind } from '../../../infra/event-log/topics.ts'
import type { SchemaRegistry } from '../../../infra/registry/port.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import { readReceipts, type DecodeReceipt, type ReceiptEntry } from '../receipts/find-receipt.ts'
import { countsOver, delayInSeconds, LONGEST_SPAN_MS, newestOfEach, percentile } from './health.ts'

export interface FeedDeps {
  readonly eventLog: EventLog
  readonly registry: SchemaRegistry
  readonly catalogue: Catalogue
  readonly clock: Clock
  readonly decode: DecodeReceipt
}

/** Most entries of receipts that are looked at, the newest: a week of the largest agency's live events. */
const MOST_RECEIPTS = 20_000
const CHUNK = 1_000
/** Newest records of an inbox that schema versions and waiting times are taken from. */
const NEWEST = 1_000

const NOTHING: PartitionRange = { partition: 0, start: 0, end: 0 }

async function rangeOf(eventLog: EventLog, topic: string): Promise<PartitionRange> {
  try {
    return (await eventLog.ranges(topic))[0] ?? NOTHING
  } catch (error) {
    if (error instanceof EventLogError && error.code === 'unknown-topic') return NOTHING
    throw error
  }
}

/** The newest entries of receipts, of the longest span that is counted over, in their order; `whole`: there are no more of it. */
async function newestReceipts(
  { eventLog, decode, clock }: FeedDeps,
  agency: AgencyId,
): Promise<{ readonly entries: readonly ReceiptEntry[]; readonly whole: boolean }> {
  const { start, end } = await rangeOf(eventLog, receiptsTopic(agency))
  const since = clock.now() - LONGEST_SPAN_MS
  const chunks: (readonly ReceiptEntry[])[] = []
  const inOrder = (): readonly ReceiptEntry[] => chunks.toReversed().flat()
  for (let until = end; until > start; until -= CHUNK) {
    if (end - until >= MOST_RECEIPTS) return { entries: inOrder(), whole: false }
    const from = Math.max(start, until - CHUNK)
    const chunk = await readReceipts(eventLog, decode, agency, from, until - from)
    chunks.push(chunk)
    if (chunk.some(({ writtenAt }) => writtenAt < since)) break
  }
  return { entries: inOrder(), whole: true }
}

interface Inbox {
  readonly kind: InboxKind
  readonly end: number
  /** Its newest records. */
  readonly newest: readonly LogRecord[]
}

async function readInbox({ eventLog }: FeedDeps, agency: AgencyId, kind: InboxKind): Promise<Inbox> {
  const topic = inboxTopic(agency, kind)
  const { start, end } = await rangeOf(eventLog, topic)
  const from = Math.max(start, end - NEWEST)
  return { kind, end, newest: from >= end ? [] : await eventLog.read(topic, 0, from, end - from) }
}

/**
 * What an inbox has, what of it has no receipt yet, and how long first entries took. INVARIANT: whether anybody was known is in none of it; of delays only whole
 * seconds are told, since the milliseconds of one that was alone tell what was done with it.
 */
function inboxHealth(agency: AgencyId, { kind, end, newest }: Inbox, entries: readonly ReceiptEntry[]): object {
  const firstWritten = new Map<number, number>()
  for (const {
    receipt: { inbox },
    writtenAt,
  } of entries)
    if (inbox.topic === inboxTopic(agency, kind) && !firstWritten.has(inbox.offset)) firstWritten.set(inbox.offset, writtenAt)
  const lastJudged = firstWritten.keys().reduce((last, offset) => Math.max(last, offset), -1)
  // What is over the limit about one subject waits while what came later goes on: each record is looked at.
  const waiting = newest.filter(({ offset }) => !firstWritten.has(offset))
  const delays = newest.flatMap(({ offset, timestamp }) => {
    const written = firstWritten.get(offset)
    return written === undefined ? [] : [delayInSeconds(written - timestamp)]
  })
  const iso = (record: LogRecord | undefined): string | null => (record === undefined ? null : new Date(record.timestamp).toISOString())
  return {
    last_published_at: iso(newest.at(-1)),
    waiting: { count: lastJudged < 0 ? waiting.length : Math.max(waiting.length, end - 1 - lastJudged), oldest_at: iso(waiting[0]) },
    receipt_after_ms: { p50: percentile(delays, 0.5), p95: percentile(delays, 0.95) },
  }
}

/** Versions of schemas that the newest records were written with, and whether each is the current one. */
async function versionsInUse({ registry, catalogue }: FeedDeps, newest: readonly LogRecord[]): Promise<readonly object[]> {
  const counts = new Map<number, number>()
  for (const { value } of newest) {
    const wire = readWire(value)
    if (wire.ok) counts.set(wire.value.id, (counts.get(wire.value.id) ?? 0) + 1)
  }
  const types = new Map([...catalogue.types.values()].map(({ subject, type }) => [subject, type]))
  const items = await Promise.all(
    [...counts].map(async ([id, events]) => {
      const schema = await registry.schemaOf(id)
      const type = schema && types.get(schema.subject)
      return schema === undefined || type === undefined
        ? []
        : [{ type, version: schema.version, current: (await registry.idOf(schema.subject)) === id, events }]
    }),
  )
  return items.flat().sort((one, other) => (one.type === other.type ? one.version - other.version : one.type < other.type ? -1 : 1))
}

/** The health of an agency's feed, of its own topics alone: nothing of it depends on anything that another agency said. */
export async function readFeed(deps: FeedDeps, agency: AgencyId): Promise<object> {
  const [{ entries, whole }, events, imports] = await Promise.all([
    newestReceipts(deps, agency),
    readInbox(deps, agency, 'events'),
    readInbox(deps, agency, 'import'),
  ])
  const receipts = newestOfEach(entries)
  const oldest = receipts.reduce<string | null>((first, { at }) => (first === null || at < first ? at : first), null)
  return {
    agency,
    at: new Date(deps.clock.now()).toISOString(),
    events: inboxHealth(agency, events, entries),
    import: inboxHealth(agency, imports, entries),
    receipts: countsOver(receipts, deps.clock.now()),
    counted_since: whole ? null : oldest,
    schemas: await versionsInUse(deps, [...events.newest, ...imports.newest]),
  }
}
