import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { PackFiles } from '../../../commands/subject-access/export.ts'
import { subjectAccessHandler } from '../../../commands/subject-access/handler.ts'
import { replayAndVerify } from '../../../commands/verify.ts'
import type { AccessRequest, Draft } from '../../../gateway/subject-access/draft.ts'
import { loadDemoWorld, type DemoWorld } from '../../fixtures/demo-world.ts'
import { peopleOf } from '../erase/world.ts'

const REASON = 'Weighed with the three-step test; nobody else can be known by it.'

describe('a person who asks for their own data', () => {
  let world: DemoWorld
  let caseId = ''
  let people: Readonly<Record<'subject' | 'adult', string>>
  const step = async (as: string, what: Record<string, unknown>): Promise<unknown> =>
    subjectAccessHandler(world.service)({ ...what, token: await world.token(as) })
  const open = async (requester: string, person: string, more: Record<string, unknown> = {}): Promise<AccessRequest> =>
    (await step('dpo', {
      step: 'open',
      second: await world.token('admin'),
      request: { case: caseId, person, requester, received: '2025-08-29', delivery: 'email', ...more },
    })) as AccessRequest
  const draftFor = async (request: AccessRequest): Promise<Draft> => (await step('dpo', { step: 'pack', request })) as Draft
  const decidedOn = (draft: Draft, decision: 'give' | 'leave_out'): Draft => ({
    ...draft,
    events: draft.events.map((event) => ({
      ...event,
      fields: event.fields.map((field) => (field.proposal === 'P' ? { ...field, decision, reason: REASON } : field)),
    })),
  })

  beforeAll(async () => {
    world = await loadDemoWorld()
    caseId = await world.caseId('KESTREL', 'throughline-operator')
    const all = await peopleOf(world, caseId)
    const ofRole = (role: string): string => all.filter((one) => one.role === role).toSorted((a, b) => b.events - a.events)[0]?.person ?? ''
    people = { subject: ofRole('subject'), adult: ofRole('adult') }
  }, 240_000)
  afterAll(async () => {
    await world.close()
  })

  it('is answered by a data protection officer with a second person, and by nobody else', async () => {
    await expect(step('admin', { step: 'open', second: await world.token('dpo'), request: {} })).rejects.toThrow()
    const request = { case: caseId, person: people.adult, requester: 'harmed_adult', received: '2025-08-29', delivery: 'post' }
    const dpo = await world.token('dpo')
    await expect(step('dpo', { step: 'open', second: dpo, request })).rejects.toThrow(/another person/)
    await expect(step('dpo', { step: 'open', second: await world.token('auditor'), request })).rejects.toThrow(/access requests/)
    await expect(step('norshire-coordinator', { step: 'open', second: dpo, request })).rejects.toThrow(/data protection officer/)
    await expect(open('harmed_adult', people.subject)).rejects.toThrow(/--person/)
    await expect(open('subject', people.subject, { received: '2030-01-01' })).rejects.toThrow(/--received/)
  }, 60_000)

  it('hers: has her own words and what he did, nothing of where he is, and no other woman', async () => {
    const request = await open('harmed_adult', people.adult)
    const draft = await draftFor(request)
    const classes = new Set(draft.events.flatMap(({ fields }) => fields.map((field) => field.class)))
    expect([classes.has('BEHAV'), classes.has('VIC_ID')]).toEqual([true, true])
    expect(['PERP_ID', 'PERP_LOC', 'INTEL', 'SOURCE', 'TACTIC', 'COURT'].filter((code) => classes.has(code))).toEqual([])
    expect([draft.due, draft.types_left_out.includes('matac.')]).toEqual(['2025-09-29', true])
    expect(draft.events.some(({ type }) => type.startsWith('register.'))).toBe(false)
    expect(draft.warnings.length).toBeGreaterThan(0)
    const text = JSON.stringify(draft)
    const others = (await peopleOf(world, caseId)).filter(({ role, person }) => role === 'adult' && person !== people.adult)
    expect(others.length).toBeGreaterThan(0)
    expect(text.includes('PERP_LOC')).toBe(false)
  }, 60_000)

  it('his: nothing of hers, of risk or of a MARAC, with the letter that neither confirms nor denies', async () => {
    const draft = await draftFor(await open('subject', people.subject, { identity: 'pending' }))
    const fields = draft.events.flatMap((event) => event.fields)
    expect(fields.filter(({ class: code }) => /^(VIC_|CHILD|RISK|INTEL|SOURCE|TACTIC)/.test(code))).toEqual([])
    expect(draft.events.filter(({ type }) => /^(voice|consent|marac|dvds|matac|risk|register)\./.test(type))).toEqual([])
    expect(fields.filter(({ class: code }) => code === 'BEHAV').every(({ proposal }) => proposal === 'P')).toBe(true)
    expect([draft.due, draft.reply?.includes('neither confirm nor deny')]).toEqual(['not running: waiting for identity', true])
  }, 60_000)

  it('a third party’s: nothing of it', async () => {
    expect((await draftFor(await open('third_party', people.adult))).events).toEqual([])
  }, 60_000)

  it('goes out when every field to weigh is decided, another person has approved, and nothing has changed', async () => {
    const draft = await draftFor(await open('harmed_adult', people.adult))
    const toWeigh = draft.events.flatMap(({ fields }) => fields.filter(({ proposal }) => proposal === 'P'))
    expect(toWeigh.length).toBeGreaterThan(0)
    await expect(step('dpo', { step: 'decide', draft })).rejects.toThrow(/Decide "give" or "leave_out"/)
    const tampered = JSON.parse(JSON.stringify(decidedOn(draft, 'give')).replace('"proposal":"P"', '"proposal":"A"')) as Draft
    await expect(step('dpo', { step: 'decide', draft: tampered })).rejects.toThrow(/not as it was made/)
    const decided = decidedOn(draft, 'leave_out')
    const { id, left_out: leftOut } = (await step('dpo', { step: 'decide', draft: decided })) as { id: string; left_out: number }
    expect(leftOut).toBe(toWeigh.length)
    await expect(step('dpo', { step: 'approve', id })).rejects.toThrow(/Another person/)
    await expect(step('dpo', { step: 'export', id, draft: decided })).rejects.toThrow(/Nobody has approved/)
    const approval = ((await step('admin', { step: 'approve', id })) as { id: string }).id
    await expect(step('dpo', { step: 'export', id: approval, draft: decidedOn(draft, 'give') })).rejects.toThrow(
      /not the one that was approved/,
    )
    const files = (await step('dpo', { step: 'export', id: approval, draft: decided })) as PackFiles
    const content = JSON.parse(files.json) as { entries: unknown[] }
    expect(content.entries.length).toBeGreaterThan(0)
    expect(files.html).toMatch(/^<!doctype html>/)
    const weighed = toWeigh.map(({ value }) => value).filter((value): value is string => typeof value === 'string' && value.length > 40)
    expect(weighed.filter((text) => files.json.includes(text))).toEqual([])
  }, 60_000)

  it('is on record step by step, and the pack is run again by a replay', async () => {
    const { items } = (await (await world.get('/v1/access-records?limit=1000', 'auditor')).json()) as { items: { action: string }[] }
    const actions = new Set(items.map(({ action }) => action))
    for (const action of ['open', 'pack', 'decide', 'approve', 'export']) expect(actions).toContain(`subject-access-${action}`)
    const { findings, counts } = await replayAndVerify(world.parts, {})
    expect([findings, Object.keys(counts)]).toEqual([[], ['match']])
  }, 60_000)
})
