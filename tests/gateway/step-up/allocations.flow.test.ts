import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { join } from 'node:path'
import { readEvents } from '../../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../../commands/service.ts'
import { changeStaff } from '../../../commands/staff.ts'
import { replayAndVerify } from '../../../commands/verify.ts'
import { SAME_ANSWER } from '../../../gateway/step-up/allocations/same-answer.ts'
import type { TimelineItem } from '../../../gateway/read/item.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { createSearch, filesOf } from '../../flow/canary/search.ts'
import { inForce, readerOf } from '../../flow/reading.ts'
import { codeOf, HOUR, NOW, plain, SOUGHT, startStepUpWorld, type StepUpWorld } from './world.ts'

const MARAC = 'purpose=marac_risk_management'
const SAFETY = 'purpose=victim_safety_planning'
const REASON = 'She was referred on Tuesday and has met this worker, who plans her safety.'
const COORDINATOR = readerOf('westmere-coordinator', 'marac_coordinator', 'westmere-marac', 'listed')
const IDVA = 'westmere-idva-lv1'
const DAY = 24 * HOUR

interface Item {
  readonly id: string
  readonly worker: string | null
  readonly role: string
  readonly purpose: string
  readonly until: string
  readonly given_by: string | null
  readonly reason: string
}

const person = (id: string, role: string, agency: string) => ({ id, name: id, role, agency: agencyNamed(agency), links: [] })
const LEAD = person('westmere-idva-lead', 'idva', 'westmere-idva')
const MANAGER = person('westmere-idva-manager', 'idva', 'westmere-idva')
const BARRED = person('westmere-idva-barred', 'idva', 'westmere-idva')

const REFERRAL = readEvents(join(DEMO_FOLDER, 'linnet.cloudevents.jsonl')).find(({ type }) => type === 'marac.referral-made')

const seen = async (world: StepUpWorld, as: string, agency: string, purpose: string): Promise<number | string> => {
  const answer = await world.get(`/v1/cases/${world.caseFor(agency)}/timeline?${purpose}&limit=200`, as)
  return answer.status === 200 ? (answer.json as { items: unknown[] }).items.length : String(codeOf(answer))
}

/** How many events, where any case is there. */
const shownTo = (answer: number | string): number => (typeof answer === 'number' ? answer : 0)

