import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, describe, expect, it } from '@jest/globals'
import { createHits } from './hits.ts'
import { createInstallation, type Installation } from './installation.ts'
import { expectKept } from './promises.ts'
import { startPublishing, type Publishing } from './publishing.ts'
import { createRandom } from './random.ts'
import { startReading, type Reading } from './reading.ts'
import { ROUNDS, SEED } from './settings.ts'

/** Every named point of the service, and at how many different passes of it the service is killed. */
const POINTS: Readonly<Record<string, number>> = {
  'control-before-commit': 2,
  'control-after-commit': 2,
  'after-inbox-append': 5,
  'after-claim': 3,
  'after-links-applied': 3,
  'after-case-append': 3,
  'after-receipts': 3,
  'before-commit': 3,
  'timeline-before-commit': 3,
  'timeline-after-commit': 3,
  'after-access-record': 7,
}
const plan = Array.from({ length: ROUNDS }, (_, round) => Object.entries(POINTS).map(([point, passes], place) => [point, 1 + (round + place) % passes] as const)).flat()
const KILLS = 4 * ROUNDS
const LONGEST_LIFE_MS = 2_500

const hits = createHits([...Object.keys(POINTS), 'random'])

/** Runs faults while agencies publish and a reader reads; then starts the service again and expects that everything was kept. */
async function underway(faults: (installation: Installation, at: { publishing: Publishing; reading: Reading }) => Promise<void>): Promise<void> {
  const installation = createInstallation()
  const publishing = startPublishing(installation)
  const reading = startReading(installation)
  try {
    await faults(installation, { publishing, reading })
    await installation.start()
    await publishing.finish()
    await reading.finish()
    await expectKept(installation, publishing.acknowledged, reading.answers)
  } finally {
    publishing.stop()
    reading.stop()
    await installation.remove()
  }
}

describe('the service, killed with -9, keeps what it acknowledged and has each answer on record', () => {
  afterAll(() => { hits.print() })

  it.each(plan)('%s, pass %i', async (point, pass) => {
    await underway(async (installation) => {
      installation.launch(`${point}:${String(pass)}`)
      expect(await installation.died()).toBe(point)
      hits.add(point)
    })
  }, 180_000)

  it(`at ${String(KILLS)} random moments, starts included`, async () => {
    const random = createRandom(SEED)
    await underway(async (installation) => {
      for (let kill = 0; kill < KILLS; kill++) {
        installation.launch()
        await delay(random() * LONGEST_LIFE_MS)
        await installation.kill()
        hits.add('random')
      }
    })
  }, 180_000)
})
