import type { DatabaseSync } from 'node:sqlite'
import { EventLogError } from '../port.ts'
import { unknownTopic } from './errors.ts'

/** A partition as it stands in memory. `start`, `end` and `timestamp` follow the database's committed state between turns. */
export interface Partition {
  /** Its number in the tables. */
  readonly id: number
  readonly topic: string
  readonly number: number
  start: number
  /** The next record's offset. */
  end: number
  /** The last record's append time. */
  timestamp: number
}

export interface Partitions {
  all(): Iterable<Partition>
  topics(): readonly { readonly topic: string; readonly partitions: number }[]
  has(topic: string): boolean
  /** A topic's partitions, in order. Throws EventLogError `unknown-topic`. */
  of(topic: string): readonly Partition[]
  /** Throws EventLogError `unknown-topic`, also for a number that the topic does not have. */
  one(topic: string, number: number): Partition
  /** Makes a topic within the open transaction. Gives true when it was not there. Throws EventLogError `partition-count`. */
  create(topic: string, count: number): boolean
  /** Reads the state from the database again. */
  reload(): void
}

/** Topics and partitions, kept in memory beside their tables. */
export function createPartitions(database: DatabaseSync): Partitions {
  const rows = database.prepare('SELECT id, topic, number, floor, floor_timestamp FROM partition ORDER BY topic, number')
  const last = database.prepare('SELECT "offset", timestamp FROM record WHERE partition = ? ORDER BY "offset" DESC LIMIT 1')
  const insert = database.prepare('INSERT INTO partition (topic, number) VALUES (?, ?)')
  let byTopic = new Map<string, Partition[]>()

  const reload = (): void => {
    const next = new Map<string, Partition[]>()
    for (const row of rows.all()) {
      const id = Number(row.id)
      const topic = String(row.topic)
      const number = Number(row.number)
      const start = Number(row.floor)
      const end = last.get(id)
      // The same objects, so that consumers keep theirs.
      const partition = byTopic.get(topic)?.[number] ?? { id, topic, number, start: 0, end: 0, timestamp: 0 }
      partition.start = start
      partition.end = end === undefined ? start : Math.max(start, Number(end.offset) + 1)
      partition.timestamp = Number(end?.timestamp ?? row.floor_timestamp)
      next.set(topic, [...(next.get(topic) ?? []), partition])
    }
    byTopic = next
  }

  const of = (topic: string): Partition[] => {
    const found = byTopic.get(topic)
    if (found === undefined) throw unknownTopic(topic)
    return found
  }

  const create = (topic: string, count: number): boolean => {
    if (!Number.isSafeInteger(count) || count < 1) throw new RangeError('A topic has at least one partition.')
    const there = byTopic.get(topic)
    if (there?.length === count) return false
    if (there !== undefined) {
      throw new EventLogError('partition-count', `Topic ${topic} has ${String(there.length)} partitions; the number never changes.`)
    }
    byTopic.set(
      topic,
      Array.from({ length: count }, (_, number) => ({
        id: Number(insert.run(topic, number).lastInsertRowid),
        topic,
        number,
        start: 0,
        end: 0,
        timestamp: 0,
      })),
    )
    return true
  }

  reload()
  return {
    all: function* () {
      for (const partitions of byTopic.values()) yield* partitions
    },
    topics: () =>
      [...byTopic].map(([topic, partitions]) => ({ topic, partitions: partitions.length })).sort((a, b) => (a.topic < b.topic ? -1 : 1)),
    has: (topic) => byTopic.has(topic),
    of,
    one: (topic, number) => {
      const found = of(topic)[number]
      if (found === undefined) throw new EventLogError('unknown-topic', `Topic ${topic} has no partition ${String(number)}.`)
      return found
    },
    create,
    reload,
  }
}
