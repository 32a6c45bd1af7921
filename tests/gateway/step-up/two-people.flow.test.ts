import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { replayAndVerify } from '../../../commands/verify.ts'
import { readerOf } from '../../flow/reading.ts'
import { codeOf, HOUR, plain, startStepUpWorld, type StepUpWorld } from './world.ts'

const MARAC = 'purpose=marac_risk_management'
const WORDS = 'She has moved her appointment; we need to know whether he was released this morning.'
const IDVA = readerOf('westmere-idva-lv1', 'idva', 'westmere-idva', 'allocated')
const DAY = 24 * HOUR

describe('words that a purpose asks for', () => {
  let world: StepUpWorld
  let caseId: string
  beforeAll(async () => {
    world = await startStepUpWorld()
    await world.running.link('case', [world.event], [IDVA])
    caseId = world.caseFor('westmere-idva')
  }, 120_000)
  afterAll(async () => {
    await world.running.stop()
    world.running.remove()
  })

  const justify = (as = IDVA.id, purpose = MARAC, words = WORDS) =>
    world.post(`/v1/cases/${caseId}/justifications?${purpose}`, as, { words })
  const timeline = (id?: string, as = IDVA.id, purpose = MARAC, path = '/timeline') =>
    world.get(`/v1/cases/${caseId}${path}?${purpose}${id === undefined ? '' : `&justification=${encodeURIComponent(id)}`}`, as)

  it('let an allocated worker read a case that no meeting has listed, and none else, for none else, for twelve hours', async () => {
    expect(codeOf(await timeline())).toBe('deny_justification')
    const given = await justify()
    expect(given.status).toBe(201)
    const { id } = given.json as { id: string }
    expect(((await timeline(id)).json as { items: unknown[] }).items.length).toBeGreaterThan(0)
    expect((await timeline(id, IDVA.id, MARAC, '')).status).toBe(200)
    for (const other of [
      await timeline(`${id.slice(0, -2)}xx`),
      await timeline(id, 'westmere-social-worker', MARAC),
      await timeline(id, IDVA.id, 'purpose=victim_safety_planning'),
    ]) {
      expect([other.status, other.json]).toMatchObject([400, { errors: [{ pointer: '/query/justification' }] }])
    }
    world.running.clock.moveTo(world.running.clock.now() + 12 * HOUR)
    expect((await timeline(id)).status).toBe(400)
  })

  it('are forty characters or more, and buy no link', async () => {
    expect((await justify(IDVA.id, MARAC, 'x'.repeat(39))).status).toBe(400)
    expect((await justify(IDVA.id, MARAC, ` ${'x'.repeat(39)} `)).status).toBe(400)
    const outsider = await justify('westmere-social-worker')
    expect(codeOf(outsider)).toBe('not-found')
    expect(plain(await world.post(`/v1/cases/nothing/justifications?${MARAC}`, 'westmere-social-worker', { words: WORDS }))).toEqual(
      plain(outsider),
    )
  })

  it('are on record, and the reads that used them replay', async () => {
    const { counts, findings } = await replayAndVerify(world.running.parts, {})
    expect({ findings, others: Object.keys(counts) }).toEqual({ findings: [], others: ['match'] })
  })
})

describe('an approval', () => {
  let world: StepUpWorld
  let caseId: string
  const chair = readerOf('westmere-chair', 'marac_chair', 'westmere-marac', 'listed')
  const coordinator = readerOf('westmere-coordinator', 'marac_coordinator', 'westmere-marac', 'listed')
  beforeAll(async () => {
    world = await startStepUpWorld({ count: 27 })
    await world.running.link('case', [world.event], [chair, coordinator])
    caseId = world.caseFor('westmere-marac')
  }, 120_000)
  afterAll(async () => {
    await world.running.stop()
    world.running.remove()
  })

  const body = { asker: 'westmere-marac:westmere-coordinator', class: 'COURT', purpose: 'marac_risk_management', days: 7, reason: WORDS }
  const approve = (as: string, change: object = {}) => world.post(`/v1/cases/${caseId}/approvals?${MARAC}`, as, { ...body, ...change })

  const hearing = async (): Promise<unknown> => {
    const { json } = await world.get(`/v1/cases/${caseId}/timeline?${MARAC}&family=F9`, coordinator.id)
    return (json as { items: readonly { readonly type: string; readonly data: unknown }[] }).items.find(
      ({ type }) => type === 'family.proceedings-updated',
    )?.data
  }

  it('is given by a role on the list of its class, to another person, and ends by itself', async () => {
    const before = await hearing()
    expect(codeOf(await approve(coordinator.id))).toBe('deny_approval')
    expect(codeOf(await approve(chair.id, { asker: 'westmere-marac:westmere-chair' }))).toBe('deny_approval')
    expect(codeOf(await approve(chair.id, { class: 'SOURCE' }))).toBe('deny_approval')
    expect(codeOf(await approve('norshire-chair'))).toBe('not-found')
    const { status, json } = await approve(chair.id)
    const until = world.running.clock.now() + 7 * DAY
    expect([status, json]).toMatchObject([201, { in_force: true, until: new Date(until).toISOString() }])
    const during = await hearing()
    world.running.clock.moveTo(until)
    expect(await hearing()).toEqual(during)
    world.running.clock.moveTo(until + 1)
    expect(await hearing()).toEqual(before)
    expect(JSON.stringify(during).length).toBeGreaterThan(JSON.stringify(before).length)
  })

  it('names each field that is wrong and no value', async () => {
    const { status, json, text } = await approve(chair.id, {
      asker: 'Tessa Grange',
      class: 'TACTICAL',
      days: 29,
      reason: 'short',
      extra: 'Shannon',
    })
    expect(status).toBe(400)
    expect((json as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer).sort()).toEqual([
      '',
      '/asker',
      '/class',
      '/days',
      '/reason',
    ])
    for (const value of ['Tessa', 'TACTICAL', 'Shannon', 'extra']) expect(text).not.toContain(value)
  })

  it('replays', async () => {
    const { counts, findings } = await replayAndVerify(world.running.parts, {})
    expect({ findings, others: Object.keys(counts) }).toEqual({ findings: [], others: ['match'] })
  })
})
