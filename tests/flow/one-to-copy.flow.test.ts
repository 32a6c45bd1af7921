import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { goodEvent } from './bad-input/make.ts'
import { readerOf, timelineOf } from './reading.ts'
import { startRunning, type Running } from './running.ts'

// A test to copy (tests/README.md): the whole embedded system, one event in by the front door, one reader who reads it.
describe('an incident that police publish', () => {
  const coordinator = readerOf('coordinator-to-copy', 'marac_coordinator', 'norshire-marac', 'listed')
  const event = goodEvent('to copy')
  let running: Running

  beforeAll(async () => {
    // The clock stands where it is told to; nothing rests on the day on which the test is run.
    running = await startRunning({ at: Date.parse('2025-09-01T12:00:00Z'), readers: [coordinator] })
  }, 120_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })

  it('is accepted, and is on the timeline that a coordinator reads', async () => {
    expect(await running.send(event)).toMatchObject({ status: 'accepted', errors: [] })
    await running.link('case', [event], [coordinator])
    expect(await timelineOf(running, coordinator, 'marac_risk_management', event)).toMatchObject([
      { type: event.type, agency: { name: 'Norshire Police' } },
    ])
  })

  it('is no timeline of somebody who has no link to the case', async () => {
    const caseId = running.service.reads.caseIds.outside(coordinator.agency, await running.caseOf(event))
    const answer = await running.ask(`/v1/cases/${caseId}/timeline?purpose=marac_risk_management`, { method: 'GET', as: 'norshire-chair' })
    expect(answer.status).toBe(404)
  })
})