describe('an allocation by the agency that lists the case', () => {
  let world: StepUpWorld
  let event: string
  const stranger = person('westmere-other-coordinator', 'marac_coordinator', 'norshire-marac')
  beforeAll(async () => {
    world = await startStepUpWorld({ count: 10, readers: [stranger] })
    await world.running.link('case', [world.event], [COORDINATOR])
    const { json } = await world.get(`/v1/cases/${world.caseFor('westmere-marac')}/timeline?${MARAC}`, COORDINATOR.id)
    event = (json as { items: TimelineItem[] }).items.find(({ data }) => (data.harmed as unknown[] | undefined)?.length === 1)?.id ?? ''
  }, 120_000)
  afterAll(async () => {
    await world.running.stop()
    world.running.remove()
  })

  const body = { worker: `westmere-idva:${IDVA}`, role: 'idva', purpose: 'victim_safety_planning', until: '2025-10-01', reason: REASON }
  const path = (agency = 'westmere-marac') => `/v1/cases/${world.caseFor(agency)}/allocations`
  const allocate = (change: object = {}, as = COORDINATOR.id, agency = 'westmere-marac', purpose = MARAC) =>
    world.post(`${path(agency)}?${purpose}`, as, { ...body, event, ...change })
  const list = async (): Promise<readonly Item[]> =>
    ((await world.get(`${path()}?${MARAC}`, COORDINATOR.id)).json as { items: Item[] }).items

  it('lets the worker read at once, for the one purpose and none other, until its last day is over', async () => {
    expect(await seen(world, IDVA, 'westmere-idva', SAFETY)).toBe('not-found')
    const { status, json } = await allocate()
    expect([status, json]).toMatchObject([201, { in_force: true, until: '2025-10-01T22:59:59.999Z' }])
    expect(await seen(world, IDVA, 'westmere-idva', SAFETY)).toBeGreaterThan(0)
    expect(await seen(world, IDVA, 'westmere-idva', MARAC)).toBe('not-found')
    expect(await seen(world, MANAGER.id, 'westmere-idva', SAFETY).catch(() => 'nobody')).toBe('nobody')
  })

  it('is listed with who, for what, by whom and why, for the coordinating agency alone', async () => {
    expect((await list()).filter(({ given_by: by }) => by !== null)).toMatchObject([
      {
        worker: body.worker,
        role: 'idva',
        purpose: 'victim_safety_planning',
        given_by: 'westmere-marac',
        reason: REASON,
        until: '2025-10-01T22:59:59.999Z',
      },
    ])
    expect(codeOf(await world.get(`${path('westmere-idva')}?${SAFETY}`, IDVA))).toBe('deny_allocation')
    const none = await world.get(`/v1/cases/nothing/allocations?${MARAC}`, stranger.id)
    expect(codeOf(none)).toBe('not-found')
    expect(plain(await world.get(`${path('norshire-marac')}?${MARAC}`, stranger.id))).toEqual(plain(none))
  })

  it('is refused for oneself, for another role, for an agency that does not list the case, and for what is not as it must be; no value is said back', async () => {
    expect(
      codeOf(
        await allocate({ worker: 'westmere-marac:westmere-coordinator', role: 'marac_coordinator', purpose: 'marac_risk_management' }),
      ),
    ).toBe('deny_allocation')
    expect(codeOf(await allocate({}, IDVA, 'westmere-idva', SAFETY))).toBe('deny_allocation')
    expect(codeOf(await allocate({}, stranger.id, 'norshire-marac'))).toBe('not-found')
    const wrong = await allocate({ worker: 'nowhere:somebody', purpose: 'audit', until: '2026-03-06', event: 'A'.repeat(22) })
    expect([wrong.status, (wrong.json as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer).sort()]).toEqual([
      400,
      ['/event', '/purpose', '/until', '/worker'],
    ])
    expect((await allocate({ until: '2026-03-05' })).status).toBe(201)
    expect((await allocate({ until: '2025-09-04' })).status).toBe(400)
    const { text } = await allocate({ worker: 'Tessa Grange', extra: 'Shannon' })
    for (const value of ['Tessa', 'Shannon', 'extra']) expect(text).not.toContain(value)
  })

  it('is refused for somebody of whom the control log says another standing', async () => {
    await changeStaff(world.running.parts, { agency: 'westmere-csc', staff: 'westmere-social-worker', by: 'westmere-csc:lead' })
    expect(
      (await allocate({ worker: 'westmere-csc:westmere-social-worker', role: 'social_worker', purpose: 'child_safeguarding' })).json,
    ).toMatchObject({ errors: [{ pointer: '/worker' }] })
  })

  it('ends when the coordinating agency ends it, at once', async () => {
    const before = await list()
    const end = (id: string, as = COORDINATOR.id) =>
      world.post(`${path()}/${id}/end?${MARAC}`, as, { reason: 'She has another worker since this morning, as she asked for.' })
    for (const { id } of before) expect((await end(id)).status).toBe(201)
    expect(await list()).toEqual([])
    expect((await end(before[0]?.id ?? '')).status).toBe(404)
    expect(await seen(world, IDVA, 'westmere-idva', SAFETY)).toBe('not-found')
  })

  it('leaves its words in no log line and in no clear part, and every record of it replays', async () => {
    const { data, logged, parts } = world.running
    expect(
      createSearch([REASON])([...filesOf(data), ...logged.map((line, at) => ({ where: `line ${String(at)}`, bytes: Buffer.from(line) }))]),
    ).toEqual([])
    const { counts, findings, store } = await replayAndVerify(parts, {})
    expect({ findings, store, others: Object.keys(counts) }).toEqual({ findings: [], store: [], others: ['match'] })
  })
})

