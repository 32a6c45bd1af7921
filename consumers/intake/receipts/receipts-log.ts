import type { EventLog, Position } from '../../../infra/event-log/port.ts'
import { INBOX_PATTERN } from '../../../infra/event-log/topics.ts'
import type { RecordCodec } from '../../../infra/registry/record-codec.ts'
import { readChunks } from '../../read-records.ts'
import { SUBJECTS } from '../../../schemas/generated/records.ts'
import { dueAt } from './later-entry.ts'
import type { ReceiptRecord } from './receipt.ts'
import { receiptsOf, type ReceiptWriter } from './writer.ts'

/** The consumer group that marks, in each agency's receipts, before what everything is settled. */
export const RECEIPTS_GROUP = 'intake-receipts'

/** The receipts of all agencies, as the active intake writes them. */
export interface ReceiptsLog {
  /** Writes first entries, but those that are there: of an inbox record that comes again. */
  writeFirst(entries: readonly ReceiptRecord[]): Promise<void>
  /** Writes later entries. */
  writeLater(entries: readonly ReceiptRecord[]): Promise<void>
  /** The first entries whose later entry is due at a moment (ms since the Unix epoch), of each agency in the order in which they were written. */
  due(now: number): readonly ReceiptRecord[]
  /** Told that what stands before these offsets of inboxes does not come again. */
  committed(inboxes: readonly Position[]): void
  /** Moves the marks to before what is not settled: where the next intake begins to read. */
  moveMarks(): Promise<void>
}

export interface ReceiptsLogDeps {
  readonly log: EventLog
  readonly records: RecordCodec
  readonly write: ReceiptWriter
  /** See `dueAt`. */
  readonly laterEntryMs: number
  /** The consumer group that takes an inbox. */
  readonly groupOf: (inbox: string) => string
  /** Told which first entries were written. */
  readonly written?: (entries: readonly ReceiptRecord[]) => void
  /** Told how many later entries are to come, whenever that changes. */
  readonly pending?: (count: number) => void
}

/** A first entry, and where it stands in the receipts. */
interface Standing {
  readonly entry: ReceiptRecord
  readonly offset: number
}

/** What is not settled of an agency's receipts. */
interface Topic {
  /** First entries whose later entry is to come, by receipt, in their order. */
  readonly open: Map<string, Standing>
  /** Of each inbox, the offsets that may come again and have their receipt, with where that stands. */
  readonly written: Map<string, Map<number, number>>
  /** The offset that the next receipt will have, as far as is known. */
  end: number
  /** Where the mark stands. */
  mark: number
}

const firstOf = <Value>(values: Iterable<Value>): Value | undefined => {
  for (const value of values) return value
  return undefined
}

/**
 * Opens the receipts where the intake before left them: what of them is to come follows from the topics, so that a stop between two entries writes
 * none twice and leaves none out.
 */
export async function openReceiptsLog({
  log,
  records,
  write,
  laterEntryMs,
  groupOf,
  written,
  pending,
}: ReceiptsLogDeps): Promise<ReceiptsLog> {
  const topics = new Map<string, Topic>()
  const inboxes = new Map<string, number>()
  const topicOf = (name: string): Topic => {
    const topic = topics.get(name) ?? {
      open: new Map<string, Standing>(),
      written: new Map<string, Map<number, number>>(),
      end: 0,
      mark: 0,
    }
    topics.set(name, topic)
    return topic
  }
  const writtenOf = (inbox: string): Map<number, number> => {
    const { written } = topicOf(receiptsOf(inbox))
    const offsets = written.get(inbox) ?? new Map<number, number>()
    written.set(inbox, offsets)
    return offsets
  }
  const note = (entry: ReceiptRecord, offset: number): void => {
    const topic = topicOf(receiptsOf(entry.inbox.topic))
    topic.end = Math.max(topic.end, offset + 1)
    if (entry.final) topic.open.delete(entry.receipt)
    else if (!topic.open.has(entry.receipt)) topic.open.set(entry.receipt, { entry, offset })
    const written = writtenOf(entry.inbox.topic)
    if (entry.inbox.offset >= (inboxes.get(entry.inbox.topic) ?? 0) && !written.has(entry.inbox.offset))
      written.set(entry.inbox.offset, offset)
  }
  const open = async (inbox: string): Promise<void> => {
    const at = await log.committed(groupOf(inbox), inbox, 0)
    if (at !== undefined) inboxes.set(inbox, at)
  }
  const readOn = async (name: string): Promise<void> => {
    const [range] = await log.ranges(name)
    if (range === undefined) return
    const topic = topicOf(name)
    topic.mark = Math.max(range.start, (await log.committed(RECEIPTS_GROUP, name, 0)) ?? 0)
    topic.end = range.end
    for await (const chunk of readChunks(log, name, 0, topic.mark, range.end)) {
      for (const { value, offset } of chunk) note((await records.read(SUBJECTS.receipt, value)) as ReceiptRecord, offset)
    }
  }
  const found = (await log.topics()).map(({ topic }) => topic)
  const own = found.filter((topic) => INBOX_PATTERN.test(topic))
  for (const inbox of own) await open(inbox)
  for (const name of new Set(own.map(receiptsOf))) if (found.includes(name)) await readOn(name)

  const tellPending = (): void => {
    pending?.([...topics.values()].reduce((sum, { open: { size } }) => sum + size, 0))
  }
  const writeAll = async (entries: readonly ReceiptRecord[]): Promise<void> => {
    const appended = await write(entries)
    for (const [at, entry] of entries.entries()) {
      const position = appended[at]
      if (position !== undefined) note(entry, position.offset)
    }
    tellPending()
  }
  tellPending()
  return {
    async writeFirst(entries) {
      const first = entries.filter(({ inbox }) => !writtenOf(inbox.topic).has(inbox.offset))
      await writeAll(first)
      written?.(first)
    },
    writeLater: writeAll,
    due: (now) =>
      [...topics.values()]
        .flatMap((topic) => [...topic.open.values()])
        .map(({ entry }) => entry)
        .filter((entry) => dueAt(entry, laterEntryMs) <= now),
    committed(positions) {
      for (const { topic: inbox, offset } of positions) {
        if (offset <= (inboxes.get(inbox) ?? 0)) continue
        inboxes.set(inbox, offset)
        const written = writtenOf(inbox)
        for (const taken of written.keys()) if (taken < offset) written.delete(taken)
      }
    },
    async moveMarks() {
      const moved: Position[] = []
      for (const [name, topic] of topics) {
        const unsettled = [firstOf(topic.open.values())?.offset, ...topic.written.values().map((written) => firstOf(written.values()))]
        const mark = Math.min(topic.end, ...unsettled.filter((offset) => offset !== undefined))
        if (mark <= topic.mark) continue
        topic.mark = mark
        moved.push({ topic: name, partition: 0, offset: mark })
      }
      if (moved.length > 0) await log.commit(RECEIPTS_GROUP, moved)
    },
  }
}
