import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { policyOf } from '../../../commands/policy.ts'
import { explainRecord } from '../../../gateway/audit/replay/replay.ts'
import { readersWords } from '../../../policy/explain/readers-words.ts'
import type { TimelineItem } from '../../../gateway/read/item.ts'
import { loadRecords } from '../../../schemas/index.ts'
import { createVisitor, hiddenField, signIn } from '../../fixtures/browser-like.ts'
import { loadDemoWorld, type DemoWorld } from '../../fixtures/demo-world.ts'
import { inspect } from '../audit/replay/inspect.ts'

interface Explained {
  readonly id: string
  readonly type: string
  readonly because: readonly string[]
  readonly more: readonly string[]
  readonly notice: string
}

const COORDINATOR = 'norshire-coordinator'
const IDVA = 'norshire-idva-kv1'

describe('why a reader sees an event', () => {
  let world: DemoWorld
  beforeAll(async () => {
    world = await loadDemoWorld()
  }, 180_000)
  afterAll(async () => {
    await world.close()
  })

  const timeline = async (agency: string, as: string, purpose: string) => {
    const path = `/v1/cases/${await world.caseId('KESTREL', agency)}/timeline`
    const answer = await world.get(`${path}?purpose=${purpose}&limit=100`, as)
    const { items } = (await answer.json()) as { items: readonly TimelineItem[] }
    return {
      items,
      record: answer.headers.get('access-record') ?? '',
      explain: (id: string) => world.get(`${path}/${id}/explanation?purpose=${purpose}`, as),
    }
  }

  it('is said in sentences, the same that an auditor is told were the reader’s', async () => {
    const { items, record, explain } = await timeline('norshire-marac', COORDINATOR, 'marac_risk_management')
    const recorded = await explainRecord({ ...world.parts, records: loadRecords(), policyOf }, record)
    expect(recorded?.events).toHaveLength(items.length)
    for (const [at, { id, type }] of items.entries()) {
      const answer = await explain(id)
      const { because, notice, more, ...event } = (await answer.json()) as Explained
      expect([answer.status, event.id, event.type, notice.length > 0, because.length >= 4]).toEqual([200, id, type, true, true])
      expect(event).toMatchObject({
        reader: { role: 'marac_coordinator', agency: 'Norshire MARAC' },
        purpose: 'marac_risk_management',
        link: { kind: 'named' },
        lawful_basis: 'public task (UK GDPR Art 6(1)(e); Crime and Disorder Act 1998 s.115)',
      })
      for (const sentence of [...because, ...more]) expect(sentence).toMatch(/^[A-Z].*\.$/)
      const { explanation, released } = recorded?.events[at] ?? { explanation: undefined, released: [] }
      const shown = (part: { readonly owner: string; readonly class: string; readonly form: string }): boolean =>
        released.some(([owner, sensitivity, form]) => owner === part.owner && sensitivity === part.class && form === part.form)
      expect(explanation && readersWords(explanation, recorded?.policy?.words ?? new Map(), shown)).toEqual(because)
    }
  }, 60_000)

  it('is not said of an event that the reader is not shown: it is as one that there never was', async () => {
    const all = await timeline('norshire-marac', COORDINATOR, 'marac_risk_management')
    const own = await timeline('norshire-idva', IDVA, 'victim_safety_planning')
    expect(own.items.length).toBeLessThan(all.items.length)
    const refusals = await Promise.all(
      [all.items[0]?.id ?? '', 'AAAAAAAAAAAAAAAAAAAAAA', '%00'].map(async (id) => {
        const answer = await own.explain(id)
        return [answer.status, await answer.text()]
      }),
    )
    expect(refusals).toEqual(refusals.map(() => [404, refusals[0]?.[1]]))
    expect((await own.explain(own.items[0]?.id ?? '')).status).toBe(200)
  })

  it('is a page, one step from the timeline', async () => {
    const visitor = createVisitor(world.service.origin)
    const choice = await signIn(visitor, IDVA)
    const list = await visitor.submit('/purpose', { csrf: hiddenField(choice.text, 'csrf'), purpose: 'victim_safety_planning' })
    const page = await visitor.open(/href="(\/cases\/[A-Za-z0-9_-]{22})"/.exec(list.text)?.[1] ?? '')
    const [, path = '', id = ''] = /href="(\/cases\/[A-Za-z0-9_-]{22}\/events\/([A-Za-z0-9_-]{22}))"/.exec(page.text) ?? []
    const why = await visitor.open(path)
    const { more } = (await (await (await timeline('norshire-idva', IDVA, 'victim_safety_planning')).explain(id)).json()) as Explained
    const details = /<details[^]*<\/details>/.exec(why.text)?.[0] ?? ''
    expect([why.status, [...details.matchAll(/<li>([^<]+)<\/li>/g)].map(([, sentence = '']) => sentence)]).toEqual([200, more])
    expect(why.text).toContain(
      'You see this as IDVA of Norshire IDVA Service, for victim safety planning, because you are allocated to this case; the lawful basis is safeguarding',
    )
    const { items } = await timeline('norshire-marac', COORDINATOR, 'marac_risk_management')
    expect((await visitor.open(path.replace(id, items[0]?.id ?? ''))).status).toBe(404)
  })

  it('is on record, and runs again', async () => {
    const { counts, findings, store } = await inspect(world)
    expect([findings, store, (counts.match ?? 0) > 20]).toEqual([[], [], true])
  })
})
