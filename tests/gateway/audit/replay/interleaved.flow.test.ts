import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { AFTER_ALL, auditTasks, demoChronologies, demoReaders, openDemoWorld, type DemoWorld } from '../../../fixtures/demo-world.ts'
import { replayAll } from './inspect.ts'
import { caseOf, purposesOf } from './reads.ts'

const MINUTE = 60_000
const READS_AFTER_EACH = 3

describe('reads while events arrive, consent changes and events are corrected and withdrawn', () => {
  let world: DemoWorld
  const answers = new Map<string, string>()
  beforeAll(async () => {
    world = await openDemoWorld()
    const events = demoChronologies
      .flatMap((chronology) => chronology.events)
      .toSorted((one, other) => Date.parse(one.time) - Date.parse(other.time))
    const readers = [...demoReaders, ...auditTasks].filter((reader) => reader.links.length > 0 && purposesOf(reader).length > 0)
    let round = 0
    for (const event of events) {
      world.clock.moveTo(Date.parse(event.time) + MINUTE)
      expect((await world.send(event)).status).toBe('accepted')
      await world.link(readers)
      const there = new Set(
        await Promise.all(
          demoChronologies.map(async ({ name }) =>
            world.caseLog(name).then(
              () => name,
              () => '',
            ),
          ),
        ),
      )
      for (let n = 0; n < READS_AFTER_EACH; round += 1) {
        const reader = readers[round % readers.length]
        if (reader === undefined || !there.has(caseOf(reader))) continue
        n += 1
        const id = await world.caseId(caseOf(reader), reader.agency)
        const purpose = purposesOf(reader)[round % purposesOf(reader).length] ?? ''
        const answer = await world.get(`/v1/cases/${id}/timeline?purpose=${purpose}`, reader.id)
        answers.set(`${reader.id} ${purpose} ${String(round)}`, `${String(answer.status)} ${await answer.text()}`)
      }
    }
    world.clock.moveTo(AFTER_ALL)
  }, 180_000)
  afterAll(async () => {
    await world.close()
  })

  it('all match, also after everything has changed since', async () => {
    const { counts, findings } = await replayAll(world)
    expect(findings).toEqual([])
    expect(counts.match).toBe(answers.size)
    expect(new Set(answers.values()).size).toBeGreaterThan(answers.size / 2)
  }, 180_000)
})
