import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { SEED } from '../settings.ts'
import { faultNamed } from './choose.ts'
import { startInstallation, type Installation } from './installation.ts'
import { report, violations } from './report.ts'
import { runSession } from './session.ts'
import { withdrawalsIn } from './withdrawals.ts'

/** A few of the faults that `npm run faults` has; the broker last, when stand-bys have stood by for a while. */
const SOME = [
  'gateway killed at after-inbox-append',
  'PostgreSQL away and back',
  'one of each killed at once',
  'broker killed, leader of links.events',
]

/** Consumers come back after a broker's death; how soon is measured by `npm run faults`, beside which no other test has the machine (ms). */
const BACK_MS = 60_000

describe('two intakes, two timelines and two gateways over three brokers, a registry and PostgreSQL', () => {
  let installation: Installation
  beforeAll(async () => {
    installation = await startInstallation()
  }, 300_000)
  afterAll(async () => {
    await installation?.stop()
  }, 60_000)

  it('lose nothing acknowledged, show nothing twice or out of order, and answer nothing unrecorded, whatever of them dies', async () => {
    const began = performance.now()
    const result = await runSession(installation, { faults: SOME.map(faultNamed), seed: SEED })
    process.stdout.write(report(result, (performance.now() - began) / 1000, BACK_MS))
    expect(violations(result, BACK_MS)).toEqual([])
    expect(result.runs.map(({ fault }) => fault)).toEqual(SOME)
    expect(result.acknowledged).toBeGreaterThan(200)
    expect(result.replayed.match).toBeGreaterThan(20)
  }, 600_000)

  it('show no read that begins after a withdrawal of consent was answered what it took away, while fifty readers read from three gateways, also when one is killed', async () => {
    const runs = await withdrawalsIn(installation, { runs: 2, readers: 50, followers: 10 })
    process.stdout.write(
      runs
        .map(
          ({ killed, before, after, shown, stale, took, followed, takenBack }) =>
            `withdrawal${killed ? ', a gateway killed' : ''}: in force after ${took.toFixed(0)} ms; ${String(shown)} of ${String(before)} before, ${String(stale)} of ${String(after)} after; taken back from ${String(followed)} live timelines within ${takenBack.toFixed(0)} ms\n`,
        )
        .join(''),
    )
    expect(runs.map(({ killed }) => killed)).toEqual([false, true])
    for (const { shown, after, stale, followed, takenBack } of runs)
      expect([shown > 20, after > 20, stale, followed > 5, takenBack < Infinity]).toEqual([true, true, 0, true, true])
  }, 600_000)
})
