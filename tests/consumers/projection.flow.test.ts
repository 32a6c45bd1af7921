import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createProjection } from '../../consumers/projection.ts'
import type { Batch } from '../../infra/event-log/port.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import { openTestStore } from '../fixtures/read-store.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const TOPIC = 'case.events'
const batch = (offset: number): readonly Batch[] => [
  {
    topic: TOPIC,
    partition: 0,
    records: [{ topic: TOPIC, partition: 0, offset, timestamp: 0, key: null, value: Buffer.alloc(0), headers: {} }],
  },
]

describe('a projection that takes all that comes', () => {
  const { path, remove } = temporaryFolder()
  let store: ReadStore
  let done: string[] = []

  beforeAll(async () => {
    store = await openTestStore(path)
  })
  afterAll(async () => {
    await store.close()
    remove()
  })
  beforeEach(async () => {
    done = []
    await store.db.deleteFrom('consumer_offset').execute()
  })

  const offsetOf = (batches: readonly Batch[]): number => batches[0]?.records[0]?.offset ?? -1
  const handleAll = (options: { readonly ahead: boolean; readonly failsAt?: number; readonly unreadableAt?: number }): Promise<void> => {
    const projection = createProjection<number>({
      store,
      consumer: 'projection',
      prepare: async (batches) => {
        const offset = offsetOf(batches)
        done.push(`prepare ${offset}`)
        if (offset === options.unreadableAt) throw new Error('unreadable')
        return offset
      },
      apply: async (tx, offset) => {
        await tx.selectFrom('consumer_offset').selectAll().execute()
        done.push(`apply ${offset}`)
        if (offset === options.failsAt) throw new Error('failed')
      },
      mayPrepareNext: () => options.ahead,
    })
    const source = async function* (): AsyncGenerator<readonly Batch[]> {
      for (let offset = 0; offset < 3; offset++) yield batch(offset)
    }
    return projection.handleAll(source(), (batches) => done.push(`took ${offsetOf(batches)}`))
  }
  const next = async (): Promise<number | undefined> =>
    (await store.db.selectFrom('consumer_offset').select('next_offset').where('consumer', '=', 'projection').executeTakeFirst())
      ?.next_offset

  it('prepares what comes next while the last is committed', async () => {
    await handleAll({ ahead: true })
    expect(done.indexOf('prepare 1')).toBeLessThan(done.indexOf('took 0'))
    expect(done.filter((what) => what.startsWith('took'))).toEqual(['took 0', 'took 1', 'took 2'])
    expect(await next()).toBe(3)
  })

  it('prepares nothing before what might change it is committed', async () => {
    await handleAll({ ahead: false })
    expect(done).toEqual([0, 1, 2].flatMap((offset) => [`prepare ${offset}`, `apply ${offset}`, `took ${offset}`]))
  })

  it('ends where a commit fails, and takes nothing behind it', async () => {
    await expect(handleAll({ ahead: true, failsAt: 1 })).rejects.toThrow('failed')
    expect(done).not.toContain('apply 2')
    expect(await next()).toBe(1)
  })

  it('has committed what was under way when preparing fails', async () => {
    await expect(handleAll({ ahead: true, unreadableAt: 1 })).rejects.toThrow('unreadable')
    expect(done.at(-1)).toBe('took 0')
    expect(await next()).toBe(1)
  })
})