describe('an allocation by two people of the worker’s own agency', () => {
  let world: StepUpWorld
  const about = SOUGHT
  beforeAll(async () => {
    world = await startStepUpWorld({ readers: [LEAD, MANAGER, BARRED] })
    await changeStaff(world.running.parts, {
      agency: 'westmere-idva',
      staff: LEAD.id,
      role: 'idva',
      duties: ['allocation_lead'],
      by: `westmere-idva:${MANAGER.id}`,
    })
  }, 120_000)
  afterAll(async () => {
    await world.running.stop()
    world.running.remove()
  })

  const body = {
    worker: `westmere-idva:${IDVA}`,
    role: 'idva',
    purpose: 'victim_safety_planning',
    until: '2025-10-01',
    about,
    reason: REASON,
  }
  const ask = (change: object = {}, as = MANAGER.id) => world.post(`/v1/allocations?${SAFETY}`, as, { ...body, ...change })
  const requestOf = async (change: object = {}, as = MANAGER.id): Promise<string> =>
    ((await ask(change, as)).json as { request: string }).request
  const approve = (request: string, as = LEAD.id) => world.post(`/v1/allocations/approvals?${SAFETY}`, as, { request, reason: REASON })
  const refer = (agency: string, handling: object = {}) => {
    const { event } = world
    return world.send({
      ...event,
      id: uuidOf('allocations', agency, JSON.stringify(handling)),
      type: 'marac.referral-made',
      source: `/agencies/${agency}/records`,
      data: { ...event.data, handling: { ...(event.data.handling as object), ...handling }, details: REFERRAL?.data.details },
    })
  }

  it('gives nothing while no other agency names theirs, and says the same', async () => {
    const answer = await approve(await requestOf())
    expect([answer.status, answer.json]).toEqual([202, { detail: SAME_ANSWER }])
    const nobody = await approve(await requestOf({ about: { ...about, birth_date: '1990-01-01' } }))
    expect(plain(nobody)).toEqual(plain(answer))
    await inForce(world.running)
    expect(await seen(world, IDVA, 'westmere-idva', SAFETY)).toBe('not-found')
  })

  it('cannot be bought by an event of their own', async () => {
    await refer('westmere-idva')
    await approve(await requestOf())
    await inForce(world.running)
    expect(shownTo(await seen(world, IDVA, 'westmere-idva', SAFETY))).toBeLessThan(2)
  })

  it('is not found out by what is under embargo', async () => {
    await refer('westmere-police', { embargo_until: '2025-10-05T09:00:00+01:00' })
    await approve(await requestOf())
    await inForce(world.running)
    expect(shownTo(await seen(world, IDVA, 'westmere-idva', SAFETY))).toBeLessThan(2)
  })

  it('gives the link to the worker alone once another agency’s referral names their kind', async () => {
    await refer('westmere-police')
    const answer = await approve(await requestOf())
    expect([answer.status, answer.json]).toEqual([202, { detail: SAME_ANSWER }])
    await inForce(world.running)
    expect(await seen(world, IDVA, 'westmere-idva', SAFETY)).toBeGreaterThan(1)
    expect(shownTo(await seen(world, MANAGER.id, 'westmere-idva', SAFETY))).toBeLessThan(2)
  })

  it('asks for a second person who is the named lead, for a worker of their own, and for a request of their own agency', async () => {
    expect(codeOf(await approve(await requestOf(), MANAGER.id))).toBe('deny_allocation')
    expect((await approve(await requestOf({}, LEAD.id))).json).toMatchObject({ errors: [{ pointer: '/request' }] })
    expect((await approve(await requestOf({ worker: `westmere-idva:${LEAD.id}` }))).json).toMatchObject({
      errors: [{ pointer: '/request' }],
    })
    expect(
      (await ask({ worker: 'westmere-csc:westmere-social-worker', role: 'social_worker', purpose: 'child_safeguarding' })).json,
    ).toMatchObject({ errors: [{ pointer: '/worker' }] })
    const sealed = await requestOf()
    expect(sealed).not.toContain(IDVA)
    world.running.clock.moveTo(NOW + 14 * DAY + 1)
    expect((await approve(sealed)).json).toMatchObject({ errors: [{ pointer: '/request' }] })
  })

  it('replays', async () => {
    const { counts, findings } = await replayAndVerify(world.running.parts, {})
    expect({ findings, others: Object.keys(counts) }).toEqual({ findings: [], others: ['match'] })
  })
})

describe('a desk', () => {
  let world: StepUpWorld
  const BAIL = 'purpose=bail_decision'
  const desk = (as: string, value = SOUGHT.value, purpose = BAIL) =>
    world.post(`/v1/allocations/desk?${purpose}`, as, { about: { ...SOUGHT, value }, number: 'CU/25/004417' })
  beforeAll(async () => {
    world = await startStepUpWorld({ count: 17 })
  }, 120_000)
  afterAll(async () => {
    await world.running.stop()
    world.running.remove()
  })

  it('is linked by its number for 72 hours, and hears the same where there is no case', async () => {
    const nobody = await desk('westmere-bail', '2011/0090212Y')
    expect([nobody.status, nobody.json]).toEqual([202, { detail: SAME_ANSWER }])
    const before = await seen(world, 'westmere-bail', 'westmere-police', BAIL)
    expect(plain(await desk('westmere-bail'))).toEqual(plain(nobody))
    await inForce(world.running)
    const during = await seen(world, 'westmere-bail', 'westmere-police', BAIL)
    expect(shownTo(during)).toBeGreaterThan(shownTo(before))
    world.running.clock.moveTo(world.running.clock.now() + 72 * HOUR + 1)
    expect(await seen(world, 'westmere-bail', 'westmere-police', BAIL)).toBe(before)
  })

  it('is one of the three, for its own purpose, freshly signed in', async () => {
    expect(codeOf(await desk('westmere-social-worker', SOUGHT.value, 'purpose=child_safeguarding'))).toBe('deny_allocation')
    expect(codeOf(await desk('westmere-bail', SOUGHT.value, MARAC))).toBe('deny_allocation')
  })

  it('replays', async () => {
    const { counts, findings } = await replayAndVerify(world.running.parts, {})
    expect({ findings, others: Object.keys(counts) }).toEqual({ findings: [], others: ['match'] })
  })
})
