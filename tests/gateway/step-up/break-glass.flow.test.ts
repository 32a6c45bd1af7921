import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { replayAndVerify } from '../../../commands/verify.ts'
import type { TimelineItem } from '../../../gateway/read/item.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { filesOf, createSearch } from '../../flow/canary/search.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { codeOf, HOUR, LOOKUP, NOW, plain, REASON, startStepUpWorld, type StepUpWorld } from './world.ts'

const CHILD = 'purpose=child_safeguarding'
const MARAC = 'purpose=marac_risk_management'
const AUDIT = 'purpose=audit'
const WORKER = 'westmere-social-worker'
const MINUTE = 60_000
const OPENED = NOW + 5 * MINUTE

interface QueueItem {
  readonly id: string
  readonly reason: string
  readonly staff: string
  readonly due: string
  readonly overdue: boolean
  readonly until: string
  readonly agency: string
  readonly case: string
  readonly may_close: boolean
}

describe('emergency access', () => {
  let world: StepUpWorld
  let caseId: string
  const chair2 = { id: 'westmere-chair-2', name: 'Second Chair', role: 'marac_chair', agency: agencyNamed('westmere-marac'), links: [] }
  const barred = { id: 'westmere-barred', name: 'Barred Worker', role: 'social_worker', agency: agencyNamed('westmere-csc'), links: [] }
  beforeAll(async () => {
    world = await startStepUpWorld({ readers: [chair2, barred] })
    caseId = world.caseFor('westmere-csc')
  }, 120_000)
  afterAll(async () => {
    await world.running.stop()
    world.running.remove()
  })

  const timeline = (as = WORKER, purpose = CHILD) => world.get(`/v1/cases/${caseId}/timeline?${purpose}`, as)
  const queue = async (as: string, purpose: string): Promise<readonly QueueItem[]> =>
    ((await world.get(`/v1/break-glass?${purpose}`, as)).json as { items: QueueItem[] }).items
  const open = (as = WORKER, purpose = CHILD, reason = REASON, of = caseId) =>
    world.post(`/v1/cases/${of}/break-glass?${purpose}`, as, { reason })
  const lookUp = (as = WORKER, body: object = LOOKUP, purpose = CHILD) => world.post(`/v1/cases/lookup?${purpose}`, as, body)

  it('finds the case by a strong identifier and the date of birth, and only with both', async () => {
    expect((await timeline()).status).toBe(404)
    expect((await lookUp()).json).toEqual({ id: caseId })
    const nobody = await lookUp(WORKER, { ...LOOKUP, birth_date: '1993-05-09' })
    expect(codeOf(nobody)).toBe('not-found')
    expect(plain(await lookUp(WORKER, { ...LOOKUP, value: '2011/0090212Y' }))).toEqual(plain(nobody))
    expect(nobody.text).not.toContain(LOOKUP.value)
  })

  it('is for the roles and purposes of the list alone, whatever the case', async () => {
    const refused = await Promise.all([
      open('westmere-oocr', 'purpose=oocr_decision'),
      open('westmere-oocr', 'purpose=oocr_decision', REASON, 'nothing'),
      open('dpo', AUDIT),
      lookUp('westmere-chair', LOOKUP, AUDIT),
    ])
    expect(refused.map(codeOf)).toEqual(Array.from({ length: 4 }, () => 'deny_break_glass'))
    expect(new Set(refused.slice(0, 2).map((answer) => JSON.stringify(plain(answer)))).size).toBe(1)
  })

  it('asks for a sign-in of the last five minutes', async () => {
    const { running } = world
    const authorization = `Bearer ${await running.token(WORKER)}`
    const ask = () =>
      running.ask(`/v1/cases/${caseId}/break-glass?${CHILD}`, {
        type: 'application/json',
        body: JSON.stringify({ reason: 'short' }),
        headers: { authorization },
      })
    running.clock.moveTo(NOW + 5 * MINUTE - 1)
    expect(codeOf(await ask())).toBe('invalid-request')
    running.clock.moveTo(NOW + 5 * MINUTE)
    const stale = await ask()
    expect([codeOf(stale), stale.headers.get('www-authenticate')]).toEqual([
      'sign-in-again',
      'Bearer realm="throughline", error="insufficient_user_authentication", max_age="300"',
    ])
  })

  it('asks for words, and says of which field and how many', async () => {
    const { status, json, text } = await open(WORKER, CHILD, `too short${' '.repeat(60)}`)
    expect(status).toBe(400)
    expect(json).toMatchObject({ errors: [{ pointer: '/reason', code: 'wrong-format' }] })
    expect(text).not.toContain('too short')
  })

  it('lets somebody read who has no other link, at once, and lifts what the emergency needs; after four hours it is over', async () => {
    const { status, json, headers } = await open()
    expect([status, (json as { in_force: boolean }).in_force]).toEqual([201, true])
    expect(headers.get('access-record')).toMatch(/^[0-9a-f-]{36}$/)
    const { items } = (await timeline()).json as { items: TimelineItem[] }
    expect(items.map(({ type, state }) => [type, state])).toContainEqual(['behaviour.incident-recorded', 'shown'])
    expect(JSON.stringify(items)).toContain('Shannon')
    expect(codeOf(await timeline(WORKER, MARAC))).toBe('not-found')
    expect((await timeline('norshire-social-worker')).status).toBe(404)
    expect(((await world.get(`/v1/cases?${CHILD}`, WORKER)).json as { items: unknown[] }).items).toHaveLength(1)
    world.running.clock.moveTo(OPENED + 4 * HOUR)
    expect((await timeline()).status).toBe(200)
    world.running.clock.moveTo(OPENED + 4 * HOUR + 1)
    expect((await timeline()).status).toBe(404)
  })

  it('stands in the queue of the chair of the area and of the data protection officer, with who and why, and due in one working day', async () => {
    const [item, ...others] = await queue('westmere-chair', MARAC)
    expect(others).toEqual([])
    // Opened on a Friday: due on Monday at the same time.
    expect(item).toMatchObject({
      reason: REASON,
      staff: 'westmere-csc:westmere-social-worker',
      due: '2025-09-08T15:05:00.000Z',
      overdue: false,
      until: '2025-09-05T19:05:00.000Z',
    })
    expect(item?.case).toBe(world.caseFor('westmere-marac'))
    expect(await queue('dpo', AUDIT)).toMatchObject([{ reason: REASON }])
    expect(await queue('norshire-chair', MARAC)).toEqual([])
    expect(await queue('westmere-coordinator', MARAC)).toEqual([])
    expect(codeOf(await world.get(`/v1/break-glass?${AUDIT}`, 'westmere-chair'))).toBe('deny_role_purpose')
    world.running.clock.moveTo(Date.parse('2025-09-08T15:05:00.001Z'))
    expect(await queue('dpo', AUDIT)).toMatchObject([{ overdue: true }])
  })

  it('is reviewed once, by another person than who opened it', async () => {
    const own = await open('westmere-chair', MARAC, REASON, world.caseFor('westmere-marac'))
    expect(own.status).toBe(201)
    expect(await queue('westmere-chair', MARAC)).toHaveLength(1)
    expect(await queue(chair2.id, MARAC)).toHaveLength(2)
    const note = 'The danger was real: officers attended and found what was feared.'
    const [first, second] = await queue(chair2.id, MARAC)
    expect([first?.may_close, second?.may_close]).toEqual([true, false])
    const review = (as: string, id = '', purpose = MARAC) =>
      world.post(`/v1/break-glass/${id}/review?${purpose}`, as, { outcome: 'justified', note })
    expect((await review('westmere-chair', second?.id)).status).toBe(404)
    // The chair of the opener's own agency is told of it and closes nothing.
    expect((await review(chair2.id, second?.id)).status).toBe(404)
    expect((await review(chair2.id, first?.id)).status).toBe(201)
    expect((await review(chair2.id, first?.id)).status).toBe(404)
    const [left] = await queue('dpo', AUDIT)
    expect(left?.may_close).toBe(true)
    expect((await review('dpo', left?.id, AUDIT)).status).toBe(201)
    expect([await queue(chair2.id, MARAC), await queue('westmere-chair', MARAC), await queue('dpo', AUDIT)]).toEqual([[], [], []])
  })

  it('never beats a block: for the blocked the case is not there, neither to find nor to open, and the two are one answer', async () => {
    world.running.clock.moveTo(world.running.clock.now() + MINUTE)
    expect((await open(barred.id)).status).toBe(201)
    expect((await timeline(barred.id)).status).toBe(200)
    const { event } = world
    await world.send({
      ...event,
      id: uuidOf('step-up', 'block'),
      type: 'case.access-blocked',
      source: '/agencies/westmere-marac/records',
      data: {
        ...event.data,
        details: {
          case_id: 'LM1',
          blocked_kind: 'user',
          blocked_ref: 'westmere-csc:westmere-barred',
          reason: 'related_to_party',
          from_on: '2025-09-05T09:00:00+01:00',
          requested_by: 'MARAC coordinator',
          shown_to_user_as: 'not found',
        },
      },
    })
    const none = await open(barred.id, CHILD, REASON, world.caseFor('norshire-csc'))
    expect(plain(await open(barred.id))).toEqual(plain(none))
    expect(codeOf(none)).toBe('not-found')
    expect(codeOf(await timeline(barred.id))).toBe('not-found')
    expect(plain(await lookUp(barred.id))).toEqual(plain(await lookUp(barred.id, { ...LOOKUP, birth_date: '1990-01-01' })))
  })

  it('looking people up is rare: after some the answer is to wait', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => lookUp('westmere-idva-lv1', LOOKUP, 'purpose=victim_safety_planning')),
    )
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(2)
  })

  it('leaves its words in no log line and in no clear part, and every record of it replays', async () => {
    const { data, logged, parts } = world.running
    const search = createSearch([REASON, 'found what was feared', LOOKUP.value])
    expect(search([...filesOf(data), ...logged.map((line, at) => ({ where: `line ${String(at)}`, bytes: Buffer.from(line) }))])).toEqual([])
    const { counts, findings, store } = await replayAndVerify(parts, {})
    expect({ findings, store, others: Object.keys(counts) }).toEqual({ findings: [], store: [], others: ['match'] })
    expect(counts.match).toBeGreaterThan(40)
  })
})
