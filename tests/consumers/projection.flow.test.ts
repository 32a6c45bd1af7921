import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createProjection } from '../../consumers/projection.ts'
import type { Batch } from '../../infra/event-log/port.ts'
import { moveOffset } from '../../infra/read-store/offsets.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import { openTestStore } from '../fixtures/read-store.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const batchOf = (offset: number): readonly Batch[] => [
  {
    topic: 'case.events',
    partition: 0,
    records: [{ topic: 'case.events', partition: 0, offset, key: null, value: Buffer.alloc(0), timestamp: 0, headers: {} }],
  },
]
async function* batchesTo(end: number): AsyncGenerator<readonly Batch[]> {
  for (let offset = 0; offset < end; offset++) yield batchOf(offset)
}
const offsetOf = (batches: readonly Batch[]): number => batches[0]?.records[0]?.offset ?? -1

/** Takes five batches; says in which order they were prepared and applied. */
async function taken({ changing, failing }: { readonly changing?: number; readonly failing?: string }) {
  const { path, remove } = temporaryFolder()
  const store = await openTestStore(path)
  const steps: string[] = []
  const step = (name: string): void => {
    if (name === failing) throw new Error(name)
    steps.push(name)
  }
  const projection = createProjection({
    store,
    consumer: 'timeline',
    prepare: async (batches) => {
      const at = offsetOf(batches)
      step(`prepared ${String(at)}`)
      return at
    },
    apply: async (_, at) => {
      // Long enough for the next to be prepared, if it may.
      await new Promise((resolve) => setTimeout(resolve, 20))
      step(`applied ${String(at)}`)
    },
    changesWhatFollows: (at) => at === changing,
  })
  const took: number[] = []
  const failure = await projection
    .handleAll(batchesTo(4), (batches) => {
      took.push(offsetOf(batches))
    })
    .then(() => undefined, String)
  const next = await projection.position('case.events', 0)
  await store.close()
  remove()
  return { steps, took, failure, next }
}

describe('a batch that rests on what another consumer has done', () => {
  const other = { topic: 'control.events', partition: 0 }
  let folder: ReturnType<typeof temporaryFolder>
  let store: ReadStore
  beforeEach(async () => {
    folder = temporaryFolder()
    store = await openTestStore(folder.path)
    await moved(undefined, 1)
  })
  afterEach(async () => {
    await store.close()
    folder.remove()
  })
  const moved = (from: number | undefined, to: number): Promise<void> =>
    store.db.transaction().execute((tx) => moveOffset(tx, { consumer: 'erasures', ...other, from, to }))

  it('is prepared anew where that has gone on since, and has its effect once', async () => {
    const steps: string[] = []
    let isFirst = true
    const projection = createProjection<string>({
      store,
      consumer: 'recalls',
      restsOn: 'erasures',
      prepare: async () => {
        if (!isFirst) return 'known as erased'
        isFirst = false
        // It is opened under a key that is destroyed now.
        await moved(1, 2)
        return 'named'
      },
      apply: async (_, prepared) => {
        steps.push(prepared)
      },
      after: (prepared) => steps.push(`after ${prepared}`),
    })
    await projection.handle(batchOf(0))
    await projection.handle(batchOf(1))
    expect(steps).toEqual(['known as erased', 'after known as erased', 'known as erased', 'after known as erased'])
    expect(await projection.position('case.events', 0)).toBe(2)
  })
})

describe('many batches of a projection', () => {
  it('are committed in their order, each while the next is prepared', async () => {
    expect(await taken({})).toEqual({
      steps: ['prepared 0', 'prepared 1', 'applied 0', 'prepared 2', 'applied 1', 'prepared 3', 'applied 2', 'applied 3'],
      took: [0, 1, 2, 3],
      failure: undefined,
      next: 4,
    })
  })

  it('are not prepared before the effect of one that changes what follows', async () => {
    expect((await taken({ changing: 1 })).steps).toEqual([
      ...['prepared 0', 'prepared 1', 'applied 0', 'applied 1', 'prepared 2', 'prepared 3', 'applied 2', 'applied 3'],
    ])
  })

  it('stop at one that cannot be prepared, with all before it', async () => {
    expect(await taken({ failing: 'prepared 2' })).toMatchObject({ took: [0, 1], failure: 'Error: prepared 2', next: 2 })
  })

  it('stop at one whose transaction fails, with nothing of it or after it', async () => {
    expect(await taken({ failing: 'applied 1' })).toMatchObject({ took: [0], failure: 'Error: applied 1', next: 1 })
  })
})
