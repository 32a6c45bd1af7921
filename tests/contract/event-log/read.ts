import { describe, expect, it } from '@jest/globals'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { bytes, fresh, freshTopic } from './harness.ts'
import type { Current } from './harness.ts'

const fill = async (log: EventLog, topic: string, count: number): Promise<readonly number[]> => {
  const appended = await log.append(Array.from({ length: count }, (_, n) => ({ topic, key: null, value: bytes(String(n)) })))
  return appended.map(({ offset }) => offset)
}

export function readContract(current: Current): void {
  describe('topics, read, ranges, trim', () => {
    it('makes a topic once, and refuses another number of partitions', async () => {
      const { log } = current()
      const topic = await freshTopic(log, 3)
      await log.createTopic(topic, { partitions: 3 })
      await expect(log.createTopic(topic, { partitions: 4 })).rejects.toMatchObject({ code: 'partition-count' })
      expect((await log.topics()).find((each) => each.topic === topic)).toEqual({ topic, partitions: 3 })
    })

    it('reads from an offset on, as many as asked for', async () => {
      const { log } = current()
      const topic = await freshTopic(log)
      const offsets = await fill(log, topic, 30)
      const from = offsets[10] ?? 0
      expect((await log.read(topic, 0, from, 5)).map(({ offset }) => offset)).toEqual(offsets.slice(10, 15))
      expect(await log.read(topic, 0, from, 1_000)).toHaveLength(20)
      expect(await log.read(topic, 0, (offsets.at(-1) ?? 0) + 1, 5)).toEqual([])
    })

    it('gives as many large records as asked for', async () => {
      const { log } = current()
      const topic = await freshTopic(log)
      for (let n = 0; n < 5; n++)
        await log.append(Array.from({ length: 10 }, () => ({ topic, key: null, value: Buffer.alloc(256 * 1024, n) })))
      expect(await log.read(topic, 0, 0, 48)).toHaveLength(48)
    })

    it('tells where each partition starts and ends', async () => {
      const { log } = current()
      const topic = await freshTopic(log)
      expect(await log.ranges(topic)).toEqual([{ partition: 0, start: 0, end: 0 }])
      const last = (await fill(log, topic, 3)).at(-1) ?? 0
      const [range] = await log.ranges(topic)
      expect(range?.start).toBe(0)
      expect(range?.end).toBeGreaterThan(last)
    })

    it('trims what is before an offset and nothing else, and never uses an offset again', async () => {
      const topic = await freshTopic(current().log)
      const offsets = await fill(current().log, topic, 10)
      await current().log.trim(topic, 0, offsets[4] ?? 0)
      expect((await current().log.read(topic, 0, 0, 100)).map(({ offset }) => offset)).toEqual(offsets.slice(4))
      const [{ end } = { end: 0 }] = await current().log.ranges(topic)
      await current().log.trim(topic, 0, end)
      expect(await current().log.read(topic, 0, 0, 100)).toEqual([])
      await current().reopen()
      expect(await current().log.ranges(topic)).toEqual([{ partition: 0, start: end, end }])
      const [next] = await fill(current().log, topic, 1)
      expect(next).toBeGreaterThanOrEqual(end)
    })

    it("keeps a group's committed offset, by group and partition, also when opened again", async () => {
      const topic = await freshTopic(current().log, 2)
      const group = fresh('group')
      expect(await current().log.committed(group, topic, 0)).toBeUndefined()
      await current().log.commit(group, [{ topic, partition: 0, offset: 0 }])
      await current().log.commit(group, [{ topic, partition: 1, offset: 0 }])
      await fillByKey(current().log, topic)
      const [first, second] = await current().log.ranges(topic)
      await current().log.commit(group, [
        { topic, partition: 0, offset: first?.end ?? 0 },
        { topic, partition: 1, offset: second?.end ?? 0 },
      ])
      await current().reopen()
      expect(await current().log.committed(group, topic, 0)).toBe(first?.end)
      expect(await current().log.committed(group, topic, 1)).toBe(second?.end)
      expect(await current().log.committed(fresh('other'), topic, 0)).toBeUndefined()
    })

    it('names a topic that is not there', async () => {
      const { log } = current()
      const topic = fresh('nowhere')
      await expect(log.read(topic, 0, 0, 1)).rejects.toMatchObject({ code: 'unknown-topic' })
      await expect(log.ranges(topic)).rejects.toMatchObject({ code: 'unknown-topic' })
    })
  })
}

const fillByKey = async (log: EventLog, topic: string): Promise<void> => {
  await log.append(Array.from({ length: 20 }, (_, n) => ({ topic, key: `key-${String(n)}`, value: bytes(String(n)) })))
}
