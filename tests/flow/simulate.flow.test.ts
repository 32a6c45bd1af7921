import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Output } from '../../commands/output.ts'
import { simulate } from '../../commands/simulate.ts'
import { startRunning, type Running } from './running.ts'

interface Result {
  readonly events: number
  readonly taken: number
  readonly refused_by: Record<string, number>
  readonly receipts: Record<string, number>
  readonly types: Record<string, number>
}

describe('throughline simulate', () => {
  let running: Running
  beforeAll(async () => {
    running = await startRunning({ at: Date.parse('2026-11-01T12:00:00Z') })
  }, 60_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })

  it('sends through the front door and says what became of every event', async () => {
    let result: Result | undefined
    const output: Output = {
      json: true,
      result: (_, value) => {
        result = value as Result
      },
      progress: () => undefined,
      failure: () => undefined,
    }
    const code = await simulate(
      {
        url: running.service.origin,
        token: (agency) => running.token(agency),
        seed: 7,
        events: 600,
        rate: undefined,
        area: 'norshire',
        from: '2025-01-01',
        repeated: 2,
        broken: 3,
      },
      output,
    )
    const { events = 0, taken = 0, refused_by: refused = {}, receipts = {}, types = {} } = result ?? {}
    const { accepted = 0, repeated = 0, rejected = 0 } = receipts
    expect([code, events, Object.values(types).reduce((sum, count) => sum + count, 0)]).toEqual([0, 600, 600])
    expect(accepted + repeated + rejected).toBe(taken)
    expect(refused).toEqual({ G05: events - taken })
    expect(repeated).toBeGreaterThan(0)
    // A rule of the case may refuse what overtook, on the way, what it rests on.
    expect(rejected).toBeLessThan(events / 50)
  }, 120_000)
})
