import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { replayAndVerify } from '../../../commands/verify.ts'
import { createVisitor, hiddenField, signIn } from '../../fixtures/browser-like.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import type { Answer } from '../../flow/running.ts'
import { codeOf, HOUR, NOW, REASON, startStepUpWorld, type StepUpWorld } from './world.ts'

const CHILD = 'purpose=child_safeguarding'
const MARAC = 'purpose=marac_risk_management'
const AUDIT = 'purpose=audit'
const WORKER = 'westmere-social-worker'
const CHAIR = 'westmere-chair'
const OWN = { id: 'westmere-csc-chair', name: 'Own Chair', role: 'marac_chair', agency: agencyNamed('westmere-csc'), links: [] }
const STRANGER = { id: 'westmere-csc-auditor', name: 'No Auditor', role: 'auditor', agency: agencyNamed('westmere-csc'), links: [] }
const WHY = 'The officers are still at the house and the child has not been found yet.'
const NOTE = 'The danger was real: officers attended and found what was feared.'

interface Item {
  readonly id: string
  readonly case: string
  readonly case_readable: boolean
  readonly may_close: boolean
  readonly again_allowed: boolean
  readonly read_before: number
  readonly shown: readonly { readonly type: string; readonly occurred: { readonly from: string }; readonly first_read_at: string }[]
  readonly review?: {
    readonly outcome: string
    readonly reviewer: string
    readonly agency: string
    readonly note: string
    readonly at: string
  }
}

