import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CloudEventJson } from '../../../commands/demo/folder.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { plain, startStepUpWorld, type StepUpWorld } from '../step-up/world.ts'

/** People of westmere-fire, which publishes; nobody there is linked to a case. */
const READER = 'westmere-rep'
const FIRE = '/agencies/westmere-fire/records'

describe('a list of cases', () => {
  let world: StepUpWorld
  beforeAll(async () => {
    world = await startStepUpWorld({ count: 1 })
  }, 120_000)
  afterAll(async () => {
    await world.running.stop()
    world.running.remove()
  })

  const list = () => world.get('/v1/cases?purpose=marac_risk_management', READER)
  const timeline = () => world.get(`/v1/cases/${world.caseFor('westmere-fire')}/timeline?purpose=marac_risk_management`, READER)

  it('is the same before and after its agency publishes of a man on record, embargoed or not, and when somebody else reports after that', async () => {
    const before = [plain(await list()), plain(await timeline())]
    expect(before.map(([status]) => status)).toEqual([200, 404])
    const own = (what: string, handling: object): CloudEventJson => ({
      ...world.event,
      id: uuidOf('case-list', what),
      source: FIRE,
      data: { ...world.event.data, handling: { ...(world.event.data.handling as object), ...handling } },
    })
    await world.send(own('open', {}))
    await world.send(own('embargoed', { embargo_until: '2026-09-05T15:00:00+01:00' }))
    await world.send({ ...world.event, id: uuidOf('case-list', 'others') })
    const log = await world.running.caseOf(own('open', {}))
    expect(log).toBe(await world.running.caseOf(world.event))
    expect([plain(await list()), plain(await timeline())]).toEqual(before)
  })

  it('looks into no case because of what was published', async () => {
    await list()
    const { json } = await world.get('/v1/access-records?limit=1000', 'auditor')
    const records = (json as { items: { action: string; versions: { log: string }[] }[] }).items.filter(
      ({ action }) => action === 'case-list',
    )
    expect(records.length).toBeGreaterThan(0)
    expect(records.map(({ versions }) => versions.map(({ log }) => log))).toEqual(records.map(() => ['links', 'control']))
  })
})
