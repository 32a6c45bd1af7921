import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createVisitor, hiddenField, signIn } from '../../fixtures/browser-like.ts'
import { loadDemoWorld, type DemoWorld } from '../../fixtures/demo-world.ts'
import { inspect } from '../audit/replay/inspect.ts'

interface Item { readonly type: string, readonly data: { readonly details: { readonly evidence?: string } } }

/** KESTREL 21: probation's note names Priya, whom the event does not list. */
describe('a note that names another woman', () => {
  let world: DemoWorld
  beforeAll(async () => { world = await loadDemoWorld() }, 180_000)
  afterAll(async () => { await world.close() })

  const evidence = async (agency: string, as: string, purpose: string): Promise<string | undefined> => {
    const path = `/v1/cases/${await world.caseId('KESTREL', agency)}/timeline?purpose=${purpose}&limit=100`
    const { items } = await (await world.get(path, as)).json() as { items: Item[] }
    return items.find(({ type, data }) => type === 'engagement.expectation-answered' && data.details.evidence !== undefined)?.data.details.evidence
  }

  it('is read without her name by the worker of the first, by API and page, and whole by the meeting', async () => {
    expect(await evidence('norshire-marac', 'norshire-coordinator', 'marac_risk_management')).toContain('Priya present')
    expect(await evidence('norshire-idva', 'norshire-idva-kv1', 'victim_safety_planning')).toBe('Home visit: [name] present, introduced as his girlfriend of some months.')
    const visitor = createVisitor(world.service.origin)
    const choice = await signIn(visitor, 'norshire-idva-kv1')
    const list = await visitor.submit('/purpose', { csrf: hiddenField(choice.text, 'csrf'), purpose: 'victim_safety_planning' })
    const page = await visitor.open(/href="(\/cases\/[A-Za-z0-9_-]{22})"/.exec(list.text)?.[1] ?? '')
    expect([page.text.includes('[name] present'), page.text.includes('Priya')]).toEqual([true, false])
    expect(await inspect(world)).toMatchObject({ findings: [], store: [] })
  })
})
