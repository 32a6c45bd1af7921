import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ReplayFinding } from '../../../../gateway/audit/replay/outcome.ts'
import { createVisitor, hiddenField, signIn } from '../../../fixtures/browser-like.ts'
import { demoReaders, loadDemoWorld, type DemoWorld } from '../../../fixtures/demo-world.ts'
import { caseOf, purposesOf, readAllWays, readPages } from './reads.ts'

const AGAIN_MS = 50

interface Report {
  readonly id: string
  readonly counts: Readonly<Record<string, number>>
  readonly findings: readonly ReplayFinding[]
}

describe('reads by everybody of the demo', () => {
  let world: DemoWorld
  beforeAll(async () => {
    world = await loadDemoWorld()
  }, 180_000)
  afterAll(async () => {
    await world.close()
  })

  /** The report of a replay: on a busy machine whoever asks is told to come again (202), or that it is worked out anew (503). */
  const reportOf = async (id: string, answer: Response): Promise<Report> => {
    let last = answer
    for (; [202, 503].includes(last.status); last = await world.get(`/v1/replays/${id}`, 'auditor')) await delay(AGAIN_MS)
    expect(last.status).toBe(200)
    return (await last.json()) as Report
  }
  const replayAll = async (asked: object = {}): Promise<Report> => {
    const answer = await world.post('/v1/replays', 'auditor', asked)
    const { id } = (await answer.clone().json()) as Report
    return reportOf(id, answer)
  }

  it('run again and all match: lists, cases, timelines, pages, filters, denials', async () => {
    for (const reader of demoReaders)
      for (const purpose of [...purposesOf(reader), 'bail_decision']) await readAllWays(world, reader, purpose)
    const { counts, findings } = await replayAll()
    expect(findings).toEqual([])
    expect(Object.keys(counts)).toEqual(['match'])
    expect(counts.match).toBeGreaterThan(300)
  }, 180_000)

  it('show something at all, and tombstones to an auditor with a task', async () => {
    const [coordinator] = demoReaders.filter(({ id }) => id === 'norshire-coordinator')
    const [auditor] = demoReaders.filter(({ id }) => id === 'auditor')
    if (coordinator === undefined || auditor === undefined) throw new Error('not in readers.json')
    expect((await readPages(world, coordinator, 'purpose=marac_risk_management&limit=4')).length).toBeGreaterThan(10)
    const id = await world.caseId(caseOf(auditor), auditor.agency)
    const { items } = (await (await world.get(`/v1/cases/${id}/timeline?purpose=audit`, auditor.id)).json()) as {
      items: { state: string }[]
    }
    expect(new Set(items.map(({ state }) => state))).toEqual(new Set(['shown', 'tombstone']))
  })

  it.each([
    ['norshire-coordinator', 'marac_risk_management'],
    ['norshire-facilitator', 'perpetrator_intervention'],
  ])('match where %s turned pages, newest first', async (person, purpose) => {
    const visitor = createVisitor(world.service.origin)
    const choice = await signIn(visitor, person)
    const list = await visitor.submit('/purpose', { csrf: hiddenField(choice.text, 'csrf'), purpose })
    const address = /href="(\/cases\/[A-Za-z0-9_-]{22})"/.exec(list.text)?.[1] ?? ''
    const linkedPage = async (page: string, way: 'prev' | 'next'): Promise<string | undefined> => {
      const { status, text } = await visitor.open(page)
      expect(status).toBe(200)
      const link = new RegExp(`govuk-pagination__${way}">\\s*<a[^>]*href="([^"]+)"`).exec(text)?.[1]
      return link?.replaceAll('&amp;', '&')
    }
    let at: string | undefined = `${address}/timeline?limit=3`
    const pages: string[] = []
    for (let hop = 0; hop < 4 && at !== undefined; hop += 1) {
      pages.push(at)
      at = await linkedPage(at, 'next')
    }
    expect(pages.length).toBeGreaterThan(2)
    expect(await linkedPage(pages.at(-1) ?? '', 'prev')).toBeDefined()
    for (const page of ['', '/pattern', '/risk', '/voice', '/sharing', '/print', '/timeline?tactic=threat&view=table'])
      expect((await visitor.open(`${address}${page}`)).status).toBe(200)
    expect((await visitor.open('/cases/AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404)
    expect((await replayAll()).findings).toEqual([])
  })

  it('match where the request was refused: no token, wrong role, wrong query, no such case, another list’s cursor', async () => {
    const id = await world.caseId('KESTREL', 'norshire-marac')
    const timeline = `/v1/cases/${id}/timeline?purpose=marac_risk_management`
    await fetch(`${world.service.origin}${timeline}`)
    for (const [path, as] of [
      [timeline, 'westmere-coordinator'],
      [timeline, 'norshire-police'],
      [timeline, 'admin'],
      ['/v1/cases/nothing/timeline?purpose=marac_risk_management', 'norshire-coordinator'],
      [`${timeline}&cursor=AAAA`, 'norshire-coordinator'],
      [`${timeline}&limit=0`, 'norshire-coordinator'],
      ['/v1/cases?purpose=nonsense', 'norshire-coordinator'],
      ['/v1/access-records', 'norshire-coordinator'],
      ['/v1/cases?purpose=evaluation_research', 'evaluator'],
    ] as const)
      await world.get(path, as)
    expect((await replayAll()).findings).toEqual([])
  })

  it('match where an auditor read the records and ran replays', async () => {
    const { items } = (await (await world.get('/v1/access-records?limit=5', 'auditor')).json()) as { items: { id: string }[] }
    await world.get(`/v1/access-records/${items[0]?.id ?? ''}`, 'auditor')
    const { id, counts } = await replayAll()
    const again = (await (await world.get(`/v1/replays/${id}`, 'auditor')).json()) as Report
    expect(again).toMatchObject({ id, counts })
  })

  it('give the same report of a replay at another gateway, or after a restart: its range is on record', async () => {
    const { id, counts: before } = await replayAll({ to: '2099-01-01T00:00:00Z' })
    await world.stop()
    await world.start()
    const { findings, counts } = await reportOf(id, await world.get(`/v1/replays/${id}`, 'auditor'))
    expect(findings).toEqual([])
    expect(counts.match).toBeGreaterThanOrEqual(before.match ?? 0)
    expect((await replayAll()).findings).toEqual([])
  }, 120_000)

  it('are run again for auditors only, by id and by time; of a replay that nobody started there is none', async () => {
    expect((await world.post('/v1/replays', 'norshire-coordinator', {})).status).toBe(403)
    expect((await world.get('/v1/replays/0e0f1f0a-53b3-4b1b-9f5e-1a2b3c4d5e6f', 'auditor')).status).toBe(404)
    expect((await world.post('/v1/replays', 'auditor', { everything: true })).status).toBe(400)
    const record = (await world.get('/v1/cases?purpose=marac_risk_management', 'norshire-coordinator')).headers.get('access-record') ?? ''
    expect(await (await world.post('/v1/replays', 'auditor', { ids: [record] })).json()).toMatchObject({
      counts: { match: 1 },
      findings: [],
    })
    expect(await (await world.post('/v1/replays', 'auditor', { to: '2020-01-01T00:00:00Z' })).json()).toMatchObject({
      counts: { match: 0 },
      findings: [],
    })
  })
})