describe('emergency access and those who review it', () => {
  let world: StepUpWorld
  beforeAll(async () => {
    world = await startStepUpWorld({ readers: [OWN, STRANGER] })
  }, 120_000)
  afterAll(async () => {
    await world.running.stop()
    world.running.remove()
  })

  const open = (as = WORKER, purpose = CHILD, agency = 'westmere-csc'): Promise<Answer> =>
    world.post(`/v1/cases/${world.caseFor(agency)}/break-glass?${purpose}`, as, { reason: REASON })
  const timeline = () => world.get(`/v1/cases/${world.caseFor('westmere-csc')}/timeline?${CHILD}`, WORKER)
  const queue = async (as: string, purpose = MARAC): Promise<readonly Item[]> =>
    ((await world.get(`/v1/break-glass?${purpose}`, as)).json as { items: Item[] }).items
  const closed = async (as: string, purpose = MARAC): Promise<readonly Item[]> =>
    ((await world.get(`/v1/break-glass/reviewed?${purpose}`, as)).json as { items: Item[] }).items
  const allow = (as: string, id = '', purpose = MARAC) => world.post(`/v1/break-glass/${id}/allow?${purpose}`, as, { reason: WHY })
  const review = (as: string, id = '', purpose = MARAC) =>
    world.post(`/v1/break-glass/${id}/review?${purpose}`, as, { outcome: 'justified', note: NOTE })
  /** The queue, once what was read has been folded from the access records. */
  const withReadings = async (as: string, purpose = MARAC): Promise<Item | undefined> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const [item] = await queue(as, purpose)
      if ((item?.shown.length ?? 0) > 0) return item
      await sleep(50)
    }
    return undefined
  }

  it('the reviewer sees what was shown under it, types and dates, and whether they may look at the case', async () => {
    expect((await open()).status).toBe(201)
    const [before] = await queue(CHAIR)
    expect(before?.shown).toEqual([])
    const { items } = (await timeline()).json as { items: { type: string }[] }
    const item = await withReadings(CHAIR)
    expect(item?.shown.map(({ type }) => type).toSorted()).toEqual(items.map(({ type }) => type).toSorted())
    expect(item?.shown[0]).toEqual({
      type: expect.any(String),
      occurred: { from: expect.stringMatching(/^20\d\d-/), precision: expect.any(String) },
      first_read_at: new Date(NOW).toISOString(),
    })
    expect([item?.case_readable, item?.may_close, item?.read_before]).toEqual([false, true, 0])
    expect(JSON.stringify(item)).not.toContain('Shannon')
  })

  it('does not renew at once: a second opening within 24 hours needs a second person, of another agency', async () => {
    const again = await open()
    expect([again.status, codeOf(again)]).toEqual([403, 'second-person'])
    world.running.clock.moveTo(NOW + 5 * HOUR)
    expect(codeOf(await open())).toBe('second-person')
    expect((await timeline()).status).toBe(404)

    // Who opened it, and a chair of their own agency, cannot; the chair of the meeting can, once.
    const [own] = await queue(OWN.id)
    expect([own?.may_close, (await allow(OWN.id, own?.id)).status, (await review(OWN.id, own?.id)).status]).toEqual([false, 404, 404])
    const [item] = await queue(CHAIR)
    expect([(await allow(WORKER, item?.id, CHILD)).status, (await allow(CHAIR, 'nothing')).status]).toEqual([404, 404])
    expect((await world.post(`/v1/break-glass/${item?.id ?? ''}/allow?${MARAC}`, CHAIR, { reason: 'x'.repeat(40) })).status).toBe(400)
    expect((await allow(CHAIR, item?.id)).status).toBe(201)
    expect((await queue(CHAIR))[0]?.again_allowed).toBe(true)
    expect((await open()).status).toBe(201)
    expect((await timeline()).status).toBe(200)
    expect(codeOf(await open())).toBe('second-person')
  })

  it('opens again by itself when 24 hours have passed, and for another person at any time', async () => {
    expect((await open('westmere-idva-lv1', 'purpose=victim_safety_planning', 'westmere-idva')).status).toBe(201)
    world.running.clock.moveTo(NOW + 29 * HOUR - 1)
    expect(codeOf(await open())).toBe('second-person')
    const late = (await queue(CHAIR))[0]
    expect((await allow(CHAIR, late?.id)).status).toBe(404)
    world.running.clock.moveTo(NOW + 29 * HOUR)
    expect((await open()).status).toBe(201)
  })

  it('keeps its history: closed reviews, with who, when and what was found, for reviewers and the auditor alone', async () => {
    expect([await closed(CHAIR), await closed('auditor', AUDIT)]).toEqual([[], []])
    const items = await queue(CHAIR)
    for (const { id } of items) expect((await review(CHAIR, id)).status).toBe(201)
    const found = {
      review: {
        outcome: 'justified',
        reviewer: `westmere-marac:${CHAIR}`,
        note: NOTE,
        at: new Date(NOW + 29 * HOUR).toISOString(),
        role: 'marac_chair',
      },
      reason: REASON,
    }
    for (const [as, purpose] of [
      [CHAIR, MARAC],
      ['dpo', AUDIT],
      ['auditor', AUDIT],
    ] as const) {
      const history = await closed(as, purpose)
      expect(history).toHaveLength(items.length)
      for (const item of history) expect(item).toMatchObject(found)
    }
    expect([await closed('norshire-chair'), await closed('westmere-coordinator')]).toEqual([[], []])
    expect((await world.get(`/v1/break-glass/reviewed?${CHILD}`, WORKER)).json).toMatchObject({ items: [] })
    expect((await world.get('/v1/break-glass/reviewed?purpose=audit', STRANGER.id)).status).toBe(401)
  })

  it('allows an opening again after its review, too, from the list of closed ones', async () => {
    expect(codeOf(await open())).toBe('second-person')
    // Of the openings only those of the last 24 hours may be followed by another one: the worker's last, and its colleague's of that hour.
    const answers = await Promise.all((await closed(CHAIR)).map(({ id }) => allow(CHAIR, id)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 404, 404, 404])
    expect((await open()).status).toBe(201)
  })

  it('shows the same on the pages', async () => {
    const visit = async (person: string, purpose: string) => {
      const visitor = createVisitor(world.running.service.origin)
      const csrf = hiddenField((await signIn(visitor, person)).text, 'csrf')
      await visitor.submit('/purpose', { csrf, purpose })
      return { visitor, csrf }
    }
    const { visitor, csrf } = await visit(CHAIR, 'marac_risk_management')
    const waiting = await visitor.open('/reviews')
    for (const words of ['You have no link to this case', 'They ask to open it again', 'href="/reviews/closed"'])
      expect(waiting.text).toContain(words)
    const action = /action="(\/reviews\/[^"]+\/allow)"/.exec(waiting.text)?.[1] ?? ''
    const wrong = await visitor.submit(action, { csrf, list: '', reason: 'Please.' })
    expect([wrong.status, wrong.text.includes('more different word')]).toEqual([400, true])
    const allowed = await visitor.submit(action, { csrf, list: '', reason: WHY })
    expect([allowed.status, allowed.text.includes('It may be opened once more')]).toEqual([200, true])
    const history = await visitor.open('/reviews/closed')
    for (const words of ['First shown while it was open', 'Reviewed by', `westmere-marac:${CHAIR}`, NOTE, REASON])
      expect(history.text).toContain(words)
    const own = await visit(OWN.id, 'marac_risk_management')
    expect((await own.visitor.open('/reviews')).text).toContain('somebody of another agency has to review it')
    const auditor = await visit('auditor', 'audit')
    expect((await auditor.visitor.open('/reviews/closed')).text).toContain(NOTE)
  })

  it('is on record, every step, and replays', async () => {
    const { counts, findings, store } = await replayAndVerify(world.running.parts, {})
    expect({ findings, store, others: Object.keys(counts) }).toEqual({ findings: [], store: [], others: ['match'] })
  })
})
