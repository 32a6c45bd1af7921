import type { ReceiptRecord } from '../../consumers/intake/receipts/receipt.ts'
import { SUBJECTS } from '../../schemas/generated/records.ts'
import { intakeGroupOf } from '../../consumers/intake/start.ts'
import { readChunks } from '../../consumers/read-records.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import { createSlices } from '../../infra/event-loop/in-slices.ts'
import { EventLogError, type EventLog, type PartitionRange } from '../../infra/event-log/port.ts'
import { agencyOfInbox, inboxTopic, receiptsTopic, type InboxKind } from '../../infra/event-log/topics.ts'
import type { RecordCodec } from '../../infra/registry/record-codec.ts'
import { countedCode } from '../../infra/telemetry/telemetry.ts'
import { createLastDay, type LastDay } from '../../infra/telemetry/last-day.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import { createAppendedAt, oldestOf } from './lags.ts'

/** An agency's feed without content. Moments in ms since the Unix epoch. */
export interface FeedState {
  readonly agency: AgencyId
  /** When the newest record of its inboxes was published. */
  readonly lastEventAt: number | undefined
  /** Records that intake has not done with, by inbox. */
  readonly waiting: Readonly<Record<InboxKind, { readonly records: number; readonly oldestAt: number | undefined }>>
  readonly oldestWaitingAt: number | undefined
  /** Inboxes whose first records are gone though intake has not taken them. */
  readonly cutInboxes: number
  /** Events that wait for their sender to confirm them. */
  readonly held: number
  /** Of receipts of the last 24 hours. */
  readonly rejectedLastDay: ReturnType<LastDay['of']>
}

export interface FeedWatch {
  /** Looks at the feeds of all agencies that have an inbox. */
  read(): Promise<readonly FeedState[]>
}

export interface FeedWatchDeps {
  readonly log: EventLog
  readonly records: RecordCodec
  readonly clock: Clock
}

/** Newest receipts of an agency that a start reads; later ones are all read. */
const MOST_AT_START = 5_000
const NOTHING: PartitionRange = { partition: 0, start: 0, end: 0 }

/** What is known of an agency's receipts, up to before `next`. */
interface Receipts {
  next: number
  readonly held: Set<string>
}

/** Follows inboxes and receipts of all agencies; each look reads only what is new. */
export function createFeedWatch({ log, records, clock }: FeedWatchDeps): FeedWatch {
  const [newestAt, oldestAt] = [createAppendedAt(log), createAppendedAt(log)]
  const known = new Map<string, Receipts>()
  const rejected = createLastDay(clock)
  const rangeOf = async (topic: string): Promise<PartitionRange> => {
    try {
      return (await log.ranges(topic))[0] ?? NOTHING
    } catch (error) {
      if (error instanceof EventLogError && error.code === 'unknown-topic') return NOTHING
      throw error
    }
  }
  const take = (agency: AgencyId, held: Set<string>, receipt: ReceiptRecord): void => {
    const event = `${receipt.source ?? ''} ${receipt.event_id ?? ''}`
    if (receipt.status === 'held') held.add(event)
    else held.delete(event)
    if (receipt.status === 'rejected')
      for (const code of new Set(receipt.errors.map(countedCode))) rejected.add(agency, code, Date.parse(receipt.at))
  }
  const readOn = async (agency: AgencyId): Promise<Receipts> => {
    const topic = receiptsTopic(agency)
    const { start, end } = await rangeOf(topic)
    const receipts = known.get(agency) ?? { next: Math.max(start, end - MOST_AT_START), held: new Set<string>() }
    known.set(agency, receipts)
    const slices = createSlices()
    for await (const chunk of readChunks(log, topic, 0, Math.max(start, receipts.next), end)) {
      for (const { value, offset } of chunk) {
        take(agency, receipts.held, (await records.read(SUBJECTS.receipt, value)) as ReceiptRecord)
        receipts.next = offset + 1
        await slices.pause()
      }
    }
    return receipts
  }
  const inboxOf = async (agency: AgencyId, kind: InboxKind) => {
    const topic = inboxTopic(agency, kind)
    const { start, end } = await rangeOf(topic)
    if (end === 0) return { lastAt: undefined, isCut: false, waiting: { records: 0, oldestAt: undefined } }
    const taken = (await log.committed(intakeGroupOf(topic), topic, 0)) ?? start
    const from = Math.max(start, taken)
    return {
      isCut: start > taken,
      lastAt: end > start ? await newestAt(topic, 0, end - 1) : undefined,
      waiting: { records: Math.max(0, end - from), oldestAt: end > from ? await oldestAt(topic, 0, from) : undefined },
    }
  }
  const feedOf = async (agency: AgencyId): Promise<FeedState> => {
    const [events, imports] = [await inboxOf(agency, 'events'), await inboxOf(agency, 'import')]
    const moments = [events.lastAt, imports.lastAt].filter((at) => at !== undefined)
    const { held } = await readOn(agency)
    return {
      agency,
      held: held.size,
      rejectedLastDay: rejected.of(agency),
      cutInboxes: [events, imports].filter(({ isCut }) => isCut).length,
      lastEventAt: moments.length === 0 ? undefined : Math.max(...moments),
      waiting: { events: events.waiting, import: imports.waiting },
      oldestWaitingAt: oldestOf([events.waiting.oldestAt, imports.waiting.oldestAt]),
    }
  }
  return {
    async read() {
      const agencies = [...new Set((await log.topics()).flatMap(({ topic }) => agencyOfInbox(topic) ?? []))].sort()
      const feeds: FeedState[] = []
      for (const agency of agencies) feeds.push(await feedOf(agency))
      return feeds
    },
  }
}
