import { createDecoder } from '../../../schemas/codec/resolvers.ts'
import { hasControl } from '../../../schemas/codec/says-something.ts'
import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import { EventLogError, type EventLog, type LogRecord } from '../../../infra/event-log/port.ts'
import { inboxTopics } from '../../../infra/event-log/topics.ts'
import type { SchemaRegistry } from '../../../infra/registry/port.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import type { Receipt } from './find-receipt.ts'

type RecordPosition = Receipt['inbox']

/** The agency's own reference of each event that receipts are of, by its position in the inbox; of events that are not there any more, or cannot be read, none. */
export type RecordRefs = (agency: AgencyId, receipts: readonly Receipt[]) => Promise<ReadonlyMap<string, string>>

/** The key under which a position is found. */
export const positionKey = ({ topic, partition, offset }: RecordPosition): string => `${topic} ${String(partition)} ${String(offset)}`

/** Records that are read beside those that are meant, so that one read has many of them. */
const NEAR = 500
const LONGEST = 200

/** Offsets in order as runs of which each is one read: first offset, and how many records. */
function runsOf(offsets: readonly number[]): readonly (readonly [from: number, count: number])[] {
  const runs: [number, number][] = []
  for (const offset of [...new Set(offsets)].sort((one, other) => one - other)) {
    const last = runs.at(-1)
    if (last !== undefined && offset - (last[0] + last[1]) < NEAR) last[1] = offset - last[0] + 1
    else runs.push([offset, 1])
  }
  return runs
}

async function recordsOf(eventLog: EventLog, topic: string, partition: number, offsets: readonly number[]): Promise<readonly LogRecord[]> {
  try {
    const range = (await eventLog.ranges(topic)).find((one) => one.partition === partition)
    const there = offsets.filter((offset) => range !== undefined && offset >= range.start && offset < range.end)
    const wanted = new Set(there)
    const read = await Promise.all(runsOf(there).map(([from, count]) => eventLog.read(topic, partition, from, count)))
    return read.flat().filter(({ offset }) => wanted.has(offset))
  } catch (error) {
    if (error instanceof EventLogError && error.code === 'unknown-topic') return []
    throw error
  }
}

const refIn = (value: unknown): string | undefined => {
  const ref = typeof value === 'object' && value !== null && 'agency_record_ref' in value ? value.agency_record_ref : undefined
  return typeof ref === 'string' && ref.length <= LONGEST && ref.trim() !== '' && !hasControl(ref) ? ref : undefined
}

/**
 * Reads references out of the agency's own inbox: a receipt is in the clear and keeps none. INVARIANT: no other inbox is read, whatever a receipt says, and
 * nothing but the reference is taken.
 */
export function createRecordRefs({
  eventLog,
  registry,
  catalogue,
}: {
  readonly eventLog: EventLog
  readonly registry: SchemaRegistry
  readonly catalogue: Catalogue
}): RecordRefs {
  const bySubject = new Map([...catalogue.types.values()].map((schema) => [schema.subject, schema]))
  const { decode } = createDecoder({
    schemaOf: (id) => registry.schemaOf(id),
    readerOf: (subject) => bySubject.get(subject)?.avro,
    canonical: false,
  })
  const refOf = async ({ value }: LogRecord): Promise<string | undefined> => {
    const decoded = await decode(value)
    return decoded.ok ? refIn(decoded.value.value) : undefined
  }
  return async (agency, receipts) => {
    const own = inboxTopics(agency)
    const positions = Map.groupBy(
      receipts.map(({ inbox }) => inbox).filter(({ topic }) => own.includes(topic)),
      ({ topic, partition }) => `${topic} ${String(partition)}`,
    )
    const found = await Promise.all(
      [...positions.values()].map(async (group) => {
        const [{ topic, partition } = { topic: '', partition: 0 }] = group
        const records = await recordsOf(
          eventLog,
          topic,
          partition,
          group.map(({ offset }) => offset),
        )
        return Promise.all(
          records.map(async (record) => [positionKey({ topic, partition, offset: record.offset }), await refOf(record)] as const),
        )
      }),
    )
    return new Map(found.flat().flatMap(([key, ref]) => (ref === undefined ? [] : [[key, ref] as const])))
  }
}
