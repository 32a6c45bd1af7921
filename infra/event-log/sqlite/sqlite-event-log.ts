import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../../clock/clock.ts'
import { takeProcessLock } from '../../lock/process-lock.ts'
import { createGroupCommit } from '../../sqlite/group-commit.ts'
import { EventLogError } from '../port.ts'
import type { Consumer, ConsumerOptions, EventLog } from '../port.ts'
import { createAppender } from './appender.ts'
import { startConsumer } from './consumer.ts'
import { openDatabase } from './database.ts'
import { asEventLogError, brokenError, closedError, guarded, unknownTopic } from './errors.ts'
import { createGroup } from './group.ts'
import type { Group } from './group.ts'
import { createOffsets } from './offsets.ts'
import { createPartitions } from './partitions.ts'
import type { Partition } from './partitions.ts'
import { createReader } from './reader.ts'
import { createTrim } from './trim.ts'

/** `folder` holds the log's files and nothing else, for example `<data>/log`; it is made if missing. */
export interface SqliteEventLogOptions {
  readonly folder: string
  readonly clock: Clock
}

/**
 * Opens the embedded event log: `events.sqlite` in the folder, synced at every commit, with one process at a time. Rejects with EventLogError
 * `locked` when another has it open, `corrupt` when the file is damaged.
 */
export async function openSqliteEventLog(options: SqliteEventLogOptions): Promise<EventLog> {
  const lock = takeProcessLock(join(options.folder, 'lock'))
  if (lock === undefined) {
    throw new EventLogError(
      'locked',
      `Another process has the event log in ${options.folder} open. Stop it first, or use another data folder (THROUGHLINE_DATA).`,
    )
  }
  try {
    const database = guarded(() => openDatabase(options.folder))
    return createLog(database, options.clock, () => {
      lock.release()
    })
  } catch (error) {
    lock.release()
    throw error
  }
}

function createLog(database: DatabaseSync, clock: Clock, release: () => void): EventLog {
  const partitions = guarded(() => createPartitions(database))
  const groups = new Map<string, Group>()
  const consumers = new Set<Consumer>()
  const touched = new Set<Partition>()
  let state: 'open' | 'closing' | 'closed' = 'open'
  let closing: Promise<void> | undefined

  const assertOpen = (): void => {
    if (state === 'closed') throw closedError()
  }

  const committed = (): void => {
    for (const partition of touched) for (const group of groups.values()) group.appended(partition)
    touched.clear()
  }
  const rolledBack = (): void => {
    touched.clear()
    partitions.reload()
  }

  const commits = createGroupCommit(database, { committed, rolledBack, asError: asEventLogError, closedError, brokenError })
  const append = createAppender({ database, partitions, commits, clock, appended: (partition) => touched.add(partition) })
  const reader = createReader(database)
  const offsets = createOffsets(database, partitions, commits)
  const trim = createTrim(database, () => state !== 'closed')

  const groupOf = (name: string): Group => {
    const group = groups.get(name) ?? createGroup(() => partitions.all())
    groups.set(name, group)
    return group
  }

  const createTopic = (topic: string, count: number): void => {
    database.exec('BEGIN IMMEDIATE')
    let made: boolean
    try {
      made = partitions.create(topic, count)
      database.exec('COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      partitions.reload()
      throw error
    }
    if (made) for (const group of groups.values()) group.rebalance()
  }

  const consume = (consumerOptions: ConsumerOptions): Consumer => {
    if (state !== 'open') throw closedError()
    if (!(consumerOptions.topics instanceof RegExp)) {
      for (const topic of consumerOptions.topics) if (!partitions.has(topic)) throw unknownTopic(topic)
    }
    const consumer: Consumer = startConsumer(
      {
        reader,
        partitions,
        group: groupOf(consumerOptions.group),
        stopped: () => {
          consumers.delete(consumer)
        },
      },
      consumerOptions,
    )
    consumers.add(consumer)
    return consumer
  }

  const close = async (): Promise<void> => {
    state = 'closing'
    // Handlers may still append and commit while they finish.
    await Promise.all([...consumers].map((consumer) => consumer.stop()))
    commits.close()
    state = 'closed'
    database.close()
    release()
  }

  return {
    createTopic: async (topic, { partitions: count }) => {
      assertOpen()
      guarded(() => {
        createTopic(topic, count)
      })
    },
    topics: async () => {
      assertOpen()
      return partitions.topics()
    },
    append: async (records) => {
      assertOpen()
      return append(records)
    },
    read: async (topic, partition, from, limit) => {
      assertOpen()
      return reader.read(partitions.one(topic, partition), from, limit)
    },
    ranges: async (topic) => {
      assertOpen()
      return partitions.of(topic).map(({ number, start, end }) => ({ partition: number, start, end }))
    },
    consume: async (consumerOptions) => {
      assertOpen()
      return consume(consumerOptions)
    },
    committed: async (group, topic, partition) => {
      assertOpen()
      return offsets.committed(group, topic, partition)
    },
    commit: async (group, positions) => {
      assertOpen()
      await offsets.commit(group, positions)
    },
    trim: async (topic, partition, before) => {
      assertOpen()
      await trim(partitions.one(topic, partition), before)
    },
    close: async () => {
      closing ??= close()
      await closing
    },
  }
}
