import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { BreakGlassHistoryAnswer } from '../../../gateway/questions/break-glass-history.ts'
import type { CaseReadersAnswer } from '../../../gateway/questions/case-readers.ts'
import type { InstrumentsAnswer } from '../../../gateway/questions/instruments.ts'
import type { SeenByAnswer } from '../../../gateway/questions/seen-by.ts'
import type { WhoSawAnswer } from '../../../gateway/questions/who-saw.ts'
import type { WhyAnswer } from '../../../gateway/questions/why.ts'
import type { WithdrawnAnswer } from '../../../gateway/questions/withdrawn.ts'
import { loadDemoWorld, type DemoWorld } from '../../fixtures/demo-world.ts'
import { replayAndVerify } from '../../../commands/verify.ts'

const REASON = 'A complaint that somebody knew her new address.'
const EMERGENCY = 'A neighbour hears screams and a child; officers need to know what he has done before.'
const COORDINATOR = 'norshire-coordinator'
const MARAC = 'purpose=marac_risk_management'

describe('questions about reads', () => {
  let world: DemoWorld
  let kestrel = ''
  const ask = async <T>(path: string, body: object, as = 'auditor'): Promise<T & { readonly code?: string }> =>
    (await (await world.post(`/v1/audit/${path}`, as, { reason: REASON, ...body })).json()) as T & { readonly code?: string }
  const read = async (path: string, as: string): Promise<Response> => {
    const answer = await world.get(path, as)
    await answer.clone().arrayBuffer()
    return answer
  }
  const recordOf = (answer: Response): string => answer.headers.get('access-record') ?? ''
  let record = ''

  beforeAll(async () => {
    world = await loadDemoWorld()
    kestrel = await world.caseId('KESTREL', 'norshire-marac')
    for (const path of ['', '/timeline', '/pattern']) record = recordOf(await read(`/v1/cases/${kestrel}${path}?${MARAC}`, COORDINATOR))
    await read(`/v1/cases?${MARAC}`, COORDINATOR)
    await read(`/v1/cases/${kestrel}/timeline?${MARAC}`, 'westmere-coordinator')
    await read(`/v1/cases/${await world.caseId('KESTREL', 'throughline-operator')}/timeline?purpose=audit`, 'auditor')
  }, 180_000)
  afterAll(async () => {
    await world.close()
  })

  const operators = (): Promise<string> => world.caseId('KESTREL', 'throughline-operator')

  it('what did this user see: each read with what of it went out, and what was refused', async () => {
    const { items } = await ask<SeenByAnswer>('seen-by', { staff: `norshire-marac:${COORDINATOR}` })
    expect(items.map(({ action }) => action)).toEqual(['case-list', 'pattern', 'timeline', 'case'])
    const timeline = items.find(({ action }) => action === 'timeline')
    expect(timeline?.cases).toHaveLength(1)
    expect(timeline?.cases[0]?.case).toBe(await operators())
    expect(timeline?.events.length).toBe(timeline?.cases[0]?.events)
    const { items: refused } = await ask<SeenByAnswer>('seen-by', { staff: 'westmere-marac:westmere-coordinator' })
    expect(refused.map(({ outcome, events }) => [outcome, events.length])).toEqual([['not_found', 0]])
  })

  it('nobody asks about themselves, and in who saw their own reads are counted and not told', async () => {
    expect((await ask<object>('seen-by', { staff: 'throughline-operator:auditor' })).code).toBe('own-reads')
    const saw = await ask<WhoSawAnswer>('who-saw', { case: await operators() })
    expect(saw.own_reads).toEqual({ count: 1, notice: 'Your own reads are not here; another auditor has them.' })
    expect(saw.items.map(({ reader }) => reader.staff)).not.toContain('throughline-operator:auditor')
    const other = await ask<WhoSawAnswer>('who-saw', { case: await operators() }, 'auditor-2')
    expect([other.own_reads.count, other.items.filter(({ reader }) => reader.role === 'auditor').length]).toEqual([0, 1])
    const own = other.items.find(({ reader }) => reader.role === 'auditor')?.record ?? ''
    expect((await ask<object>('why', { record: own })).code).toBe('own-reads')
    const opened = await world.get(`/v1/access-records/${own}`, 'auditor')
    expect([opened.status, ((await opened.json()) as { readonly code: string }).code]).toEqual([403, 'own-reads'])
    expect((await world.get(`/v1/access-records/${own}`, 'auditor-2')).status).toBe(200)
  })

  it('why was it allowed: one short paragraph, and each policy once', async () => {
    const { because, policies, classes, entries, replay } = await ask<WhyAnswer>('why', { record })
    expect(because).toMatch(
      /^Allowed: marac coordinator of Norshire MARAC, purpose MARAC risk management \(.+\)\. \d+ entries went out, by \d+ policies\./,
    )
    expect(because.length).toBeLessThan(1_500)
    expect(new Set(policies.map(({ id }) => id)).size).toBe(policies.length)
    expect(policies.every(({ says, entries: of }) => says !== '' && of > 0 && of <= entries)).toBe(true)
    expect(classes.find((one) => one.class === 'VIC_LOC')?.plain ?? 0).toBe(0)
    expect(replay).toBe('match')
    const { items } = await ask<SeenByAnswer>('seen-by', { staff: 'westmere-marac:westmere-coordinator' })
    expect((await ask<WhyAnswer>('why', { record: items[0]?.record })).because).toMatch(
      /^Refused: marac coordinator of Westmere MARAC, .*no link/,
    )
  })

  it('who read what has since been withdrawn', async () => {
    const { items, complete } = await ask<WithdrawnAnswer>('withdrawn', {})
    expect(complete).toBe(true)
    // Nothing was said of an entry after these reads.
    expect(items).toEqual([])
  })

  it('whose word counts in a case, and who used it', async () => {
    const { items } = await ask<InstrumentsAnswer>('instruments', { case: await operators() })
    expect(new Set(items.map(({ kind }) => kind)).size).toBeGreaterThan(1)
    const listings = items.filter(({ kind }) => kind === 'link')
    expect(listings.flatMap(({ used_by: users }) => users ?? []).map(({ staff }) => staff)).toContain(`norshire-marac:${COORDINATOR}`)
  })

  it('who read this case, by agency, role and day, for who coordinates it; nobody is named', async () => {
    const answer = await world.get(`/v1/cases/${kestrel}/readers?${MARAC}`, COORDINATOR)
    const { items } = (await answer.json()) as CaseReadersAnswer
    expect(items).toEqual([
      { day: '2025-09-01', by: 'agency', agency: 'Norshire MARAC', role: 'marac_coordinator', reads: 3, printed: 0 },
      { day: '2025-09-01', by: 'oversight', agency: 'oversight', role: 'oversight', reads: 1, printed: 0 },
    ])
    expect((await world.get(`/v1/cases/${kestrel}/readers?purpose=victim_safety_planning`, 'norshire-idva')).status).toBeGreaterThan(399)
  })

  it('the history of emergency access, with what was read under it and when its review is due', async () => {
    const id = await world.caseId('KESTREL', 'westmere-csc')
    const opened = await world.post(`/v1/cases/${id}/break-glass?purpose=child_safeguarding`, 'westmere-social-worker', {
      reason: EMERGENCY,
    })
    expect(opened.status).toBeLessThan(300)
    await read(`/v1/cases/${id}/timeline?purpose=child_safeguarding`, 'westmere-social-worker')
    const { items } = await ask<BreakGlassHistoryAnswer>('break-glass', {}, 'dpo')
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ case: await operators(), reason: EMERGENCY, overdue: false, review: null, break_glass: true })
    expect(items[0]?.reads.map(({ action }) => action)).toEqual(['timeline'])
    const saw = await ask<WhoSawAnswer>('who-saw', { case: await operators() }, 'dpo')
    expect(saw.summary?.break_glass).toBe(1)
  })

  it('run again, every read and question matches', async () => {
    const { counts, findings, store } = await replayAndVerify(world.parts, {})
    expect([findings, store]).toEqual([[], []])
    expect(counts.match).toBeGreaterThan(15)
  })
})
