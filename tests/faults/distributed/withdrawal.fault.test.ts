import { describe, expect, it } from '@jest/globals'
import { runWithdrawals } from './withdrawals.ts'

describe('a withdrawal of consent, while fifty readers read from three gateways', () => {
  it('is in force for every read that begins after its answer, also when a gateway is killed', async () => {
    const runs = await runWithdrawals({ runs: 2, readers: 50, followers: 10 })
    process.stdout.write(runs.map(({ killed, before, after, shown, stale, took, followed, takenBack }) =>
      `withdrawal${killed ? ', a gateway killed' : ''}: in force after ${took.toFixed(0)} ms; ${String(shown)} of ${String(before)} before, ${String(stale)} of ${String(after)} after; taken back from ${String(followed)} live timelines within ${takenBack.toFixed(0)} ms\n`).join(''))
    expect(runs.map(({ killed }) => killed)).toEqual([false, true])
    for (const { shown, after, stale, followed, takenBack } of runs) expect([shown > 20, after > 20, stale, followed > 5, takenBack < Infinity]).toEqual([true, true, 0, true, true])
  }, 600_000)
})
