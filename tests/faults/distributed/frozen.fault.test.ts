import { describe, expect, it } from '@jest/globals'
import { SEED } from '../settings.ts'
import { onlyBrokerFrozen } from './faults.ts'
import { report, violations } from './report.ts'
import { runFaults } from './session.ts'

/** Longer than a request may wait for its answer, or a gateway for its end; 45 s are in `npm run faults`. */
const FROZEN_MS = 20_000

describe('two gateways on one broker, which freezes and thaws', () => {
  it('answer in time, end in time, are back in time, and lose nothing acknowledged', async () => {
    const began = performance.now()
    const result = await runFaults({ faults: [onlyBrokerFrozen(FROZEN_MS)], seed: SEED })
    process.stdout.write(`${JSON.stringify(result.runs[0]?.figures)}\n${report(result, (performance.now() - began) / 1000)}`)
    expect(violations(result)).toEqual([])
    expect(result.acknowledged).toBeGreaterThan(50)
  }, 600_000)
})
