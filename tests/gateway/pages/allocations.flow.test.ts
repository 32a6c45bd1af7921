import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { changeStaff } from '../../../commands/staff.ts'
import { SAME_ANSWER } from '../../../gateway/step-up/allocations/same-answer.ts'
import { createVisitor, dateFields, hiddenField, signIn, type Visitor } from '../../fixtures/browser-like.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { readerOf } from '../../flow/reading.ts'
import { startStepUpWorld, type StepUpWorld } from '../step-up/world.ts'

const REASON = 'She was referred on Tuesday and has met this worker, who plans her safety.'
const COORDINATOR = readerOf('westmere-coordinator', 'marac_coordinator', 'westmere-marac', 'listed')
const person = (id: string) => ({ id, name: id, role: 'idva', agency: agencyNamed('westmere-idva'), links: [] })
const WORKER = {
  worker: 'westmere-idva:westmere-idva-lv1',
  role: 'idva',
  purpose: 'victim_safety_planning',
  ...dateFields('until', '2025-10-01'),
  reason: REASON,
}

describe('people allocated, on the pages', () => {
  let world: StepUpWorld
  beforeAll(async () => {
    world = await startStepUpWorld({ readers: [person('westmere-lead'), person('westmere-manager')] })
    await world.running.link('case', [world.event], [COORDINATOR])
    await changeStaff(world.running.parts, {
      agency: 'westmere-idva',
      staff: 'westmere-lead',
      role: 'idva',
      duties: ['allocation_lead'],
      by: 'westmere-idva:westmere-manager',
    })
  }, 120_000)
  afterAll(async () => {
    await world.running.stop()
    world.running.remove()
  })

  const visit = async (who: string, purpose: string): Promise<{ readonly visitor: Visitor; readonly csrf: string }> => {
    const visitor = createVisitor(world.running.service.origin)
    const csrf = hiddenField((await signIn(visitor, who)).text, 'csrf')
    await visitor.submit('/purpose', { csrf, purpose })
    return { visitor, csrf }
  }
  const titleOf = ({ text }: { readonly text: string }): string => /<h1[^>]*>\s*([^<]*)/.exec(text)?.[1]?.trim() ?? ''
  const readsTheCase = async (): Promise<boolean> =>
    (await (await visit('westmere-idva-lv1', 'victim_safety_planning')).visitor.open(`/cases/${world.caseFor('westmere-idva')}`)).status ===
    200

  it('a coordinator comes from the timeline, is told what is wrong with the form, allocates, and ends it', async () => {
    const { visitor, csrf } = await visit(COORDINATOR.id, 'marac_risk_management')
    const path = `/cases/${world.caseFor('westmere-marac')}`
    expect((await visitor.open(path)).text).toContain(`href="${path}/allocations"`)
    const page = await visitor.open(`${path}/allocations`)
    expect(page.text).toContain('Shannon')
    const event = /name="event" type="radio" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    const wrong = await visitor.submit(`${path}/allocations`, {
      csrf,
      ...WORKER,
      event,
      ...dateFields('until', '2026-09-05'),
      worker: 'nowhere:nobody',
    })
    expect([
      wrong.status,
      wrong.text.includes('href="#worker"'),
      wrong.text.includes('href="#until-day"'),
      wrong.text.includes('value="nowhere:nobody"'),
      wrong.text.includes(`>${REASON}</textarea>`),
      wrong.text.includes(`value="${event}" checked`),
    ]).toEqual([400, true, true, true, true, true])
    const noMonth = await visitor.submit(`${path}/allocations`, { csrf, ...WORKER, event, 'until-month': '' })
    expect([noMonth.status, noMonth.text.includes('<a href="#until-month">The last day must include a month.</a>')]).toEqual([400, true])
    expect(await readsTheCase()).toBe(false)
    const given = await visitor.submit(`${path}/allocations`, { csrf, ...WORKER, event })
    expect([given.status, given.text.includes(WORKER.worker), given.text.includes('1 October 2025')]).toEqual([200, true, true])
    expect(await readsTheCase()).toBe(true)
    const end = /action="([^"]+\/end)"/.exec(given.text)?.[1] ?? ''
    expect((await visitor.submit(end, { csrf, reason: 'Done.' })).status).toBe(400)
    const ended = await visitor.submit(end, { csrf, reason: 'She has another worker since this morning, as she asked for.' })
    expect([ended.status, ended.text.includes('Nobody is allocated to this case.')]).toEqual([200, true])
    expect(await readsTheCase()).toBe(false)
  })

  it('a worker is not offered it, and refused it', async () => {
    const { visitor } = await visit('westmere-manager', 'victim_safety_planning')
    expect((await visitor.open(`/cases/${world.caseFor('westmere-idva')}/allocations`)).status).toBe(403)
  })

  it('one of an agency asks, the lead looks at it and approves, and both hear the same words whatever there is', async () => {
    const manager = await visit('westmere-manager', 'victim_safety_planning')
    expect((await manager.visitor.open('/cases')).text).toContain('href="/allocations"')
    const wrong = await manager.visitor.submit('/allocations', { csrf: manager.csrf, ...WORKER, kind: 'marac', id: '' })
    expect([wrong.status, wrong.text.includes('href="#about"')]).toEqual([400, true])
    const asked = await manager.visitor.submit('/allocations', { csrf: manager.csrf, ...WORKER, kind: 'marac', id: 'LM-none' })
    expect([asked.status, asked.text.includes(SAME_ANSWER)]).toEqual([200, true])
    const request = /<textarea[^>]*id="given"[^>]*>([^<]*)/.exec(asked.text)?.[1] ?? ''
    const lead = await visit('westmere-lead', 'victim_safety_planning')
    const looked = await lead.visitor.submit('/allocations/approvals', { csrf: lead.csrf, request })
    for (const words of [WORKER.worker, 'westmere-idva:westmere-manager', '1 October 2025']) expect(looked.text).toContain(words)
    expect(
      (await lead.visitor.submit('/allocations/approvals', { csrf: lead.csrf, request, step: 'approve', approval_reason: 'Yes.' })).status,
    ).toBe(400)
    const unseen = await lead.visitor.submit('/allocations/approvals', {
      csrf: lead.csrf,
      request,
      step: 'approve',
      approval_reason: `${REASON}\u0000`,
    })
    expect([unseen.status, unseen.text.includes('href="#approval_reason"'), unseen.text.includes('Has a control character')]).toEqual([
      400,
      true,
      true,
    ])
    const approved = await lead.visitor.submit('/allocations/approvals', {
      csrf: lead.csrf,
      request,
      step: 'approve',
      approval_reason: REASON,
    })
    expect([approved.status, approved.text.includes(SAME_ANSWER), titleOf(approved)]).toEqual([200, true, 'Ask for a case'])
    expect((await lead.visitor.submit('/allocations/approvals', { csrf: lead.csrf, request: 'none' })).status).toBe(400)
    expect(
      (await manager.visitor.submit('/allocations/approvals', { csrf: manager.csrf, request, step: 'approve', approval_reason: REASON }))
        .status,
    ).toBe(400)
  })
})
