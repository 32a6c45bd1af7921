import { describe, expect, it } from '@jest/globals'
import { SEED } from '../settings.ts'
import { faultNamed } from './choose.ts'
import { report, violations } from './report.ts'
import { runFaults } from './session.ts'

/** A few of the faults that `npm run faults` has; the broker last, when stand-bys have stood by for a while. */
const SOME = [
  'gateway killed at after-inbox-append',
  'PostgreSQL away and back',
  'one of each killed at once',
  'broker killed, leader of links.events',
]

describe('two intakes, two timelines and two gateways over three brokers, a registry and PostgreSQL', () => {
  it('lose nothing acknowledged, show nothing twice or out of order, and answer nothing unrecorded, whatever of them dies', async () => {
    const began = performance.now()
    const result = await runFaults({ faults: SOME.map(faultNamed), seed: SEED })
    process.stdout.write(report(result, (performance.now() - began) / 1000))
    expect(violations(result)).toEqual([])
    expect(result.runs.map(({ fault }) => fault)).toEqual(SOME)
    expect(result.acknowledged).toBeGreaterThan(200)
    expect(result.replayed.match).toBeGreaterThan(20)
  }, 600_000)
})
