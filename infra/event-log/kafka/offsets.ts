import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin } from 'kafkajs'
import type { PartitionRange, Position } from '../port.ts'
import { asEventLogError, isMoving } from './errors.ts'
import type { Partitions } from './partitions.ts'

/** Offsets of partitions and of groups. */
export interface Offsets {
  ranges(topic: string): Promise<readonly PartitionRange[]>
  committed(group: string, topic: string, partition: number): Promise<number | undefined>
  /** For a group without members; a running consumer commits for itself. */
  set(group: string, positions: readonly Position[]): Promise<void>
  trim(topic: string, partition: number, before: number): Promise<void>
}

const PAUSE_MS = 100

/** `patience`: how long a coordinator or leader that moves is waited for, ms. */
export function createOffsets(admin: Admin, partitions: Partitions, patience: number): Offsets {
  const doing = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const until = performance.now() + patience
    for (;;) {
      try {
        return await work()
      } catch (error) {
        if (!isMoving(error) || performance.now() > until) throw asEventLogError(error, what)
        await sleep(PAUSE_MS)
      }
    }
  }
  return {
    async ranges(topic) {
      await partitions.of(topic)
      const found = await doing(`the offsets of ${topic} cannot be read`, () => admin.fetchTopicOffsets(topic))
      return found.map(({ partition, low, high }) => ({ partition, start: Number(low), end: Number(high) })).sort((one, other) => one.partition - other.partition)
    },
    committed: (group, topic, partition) => doing(`the offsets of group ${group} cannot be read`, async () => {
      const [found] = await admin.fetchOffsets({ groupId: group, topics: [topic] })
      const offset = Number(found?.partitions.find((one) => one.partition === partition)?.offset ?? -1)
      return offset < 0 ? undefined : offset
    }),
    set: (group, positions) => doing(`the offsets of group ${group} cannot be set`, async () => {
      for (const [topic, all] of Map.groupBy(positions, (position) => position.topic)) {
        await admin.setOffsets({ groupId: group, topic, partitions: all.map(({ partition, offset }) => ({ partition, offset: String(offset) })) })
      }
    }),
    async trim(topic, partition, before) {
      await partitions.of(topic)
      await doing(`${topic} cannot be trimmed`, async () => {
        // Before it has looked at a topic once, kafkajs finds no leader to delete at.
        await admin.fetchTopicOffsets(topic)
        await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: String(before) }] })
      })
    },
  }
}
