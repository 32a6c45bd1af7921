import { describe, expect, it } from '@jest/globals'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { bytes, collect, eventually, fresh, freshTopic } from './harness.ts'
import type { Collector, Current } from './harness.ts'

/** One record for each of many keys, so that every partition gets some. */
const round = async (log: EventLog, topic: string, n: number): Promise<void> => {
  await log.append(Array.from({ length: 64 }, (_, key) => ({ topic, key: `key-${String(key)}`, value: bytes(String(n)) })))
}
const partitionsOf = (got: Collector): Set<number> => new Set(got.records.map(({ partition }) => partition))
const place = ({ partition, offset }: { partition: number; offset: number }): string => `${String(partition)}/${String(offset)}`

export function groupContract(current: Current): void {
  describe('groups', () => {
    it('gives every group every record', async () => {
      const { log } = current()
      const topic = await freshTopic(log, 4)
      const [a, b] = [
        await collect(log, { group: fresh('a'), topics: [topic] }),
        await collect(log, { group: fresh('b'), topics: [topic] }),
      ]
      await round(log, topic, 0)
      await eventually(() => a.records.length === 64 && b.records.length === 64)
      await Promise.all([a.consumer.stop(), b.consumer.stop()])
    })

    it("shares the partitions among a group's members, and gives all to the one that is left", async () => {
      const { log } = current()
      const topic = await freshTopic(log, 4)
      const group = fresh('group')
      const first = await collect(log, { group, topics: [topic] })
      const second = await collect(log, { group, topics: [topic] })
      let rounds = 0
      // A broker may take a while to share out; both have some in the end.
      await eventually(() => {
        if (rounds < 400) void round(log, topic, rounds++)
        return partitionsOf(second).size === 2
      })
      const total = (): number => first.records.length + second.records.length
      await eventually(() => total() === rounds * 64)

      await second.consumer.stop()
      const before = first.records.length
      await round(log, topic, rounds++)
      await eventually(() => first.records.length === before + 64)
      await first.consumer.stop()

      const places = [...first.records, ...second.records].map(place)
      expect(new Set(places).size).toBe(places.length)
    })

    it('never lets two members work on one partition at a time, and keeps each key in order, while members come and go', async () => {
      const { log } = current()
      const topic = await freshTopic(log, 4)
      const group = fresh('group')
      const busy = new Set<number>()
      const seen = new Map<string, number[]>()
      let overlaps = 0
      const member = () =>
        log.consume({
          group,
          topics: [topic],
          maxRecords: () => 50,
          position: (name, partition) => log.committed(group, name, partition),
          handle: async (batches) => {
            for (const { partition } of batches) {
              if (busy.has(partition)) overlaps++
              busy.add(partition)
            }
            await new Promise((resolve) => {
              setTimeout(resolve, 1)
            })
            for (const record of batches.flatMap((batch) => batch.records)) {
              seen.set(record.key ?? '', [...(seen.get(record.key ?? '') ?? []), Number(record.value.toString())])
            }
            await log.commit(
              group,
              batches.map(({ partition, records }) => ({ topic, partition, offset: (records.at(-1)?.offset ?? 0) + 1 })),
            )
            for (const { partition } of batches) busy.delete(partition)
          },
        })
      const first = await member()
      for (let n = 0; n < 30; n++) {
        await round(log, topic, n)
        if (n % 10 !== 5) continue
        const guest = await member()
        await round(log, topic, n + 0.5)
        await guest.stop()
      }
      await eventually(() => [...seen.values()].reduce((sum, values) => sum + values.length, 0) === 33 * 64)
      await first.stop()
      expect(overlaps).toBe(0)
      for (const values of seen.values()) expect(values).toEqual([...values].sort((a, b) => a - b))
    })
  })

  describe('close', () => {
    it('lets handlers finish, keeps what was being appended, and then refuses with "closed"', async () => {
      const { log } = current()
      const topic = await freshTopic(log)
      const group = fresh('group')
      const got = await collect(log, { group, topics: [topic] })
      const pending = log.append([{ topic, key: null, value: bytes('last') }])
      await current().reopen()
      await pending
      await got.consumer.done
      expect((await current().log.read(topic, 0, 0, 10)).map(({ value }) => value.toString())).toEqual(['last'])
      await expect(log.append([{ topic, key: null, value: bytes('late') }])).rejects.toMatchObject({ code: 'closed' })
      await expect(log.read(topic, 0, 0, 1)).rejects.toMatchObject({ code: 'closed' })
      await expect(
        log.consume({ group, topics: [topic], position: async () => undefined, handle: async () => undefined }),
      ).rejects.toMatchObject({ code: 'closed' })
      await log.close()
    })
  })
}
