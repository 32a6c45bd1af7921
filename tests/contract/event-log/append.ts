import { describe, expect, it } from '@jest/globals'
import { partitionOfKey } from '../../../infra/event-log/murmur2.ts'
import { bytes, fresh, freshTopic, readAll } from './harness.ts'
import type { Current } from './harness.ts'

export function appendContract(current: Current): void {
  describe('append', () => {
    it('gives each record its position, in the order given', async () => {
      const { log } = current()
      const topic = await freshTopic(log, 4)
      const appended = await log.append(['a', 'b', 'a', 'c'].map((key) => ({ topic, key, value: bytes(key) })))
      expect(appended.map(({ partition }) => partition)).toEqual(['a', 'b', 'a', 'c'].map((key) => partitionOfKey(key, 4)))
      expect(appended[2]?.offset).toBeGreaterThan(appended[0]?.offset ?? Infinity)
      for (const [index, position] of appended.entries()) {
        const [record] = await log.read(topic, position.partition, position.offset, 1)
        expect(record).toMatchObject({ ...position, key: ['a', 'b', 'a', 'c'][index] })
      }
    })

    it('keeps the order of one key over many concurrent calls', async () => {
      const { log } = current()
      const topic = await freshTopic(log, 8)
      const keys = ['k1', 'k2', 'k3', 'k4', 'k5']
      await Promise.all(Array.from({ length: 500 }, (_, n) => log.append([{ topic, key: keys[n % 5] ?? '', value: bytes(String(n)) }])))
      const records = await readAll(log, topic)
      for (const key of keys) {
        const numbers = records.filter((record) => record.key === key).map((record) => Number(record.value.toString()))
        expect(numbers).toHaveLength(100)
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
      }
    })

    it('never lets append time go back within a partition, and tells the same time as a read', async () => {
      const { log } = current()
      const topic = await freshTopic(log)
      const appended = []
      for (let n = 0; n < 20; n++) appended.push(...(await log.append([{ topic, key: null, value: bytes(String(n)) }])))
      const times = appended.map(({ timestamp }) => timestamp)
      expect(times).toEqual([...times].sort((a, b) => a - b))
      expect((await log.read(topic, 0, 0, 100)).map(({ timestamp }) => timestamp)).toEqual(times)
    })

    it('keeps values of 256 kB, empty values, headers, keys beyond ASCII and a null key as they were', async () => {
      const { log } = current()
      const topic = await freshTopic(log)
      const large = Buffer.alloc(256 * 1024, 0xa5)
      await log.append([
        { topic, key: null, value: large, headers: { ce_id: '5d0f', ce_source: '/agencies/näs/ŝ' } },
        { topic, key: 'clé-鍵', value: Buffer.alloc(0) },
      ])
      const [first, second] = await log.read(topic, 0, 0, 10)
      expect(first?.value.equals(large)).toBe(true)
      expect(first).toMatchObject({ key: null, headers: { ce_id: '5d0f', ce_source: '/agencies/näs/ŝ' } })
      expect(second).toMatchObject({ key: 'clé-鍵', headers: {} })
      expect(second?.value).toHaveLength(0)
    })

    it('refuses an unknown topic, whole', async () => {
      const { log } = current()
      const topic = await freshTopic(log)
      const unknown = fresh('nowhere')
      await expect(
        log.append([
          { topic, key: null, value: bytes('x') },
          { topic: unknown, key: null, value: bytes('x') },
        ]),
      ).rejects.toMatchObject({ name: 'EventLogError', code: 'unknown-topic' })
      expect(await readAll(log, topic)).toEqual([])
    })

    it('takes nothing as nothing', async () => {
      expect(await current().log.append([])).toEqual([])
    })

    it('still has what it acknowledged, and goes on from there, when opened again', async () => {
      const topic = await freshTopic(current().log, 2)
      const before = await current().log.append(
        Array.from({ length: 50 }, (_, n) => ({ topic, key: `k${String(n % 3)}`, value: bytes(String(n)) })),
      )
      const kept = await readAll(current().log, topic)
      await current().reopen()
      const { log } = current()
      expect(await readAll(log, topic)).toEqual(kept)
      const [next] = await log.append([{ topic, key: 'k0', value: bytes('next') }])
      const last = before.filter(({ partition }) => partition === next?.partition).at(-1)
      expect(next?.offset).toBeGreaterThan(last?.offset ?? Infinity)
      expect(next?.timestamp).toBeGreaterThanOrEqual(last?.timestamp ?? Infinity)
    })
  })
}
