import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { caseScope, readerScope } from '../../../../infra/access-log/opening.ts'
import { readerReference } from '../../../../gateway/read/event-ids.ts'
import { createVisitor, hiddenField, signIn } from '../../../fixtures/browser-like.ts'
import { loadDemoWorld, type DemoWorld } from '../../../fixtures/demo-world.ts'
import { caseLogNamed } from '../../../fixtures/ids.ts'
import { inspect, named } from './inspect.ts'
import { readSome } from './reads.ts'

const READER = 'norshire-coordinator'

interface Item {
  readonly id: string
  readonly type: string
  readonly state: string
  readonly data: { readonly details: Readonly<Record<string, unknown>> }
}

describe('a key destroyed in the vault', () => {
  let world: DemoWorld
  let kestrel = caseLogNamed('')
  let timeline = ''
  beforeAll(async () => {
    world = await loadDemoWorld()
    await readSome(world)
    kestrel = await world.caseLog('KESTREL')
    timeline = `/v1/cases/${await world.caseId('KESTREL', 'norshire-marac')}/timeline?purpose=marac_risk_management`
  }, 180_000)
  afterAll(async () => {
    await world.close()
  })

  const items = async (): Promise<readonly Item[]> => ((await (await world.get(timeline, READER)).json()) as { items: Item[] }).items
  const page = async (): Promise<string> => {
    const visitor = createVisitor(world.service.origin)
    const choice = await signIn(visitor, READER)
    const list = await visitor.submit('/purpose', { csrf: hiddenField(choice.text, 'csrf'), purpose: 'marac_risk_management' })
    return (await visitor.open(`${/href="(\/cases\/[A-Za-z0-9_-]{22})"/.exec(list.text)?.[1] ?? ''}/timeline`)).text
  }
  const saysHow = async (): Promise<boolean> => (await items()).some(({ data }) => 'tactics' in data.details)

  it('leaves its parts unreadable by API and page, also after a rebuild; the chain holds, and reads before and after match', async () => {
    const before = await items()
    const shown = await page()
    expect(await saysHow()).toBe(true)
    await world.parts.vault.destroy({ case: kestrel, person: '', class: 'BEHAV' })

    const after = await items()
    expect(await saysHow()).toBe(false)
    expect(after.map(({ id, state }) => [id, state])).toEqual(before.map(({ id, state }) => [id, state]))
    expect(after.filter(({ type }) => type === 'risk.assessment-completed')).toEqual(
      before.filter(({ type }) => type === 'risk.assessment-completed'),
    )
    const [described] = before.map(({ data }) => data.details.description).filter((text) => typeof text === 'string')
    expect(shown).toContain(String(described).slice(0, 20))
    expect(await page()).not.toContain(String(described).slice(0, 20))
    expect(await inspect(world)).toMatchObject({ findings: [], store: [] })

    await world.stop()
    rmSync(join(world.data, 'read-store', 'stopped-clean'))
    await world.start()
    expect(await items()).toEqual(after)
    expect(await page()).not.toContain(String(described).slice(0, 20))
    expect(await inspect(world)).toMatchObject({ findings: [], store: [] })
  }, 120_000)

  it('of a reader: erases who that reader was from the records, which still hold; other readers’ still match', async () => {
    const { reads } = world.service
    const { match = 0, 'match-erased': erased = 0 } = (await inspect(world)).counts
    expect(erased).toBeGreaterThan(0)
    await world.parts.vault.destroy(readerScope(readerReference(reads.secrets.readerIds, 'westmere-marac:westmere-coordinator')))
    const found = await inspect(world)
    expect([named(found), found.counts]).toEqual([['match-erased'], { match: match - 4, 'match-erased': erased + 4 }])
    const { opened } = (await (await world.get(`/v1/access-records/${found.findings[0]?.record ?? ''}`, 'auditor')).json()) as {
      opened: { actor: unknown }
    }
    expect(opened.actor).toBe('erased')
    const again = await world.get(`/v1/cases?purpose=marac_risk_management`, 'westmere-coordinator')
    expect(again.status).toBe(200)
    expect((await inspect(world)).counts['match-erased']).toBe(erased + 5)
  })

  it('of a case’s records: erases what was read of it', async () => {
    const before = await inspect(world)
    await world.parts.vault.destroy(caseScope(kestrel))
    const found = await inspect(world)
    expect(named(found)).toEqual(['match-erased'])
    expect(found.findings.length).toBeGreaterThan(before.findings.length)
    expect(found.counts['match-erased']).toBeGreaterThan(before.counts['match-erased'] ?? 0)
    expect(found.counts.match).toBeGreaterThan(0)
    expect((await world.get(timeline, READER)).status).toBe(200)
  })
})
