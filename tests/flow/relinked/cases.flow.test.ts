import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CloudEventJson, ReaderJson } from '../../../commands/demo/folder.ts'
import { verifyLinks } from '../../../consumers/verify-links.ts'
import { rebuildTimeline } from '../../../consumers/timeline/rebuild.ts'
import { timelineHashes } from '../../../consumers/timeline/table-hash.ts'
import { verifyTimeline } from '../../../consumers/timeline/verify.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { inForce, readerOf } from '../reading.ts'
import { startRunning, type Running } from '../running.ts'
import { decided, incidentOf, type Pair } from './people.ts'

const MARAC = 'marac_risk_management'
const START = Date.parse('2025-09-01T12:00:00Z')
const linked = (name: string, id: string): ReaderJson => {
  const reader = readerOf(id, 'marac_coordinator', 'westmere-marac', 'listed')
  return { ...reader, links: reader.links.map((link) => ({ ...link, case: name })) }
}

describe('two cases of one man', () => {
  let running: Running
  const first: Pair = { number: 1 }
  const second: Pair = { number: 2 }
  const ofFirst = linked('first', 'coordinator-one')
  const ofSecond = linked('second', 'coordinator-two')
  const stranger = readerOf('coordinator-three', 'marac_coordinator', 'westmere-marac', 'listed')
  const a = [incidentOf(first, 'A one'), incidentOf(first, 'A two')] as const
  const b = [incidentOf(second, 'B one'), incidentOf(second, 'B two')] as const

  const send = async (event: CloudEventJson): Promise<void> => {
    expect(await running.send(event)).toMatchObject({ status: 'accepted' })
    await inForce(running)
  }
  const idOf = (caseLog: CaseLogId): string => running.service.reads.caseIds.outside(agencyNamed('westmere-marac'), caseLog)
  let logs: Readonly<Record<'first' | 'second', CaseLogId>>
  /** Everything that a reader is given: the list of cases, and each case's timeline by either id, as text. */
  const shown = async ({ id }: ReaderJson): Promise<Readonly<Record<string, string>>> => {
    const paths = [
      '/v1/cases?',
      `/v1/cases/${idOf(logs.first)}?`,
      `/v1/cases/${idOf(logs.second)}?`,
      `/v1/cases/${idOf(logs.first)}/timeline?limit=100&`,
      `/v1/cases/${idOf(logs.second)}/timeline?limit=100&`,
    ]
    return Object.fromEntries(
      await Promise.all(
        paths.map(async (path) => {
          const { status, json } = await running.ask(`${path}purpose=${MARAC}`, { method: 'GET', as: id })
          const content = Object.entries(json as object).filter(([name]) => name !== 'record' && name !== 'request_id')
          return [path, `${String(status)} ${JSON.stringify(content)}`] as const
        }),
      ),
    )
  }
  const wordsIn = (texts: Readonly<Record<string, string>>, caseLog: CaseLogId): readonly string[] =>
    (texts[`/v1/cases/${idOf(caseLog)}/timeline?limit=100&`] ?? '')
      .match(/"description":"[AB] \w+/g)
      ?.map((text) => text.slice(15))
      .sort() ?? []
  const all = async () => ({ ofFirst: await shown(ofFirst), ofSecond: await shown(ofSecond), stranger: await shown(stranger) })
  let before: Awaited<ReturnType<typeof all>>

  beforeAll(async () => {
    running = await startRunning({ at: START, readers: [ofFirst, ofSecond, stranger] })
    for (const event of [...a, ...b]) await send(event)
    await running.link('first', [a[0]], [ofFirst])
    await running.link('second', [b[0]], [ofSecond])
    logs = { first: await running.caseOf(a[0]), second: await running.caseOf(b[0]) }
    before = await all()
  }, 120_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })

  it('are apart at first', () => {
    expect(logs.first).not.toBe(logs.second)
    expect(wordsIn(before.ofFirst, logs.first)).toEqual(['A one', 'A two'])
    expect(wordsIn(before.ofFirst, logs.second)).toEqual([])
    expect(wordsIn(before.ofSecond, logs.second)).toEqual(['B one', 'B two'])
  })

  it('an agency cannot join what it has published nothing of', async () => {
    const foreign = { ...decided('merge_cases', first, [a[0], b[0]]), source: '/agencies/westmere-marac/records' }
    expect(await running.send(foreign)).toMatchObject({
      status: 'rejected',
      errors: [
        { code: 'G10', pointer: '/data/based_on/0' },
        { code: 'G10', pointer: '/data/based_on/1' },
      ],
    })
  })

  it('once merged, are one case for whoever has a link to either, under one id', async () => {
    await send(decided('merge_cases', first, [a[0], b[0]]))
    const merged = await all()
    for (const texts of [merged.ofFirst, merged.ofSecond]) {
      expect(wordsIn(texts, logs.first)).toEqual(['A one', 'A two', 'B one', 'B two'])
      expect(wordsIn(texts, logs.second)).toEqual(['A one', 'A two', 'B one', 'B two'])
      expect(texts['/v1/cases?']).toContain(idOf(logs.first))
      expect(texts['/v1/cases?']).not.toContain(idOf(logs.second))
    }
    expect(merged.stranger).toEqual(before.stranger)
    expect(await verifyLinks(running.parts)).toEqual([])
  })

  it('a decision sent again changes nothing more', async () => {
    const heads = () => running.parts.store.db.selectFrom('log_head').selectAll().where('log', '=', 'links').execute()
    const there = await heads()
    expect(await running.send(decided('merge_cases', first, [a[0], b[0]]))).toMatchObject({ status: 'repeated' })
    expect(await heads()).toEqual(there)
  })

  it('split again, give every reader byte for byte what they were given before', async () => {
    await send(decided('split_case', first, [a[0], b[0]]))
    expect(await all()).toEqual(before)
    expect(await verifyLinks(running.parts)).toEqual([])
  })

  it('who read the other case while it was one with theirs is told not to rely on it', async () => {
    const notices = async ({ id }: ReaderJson) =>
      ((await running.ask(`/v1/recalls?purpose=${MARAC}`, { method: 'GET', as: id })).json as { items: { entry: unknown }[] }).items
    expect((await notices(ofFirst)).map(({ entry }) => entry)).toEqual([null])
    expect((await notices(ofSecond)).map(({ entry }) => entry)).toEqual([null])
    expect(await notices(stranger)).toEqual([])
  })

  it('what came while they were one stays with the older case', async () => {
    await send(decided('merge_cases', first, [a[0], b[0]], { agency_record_ref: 'LINK-2' }))
    const between = incidentOf(second, 'B three')
    await send(between)
    expect(await running.caseOf(between)).toBe(logs.first)
    await send(decided('split_case', first, [a[0], b[0]], { agency_record_ref: 'LINK-3' }))
    const now = await all()
    expect(wordsIn(now.ofFirst, logs.first)).toEqual(['A one', 'A two', 'B three'])
    expect(wordsIn(now.ofSecond, logs.second)).toEqual(['B one', 'B two'])
    const after = incidentOf(second, 'B four')
    await send(after)
    expect(await running.caseOf(after)).toBe(logs.second)
  })

  it('a wrong event is moved to where it belongs, without a trace where it was', async () => {
    const moved = decided('link_person', second, [incidentOf(second, 'B three')])
    await send(moved)
    await inForce(running)
    const now = await all()
    expect(wordsIn(now.ofFirst, logs.first)).toEqual(['A one', 'A two'])
    expect(wordsIn(now.ofSecond, logs.second)).toEqual(['B four', 'B one', 'B three', 'B two'])
    expect(now.ofFirst).toEqual(before.ofFirst)
  })

  it('every read of all this matches when it is run again, and logs and store agree', async () => {
    const auditor = readerOf('auditor', 'auditor', 'fixture-bus_operator', 'listed')
    const { status, json } = await running.ask('/v1/replays', { as: auditor.id, type: 'application/json', body: '{}' })
    expect([status, Object.keys((json as { counts: object }).counts)]).toEqual([200, ['match']])
    expect(await verifyLinks(running.parts)).toEqual([])
    expect(await verifyTimeline(running.parts)).toEqual([])
    await running.service.stop()
    const hashes = await timelineHashes(running.parts.store.db)
    await rebuildTimeline(running.parts)
    expect(await timelineHashes(running.parts.store.db)).toEqual(hashes)
  })
})
