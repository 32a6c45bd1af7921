import { describe, expect, it } from '@jest/globals'
import { runWithdrawals } from './withdrawals.ts'

describe('a withdrawal of consent, while fifty readers read from three gateways', () => {
  it('is in force for every read that begins after its answer, also when a gateway is killed', async () => {
    const runs = await runWithdrawals({ runs: 2, readers: 50 })
    process.stdout.write(runs.map(({ killed, before, after, shown, stale, took }) =>
      `withdrawal${killed ? ', a gateway killed' : ''}: in force after ${took.toFixed(0)} ms; ${String(shown)} of ${String(before)} before, ${String(stale)} of ${String(after)} after\n`).join(''))
    expect(runs.map(({ killed }) => killed)).toEqual([false, true])
    for (const { shown, after, stale } of runs) expect([shown > 20, after > 20, stale]).toEqual([true, true, 0])
  }, 600_000)
})
