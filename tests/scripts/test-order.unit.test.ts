import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { oneLongAtATime } from '../../scripts/test-order/beside.ts'
import { LONG, secondsOf } from '../../scripts/test-order/seconds.ts'

const root = join(import.meta.dirname, '..', '..')
const WORKERS = 2

/** When each file starts and ends, by number, when a worker that is free takes the next one. */
function timesOf(seconds: readonly number[]): readonly { readonly begins: number; readonly ends: number }[] {
  const free = Array.from({ length: WORKERS }, () => 0)
  return seconds.map((takes) => {
    const begins = Math.min(...free)
    free[free.indexOf(begins)] = begins + takes
    return { begins, ends: begins + takes }
  })
}

describe('the order of test files', () => {
  const files = [2, 160, 8, 2, 8, 90, 20, 2, 2, 60, ...Array.from({ length: 40 }, () => 8)]
  const ordered = oneLongAtATime(files, (seconds) => seconds, WORKERS)

  it('has every file once', () => {
    expect(ordered.toSorted()).toEqual(files.toSorted())
  })

  it('runs one long file at a time, beside short ones, which are also last', () => {
    const times = timesOf(ordered)
    const long = times.filter((_, place) => (ordered[place] ?? 0) >= 60)
    const overlap = long.slice(1).map(({ begins }, place) => (long[place]?.ends ?? 0) - begins)
    expect([long.length, Math.max(...overlap) <= 20]).toEqual([3, true])
    const ends = times.map((time) => time.ends)
    expect(Math.max(...ends) - files.reduce((sum, seconds) => sum + seconds, 0) / WORKERS).toBeLessThan(20)
  })

  it('knows about how long each kind of file takes, and names long ones that are there', () => {
    expect(Object.keys(LONG).filter((file) => !existsSync(join(root, file)))).toEqual([])
    expect([
      secondsOf('tests/any.unit.test.ts') < secondsOf('tests/any.fault.test.ts'),
      secondsOf('tests/faults/server.fault.test.ts'),
    ]).toEqual([true, 122])
  })
})
