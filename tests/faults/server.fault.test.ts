import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, describe, expect, it } from '@jest/globals'
import { createHits } from './hits.ts'
import { createInstallation, type Installation } from './installation.ts'
import { expectKept } from './promises.ts'
import { startPublishing } from './publishing.ts'
import { createRandom } from './random.ts'
import { startReading } from './reading.ts'
import { ROUNDS, SEED } from './settings.ts'

/** Every named point of the service, and the pass of it at which the service dies, round by round. */
const POINTS: Readonly<Record<string, readonly number[]>> = {
  'control-before-commit': [1, 2],
  'control-after-commit': [2, 1],
  'after-inbox-append': [9, 1, 4],
  'after-claim': [1, 3, 2],
  'after-links-applied': [2, 1, 3],
  'after-case-append': [3, 2, 1],
  'after-receipts': [1, 3, 2],
  'before-commit': [2, 1, 3],
  'timeline-before-commit': [3, 2, 1],
  'timeline-after-commit': [1, 3, 2],
  'after-access-record': [7, 1, 4],
  'transparency-log-before-commit': [2, 1, 3],
  'transparency-log-after-commit': [1, 3, 2],
  'transparency-log-before-sign': [2, 1, 3],
  'transparency-log-after-sign': [1, 2, 3],
}
/** So many deaths at named points, one after another, before it is looked at what was kept. */
const DEATHS = 5
/** Each point once a round; those of a row lie apart in the way of an event, and each round has its own rows. */
const plan = Array.from({ length: ROUNDS }, (_, round) => {
  const points = Object.entries(POINTS).map(([point, passes]) => ({ point, pass: passes[round % passes.length] ?? 1 }))
  const rows = Math.ceil(points.length / DEATHS)
  return Array.from({ length: rows }, (_row, row) => points.filter((_point, at) => (at + round * Math.floor(at / rows)) % rows === row))
}).flat()
const KILLS = 2 * ROUNDS
/** About what a start takes. */
const START_MS = 2_500
const LIFE_MS = 1_000

const STARTING = 'random, starting'
const SERVING = 'random, serving'
const hits = createHits([...Object.keys(POINTS), STARTING, SERVING])

/** Runs faults while agencies publish and a reader reads; then starts the service again and expects that everything was kept. */
async function underway(faults: (installation: Installation) => Promise<void>): Promise<void> {
  const installation = createInstallation()
  const publishing = startPublishing(installation)
  const reading = startReading(installation)
  try {
    await faults(installation)
    await installation.start()
    await publishing.finish()
    await installation.evidence()
    await reading.finish()
    const { acknowledged } = publishing
    await expectKept(installation, acknowledged, reading.answers)
    const ofCase = acknowledged.filter(({ caseNumber }) => caseNumber === reading.caseNumber)
    expect(reading.shown().toSorted()).toEqual(ofCase.map(({ body }) => body.data.agency_record_ref).toSorted())
  } finally {
    publishing.stop()
    reading.stop()
    await installation.remove()
  }
}

describe('the service, killed with -9, keeps what it acknowledged and has each answer on record', () => {
  afterAll(() => {
    hits.print()
  })

  it.each(plan.map((deaths) => [deaths.map(({ point, pass }) => `${point}, pass ${String(pass)}`).join('; '), deaths] as const))(
    '%s',
    async (_names, deaths) => {
      await underway(async (installation) => {
        for (const { point, pass } of deaths) {
          installation.launch(`${point}:${String(pass)}`)
          expect(await installation.died()).toBe(point)
          hits.add(point)
        }
      })
    },
    180_000,
  )

  it(`at ${String(2 * KILLS)} random moments: starting, and serving`, async () => {
    const random = createRandom(SEED)
    await underway(async (installation) => {
      for (let kill = 0; kill < KILLS; kill++) {
        installation.launch()
        await delay(random() * START_MS)
        await installation.kill()
        hits.add(STARTING)
        await installation.start()
        await delay(random() * LIFE_MS)
        await installation.kill()
        hits.add(SERVING)
      }
    })
  }, 180_000)
})
