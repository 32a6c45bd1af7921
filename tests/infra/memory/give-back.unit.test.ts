import { getHeapSpaceStatistics } from 'node:v8'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from '@jest/globals'
import { giveBackAtRest } from '../../../infra/memory/give-back.ts'

const MEBIBYTE = 2 ** 20
const PATIENCE_MS = 60_000

/** The room for young objects (bytes). */
const young = (): number => getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0

/** As a start does: makes much that lives for a while, which makes that room grow. */
function start(): void {
  let kept: unknown[] = []
  for (let round = 0; round < 40 && young() < 16 * MEBIBYTE; round++) {
    kept = Array.from({ length: 200_000 }, (_, at) => ({ at, round }))
    kept.length -= 1
  }
}

/** Whether it comes true in time. */
async function comes(what: () => boolean): Promise<boolean> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await sleep(50)) if (what()) return true
  return false
}

let rest: { close(): void } | undefined
afterEach(() => {
  rest?.close()
})

describe('memory at rest', () => {
  it(
    'what a start has left is given back once the process rests, and so is what work has left after it',
    async () => {
      start()
      const grown = young()
      expect(grown).toBeGreaterThanOrEqual(8 * MEBIBYTE)
      rest = giveBackAtRest({ startMs: 100, everyMs: 200, worth: MEBIBYTE })
      expect(await comes(() => young() <= grown / 4)).toBe(true)
      start()
      expect(young()).toBeGreaterThanOrEqual(8 * MEBIBYTE)
      expect(await comes(() => young() <= grown / 4)).toBe(true)
    },
    3 * PATIENCE_MS,
  )

  it('a process that works is left alone', async () => {
    start()
    const grown = young()
    rest = giveBackAtRest({ startMs: 50, everyMs: 50, worth: 0 })
    for (const end = performance.now() + 500; performance.now() < end; await sleep(1))
      for (const until = performance.now() + 40; performance.now() < until;) Math.sqrt(until)
    expect(young()).toBeGreaterThan(grown / 4)
  })
})
