import { describe, expect, it } from '@jest/globals'
import type { Batch, EventLog } from '../../../infra/event-log/port.ts'
import { bytes, collect, eventually, fresh, freshTopic } from './harness.ts'
import type { Current } from './harness.ts'

const append = async (log: EventLog, topic: string, texts: readonly string[]): Promise<void> => {
  await log.append(texts.map((text) => ({ topic, key: text, value: bytes(text) })))
}
const numbers = (count: number, from = 0): string[] => Array.from({ length: count }, (_, n) => String(from + n))
const sorted = (texts: readonly string[]): string[] => [...texts].sort((a, b) => Number(a) - Number(b))

export function consumeContract(current: Current): void {
  describe('consume', () => {
    it('hands over what is there, then what comes', async () => {
      const { log } = current()
      const topic = await freshTopic(log, 3)
      await append(log, topic, numbers(10))
      const got = await collect(log, { group: fresh('group'), topics: [topic] })
      await eventually(() => got.records.length === 10)
      await append(log, topic, numbers(10, 10))
      await eventually(() => got.records.length === 20)
      expect(sorted(got.texts())).toEqual(numbers(20))
      await got.consumer.stop()
      await got.consumer.done
    })

    it('gives batches of distinct partitions, each in order, with no more records in all than asked for', async () => {
      const { log } = current()
      const topic = await freshTopic(log, 4)
      await append(log, topic, numbers(100))
      const calls: (readonly Batch[])[] = []
      const consumer = await log.consume({
        group: fresh('group'),
        topics: [topic],
        maxRecords: () => 30,
        position: async () => undefined,
        handle: async (batches) => {
          calls.push(batches)
        },
      })
      await eventually(() => calls.flat().reduce((sum, batch) => sum + batch.records.length, 0) === 100)
      await consumer.stop()
      for (const batches of calls) {
        expect(batches.reduce((sum, batch) => sum + batch.records.length, 0)).toBeLessThanOrEqual(30)
        expect(new Set(batches.map(({ partition }) => partition)).size).toBe(batches.length)
        expect(batches.every((batch) => batch.records.length > 0)).toBe(true)
      }
      for (const partition of [0, 1, 2, 3]) {
        const offsets = calls
          .flat()
          .filter((batch) => batch.partition === partition)
          .flatMap((batch) => batch.records.map(({ offset }) => offset))
        expect(offsets).toEqual([...offsets].sort((a, b) => a - b))
      }
    })

    it('hands over nothing of a partition that is paused, everything of the others, and goes on where it stopped', async () => {
      const { log } = current()
      const [paused, other] = [await freshTopic(log), await freshTopic(log)]
      await append(log, paused, ['0', '1'])
      await append(log, other, ['2'])
      let isPaused = true
      const got = await collect(log, {
        group: fresh('group'),
        topics: [paused, other],
        isPaused: ({ topic }) => isPaused && topic === paused,
      })
      await eventually(() => got.records.length === 1)
      await append(log, other, ['3'])
      await eventually(() => got.records.length === 2)
      expect(got.texts()).toEqual(['2', '3'])
      isPaused = false
      await eventually(() => got.records.length === 4)
      expect(got.texts().slice(2)).toEqual(['0', '1'])
      await got.consumer.stop()
    })

    it('begins at the position that it is told, and at the start without one', async () => {
      const { log } = current()
      const topic = await freshTopic(log)
      const appended = await log.append(numbers(10).map((text) => ({ topic, key: null, value: bytes(text) })))
      const seventh = await collect(log, { group: fresh('group'), topics: [topic], position: async () => appended[7]?.offset })
      await eventually(() => seventh.records.length === 3)
      expect(seventh.texts()).toEqual(['7', '8', '9'])
      await seventh.consumer.stop()
    })

    it('fails when a handler fails; the next consumer gets what was not committed again', async () => {
      const { log } = current()
      const topic = await freshTopic(log)
      const group = fresh('group')
      const first = await collect(log, { group, topics: [topic] })
      await append(log, topic, ['0', '1', '2'])
      await eventually(() => first.records.length === 3)
      await first.consumer.stop()

      const failing = await log.consume({
        group,
        topics: [topic],
        position: (name, partition) => log.committed(group, name, partition),
        handle: async () => {
          throw new Error('the database went away')
        },
      })
      const failed = expect(failing.done).rejects.toThrow('the database went away')
      await append(log, topic, ['3', '4'])
      await failed

      const again = await collect(log, { group, topics: [topic] })
      await eventually(() => again.records.length === 2)
      expect(again.texts()).toEqual(['3', '4'])
      await again.consumer.stop()
    })

    it('finishes the batch at hand when stopped, and takes no other', async () => {
      const { log } = current()
      const topic = await freshTopic(log)
      let release: () => void = () => undefined
      let calls = 0
      let finished = 0
      const consumer = await log.consume({
        group: fresh('group'),
        topics: [topic],
        maxRecords: () => 1,
        position: async () => undefined,
        handle: async () => {
          calls++
          await new Promise<void>((resolve) => {
            release = resolve
          })
          finished++
        },
      })
      await append(log, topic, ['0', '1'])
      await eventually(() => calls === 1)
      const stopped = consumer.stop()
      release()
      await stopped
      await consumer.done
      expect([calls, finished]).toEqual([1, 1])
    })

    it('picks up topics that appear later and match the pattern', async () => {
      const { log } = current()
      const prefix = fresh('inbox')
      const got = await collect(log, {
        group: fresh('group'),
        topics: new RegExp(`^${prefix.replaceAll('.', '\\.')}\\.[a-z]+\\.events$`, 'g'),
      })
      for (const agency of ['police', 'health']) {
        await log.createTopic(`${prefix}.${agency}.events`, { partitions: 1 })
        await log.createTopic(`${prefix}.${agency}.receipts`, { partitions: 1 })
        await append(log, `${prefix}.${agency}.receipts`, ['not this'])
        await append(log, `${prefix}.${agency}.events`, [agency])
      }
      await eventually(() => got.records.length === 2)
      expect(got.texts().sort()).toEqual(['health', 'police'])
      await got.consumer.stop()
    })

    it('refuses a named topic that is not there', async () => {
      const { log } = current()
      await expect(collect(log, { group: fresh('group'), topics: [fresh('nowhere')] })).rejects.toMatchObject({ code: 'unknown-topic' })
    })

    it('fails rather than skip records when the position is past the end, as after a restore of an older copy', async () => {
      const { log } = current()
      const topic = await freshTopic(log)
      await append(log, topic, ['0'])
      const [{ end } = { end: 0 }] = await log.ranges(topic)
      const ahead = await collect(log, { group: fresh('group'), topics: [topic], position: async () => end + 1 })
      await expect(ahead.consumer.done).rejects.toMatchObject({ code: 'corrupt' })
    })
  })
}
