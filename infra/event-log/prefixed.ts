import type { Batch, Consumer, ConsumerOptions, EventLog, Position } from './port.ts'

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&')

/** An event log in a cluster that others use, too: its topics and groups have a prefix there, which nobody within sees. `prefix`: empty for none. */
export function createPrefixedLog(log: EventLog, prefix: string): EventLog {
  if (prefix === '') return log
  const there = (name: string): string => prefix + name
  const here = (name: string): string => name.slice(prefix.length)
  const named = <T extends { readonly topic: string }>(item: T): T => ({ ...item, topic: here(item.topic) })
  const batchOf = (batch: Batch): Batch => ({ ...named(batch), records: batch.records.map(named) })
  // A pattern of ours is anchored at the start.
  const topicsOf = (topics: ConsumerOptions['topics']): ConsumerOptions['topics'] =>
    topics instanceof RegExp ? new RegExp(`^${escaped(prefix)}${topics.source.replace(/^\^/, '')}`, topics.flags) : topics.map(there)
  const consumerOf = (consumer: Consumer): Consumer => ({
    done: consumer.done,
    assignment: () => consumer.assignment().map(named),
    stop: () => consumer.stop(),
  })
  return {
    createTopic: (topic, options) => log.createTopic(there(topic), options),
    topics: async () => (await log.topics()).filter(({ topic }) => topic.startsWith(prefix)).map(named),
    append: async (records) => (await log.append(records.map((record) => ({ ...record, topic: there(record.topic) })))).map(named),
    read: async (topic, ...range) => (await log.read(there(topic), ...range)).map(named),
    ranges: (topic) => log.ranges(there(topic)),
    consume: async ({ isPaused, ...options }) =>
      consumerOf(
        await log.consume({
          ...options,
          group: there(options.group),
          topics: topicsOf(options.topics),
          position: (topic, partition) => options.position(here(topic), partition),
          handle: (batches) => options.handle(batches.map(batchOf)),
          ...(isPaused ? { isPaused: (partition) => isPaused(named(partition)) } : {}),
        }),
      ),
    committed: (group, topic, partition) => log.committed(there(group), there(topic), partition),
    commit: (group, positions) =>
      log.commit(
        there(group),
        positions.map((position): Position => ({ ...position, topic: there(position.topic) })),
      ),
    trim: (topic, partition, before) => log.trim(there(topic), partition, before),
    close: () => log.close(),
  }
}
