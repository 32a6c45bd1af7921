import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { policyOf } from '../../../../commands/policy.ts'
import { ERASURES_CONSUMER } from '../../../../consumers/erasures/start.ts'
import { replay } from '../../../../gateway/audit/replay/replay.ts'
import { readerReference } from '../../../../gateway/read/event-ids.ts'
import { caseScope, readerScope, REFERENCE_SCOPE } from '../../../../infra/access-log/opening.ts'
import { appendControl } from '../../../../infra/event-log/control-events.ts'
import { waitForEffects } from '../../../../infra/read-store/wait-for-effect.ts'
import { loadRecords } from '../../../../schemas/index.ts'
import { createVisitor, hiddenField, signIn } from '../../../fixtures/browser-like.ts'
import { uuidOf } from '../../../fixtures/demo-events.ts'
import { loadDemoWorld, type DemoWorld } from '../../../fixtures/demo-world.ts'
import { caseLogNamed } from '../../../fixtures/ids.ts'
import { inspect, named, replayAll } from './inspect.ts'
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
  let westmere = ''
  let orders = 0
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
  /** An erasure as control.events has it, carried out. */
  const order = async (what: Record<string, unknown>): Promise<void> => {
    orders += 1
    const at = new Date(world.clock.now()).toISOString()
    const given = {
      at,
      id: uuidOf('erasure', String(orders)),
      cases: [],
      people: [],
      reader: '',
      classes: [],
      whole_events: false,
      ...what,
    }
    const { log, registry, store } = world.parts
    const appended = await appendControl(log, registry, 'erasure-ordered', [
      { reason: 'art17_unlawful', ordered_by: ['one', 'other'], ...given },
    ])
    await waitForEffects(store, appended, { consumer: ERASURES_CONSUMER })
  }
  const replayInThreads = () => replay({ ...world.parts, records: loadRecords(), policyOf }, {}, { workers: 2, worthAThread: 1 })

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

  it('of a reader: erases who that reader was from the records, and they are missing, for nobody ordered it; other readers’ still match', async () => {
    const { reads } = world.service
    const { match = 0, 'match-erased': erased = 0 } = (await inspect(world)).counts
    expect(erased).toBeGreaterThan(0)
    westmere = readerReference(reads.secrets.readerIds, 'westmere-marac:westmere-coordinator')
    await world.parts.vault.destroy(readerScope(westmere))
    const found = await inspect(world)
    expect([named(found), found.counts]).toEqual([['missing control.events'], { match: match - 4, 'match-erased': erased, missing: 4 }])
    expect(found.findings[0]?.detail).toMatch(/nobody ordered it/)
    expect(found.store).toEqual([])
    const { opened } = (await (await world.get(`/v1/access-records/${found.findings[0]?.record ?? ''}`, 'auditor')).json()) as {
      opened: { actor: unknown }
    }
    expect(opened.actor).toBe('erased')
    const again = await world.get(`/v1/cases?purpose=marac_risk_management`, 'westmere-coordinator')
    expect(again.status).toBe(200)
    expect((await inspect(world)).counts.missing).toBe(5)
  })

  it('of a case’s records: what was read of it is missing until two people order that the case be erased, and not the reader', async () => {
    const before = await inspect(world)
    await world.parts.vault.destroy(caseScope(kestrel))
    const found = await inspect(world)
    expect(named(found)).toEqual(['missing control.events'])
    expect(found.findings.length).toBeGreaterThan(before.findings.length)
    expect(found.counts.match).toBeGreaterThan(0)
    expect((await world.get(timeline, READER)).status).toBe(200)

    await order({ cases: [kestrel], ordered_by: ['one'] })
    await order({ cases: [kestrel], classes: ['VIC_LOC'] })
    expect((await replayAll(world)).counts.missing).toBe((found.counts.missing ?? 0) + 1)
    await order({ cases: [kestrel] })
    const ordered = await replayAll(world)
    expect([ordered.counts.missing, (ordered.counts['match-erased'] ?? 0) > 0]).toEqual([5, true])
    await order({ reader: westmere })
    expect(Object.keys((await replayAll(world)).counts).sort()).toEqual(['match', 'match-erased'])
    expect(await replayInThreads()).toEqual(await replayAll(world))
  }, 60_000)

  it('of references: which key an opening was under cannot be said any more, and nothing orders that', async () => {
    await world.parts.vault.destroy(REFERENCE_SCOPE)
    const { counts, findings } = await replayAll(world)
    expect([counts.missing, Object.keys(counts).sort()]).toEqual([findings.length, ['match', 'missing']])
  })
})
