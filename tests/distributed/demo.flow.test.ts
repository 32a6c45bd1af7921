import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { caughtUp } from '../../commands/catch-up.ts'
import type { CloudEventJson } from '../../commands/demo/folder.ts'
import { linkReaders } from '../../commands/links.ts'
import { openParts } from '../../commands/parts.ts'
import { placedCase } from '../../commands/placed-case.ts'
import { replayAndVerify } from '../../commands/verify.ts'
import { rebuildTimeline } from '../../consumers/timeline/rebuild.ts'
import { TIMELINE_CONSUMER } from '../../consumers/timeline/start.ts'
import { timelineHashes } from '../../consumers/timeline/table-hash.ts'
import { systemClock } from '../../infra/clock/clock.ts'
import { CASE_EVENTS } from '../../infra/event-log/topics.ts'
import { noCrash } from '../../infra/faults/crash-point.ts'
import { createLog } from '../../infra/telemetry/logger.ts'
import { demoReaders, loadDemoWorld, type DemoWorld } from '../fixtures/demo-world.ts'
import { openDistributedColumn, type DistributedColumn } from '../fixtures/distributed-column.ts'
import { decided, incidentOf } from '../flow/relinked/people.ts'
import { purposesOf, readAllWays } from '../gateway/audit/replay/reads.ts'
import { finalTables } from './final-tables.ts'
import { masked, shownTo } from './shown.ts'

describe('the demo in both columns', () => {
  let column: DistributedColumn
  let distributed: DemoWorld
  let embedded: DemoWorld
  beforeAll(async () => {
    column = await openDistributedColumn()
    distributed = await loadDemoWorld(column.places)
    embedded = await loadDemoWorld()
  }, 300_000)
  afterAll(async () => {
    await distributed?.close()
    await embedded?.close()
    await column?.close()
  })

  it('leads to the same final tables but for random ids, keys and times of appending', async () => {
    const [here, there] = [await finalTables(embedded.parts), await finalTables(distributed.parts)]
    expect(there).toEqual(here)
    expect(Object.values(here).every((rows) => rows.length > 0)).toBe(true)
  })

  it('shows every reader, for every purpose, the same', async () => {
    for (const reader of demoReaders) {
      for (const purpose of purposesOf(reader)) {
        expect([reader.id, purpose, masked(await shownTo(distributed, reader, purpose))]).toEqual([reader.id, purpose, masked(await shownTo(embedded, reader, purpose))])
      }
    }
  }, 120_000)

  it('replays every read to a match, from Kafka alone', async () => {
    for (const reader of demoReaders.slice(0, 4)) for (const purpose of purposesOf(reader)) await readAllWays(distributed, reader, purpose)
    const { counts, findings, store } = await replayAndVerify(distributed.parts, {})
    expect({ outcomes: Object.keys(counts), findings, store }).toEqual({ outcomes: ['match'], findings: [], store: [] })
    expect(counts.match).toBeGreaterThan(50)
  }, 120_000)

  it('has the same tables, byte for byte, after timeline rebuild', async () => {
    const before = await timelineHashes(distributed.parts.store.db)
    await distributed.stop()
    const parts = await openParts({ data: distributed.data, places: column.places, clock: systemClock, logger: createLog('silent'), crashPoint: noCrash })
    await rebuildTimeline(parts)
    const after = await timelineHashes(parts.store.db)
    await parts.close()
    await distributed.start()
    expect(after).toEqual(before)
  }, 120_000)

  it('shows two cases that were merged and split, and are merged again, as one, before and after a restart', async () => {
    const coordinator = demoReaders.filter(({ id }) => id === 'norshire-coordinator')
    const [a, b, between] = [incidentOf({ number: 1 }, 'A one'), incidentOf({ number: 2 }, 'B one'), incidentOf({ number: 2 }, 'B two')]
    const send = async (event: CloudEventJson): Promise<void> => {
      expect((await distributed.send(event)).status).toBe('accepted')
      await caughtUp(distributed.parts.log, distributed.parts.store, TIMELINE_CONSUMER, CASE_EVENTS)
    }
    const decide = (op: 'merge_cases' | 'split_case', ref: string): Promise<void> => send(decided(op, { number: 1 }, [a, b], { agency_record_ref: ref }))
    for (const event of [a, b]) await send(event)
    await linkReaders(distributed.parts, [{ name: 'KESTREL', events: [a] }], coordinator)
    const id = distributed.service.reads.caseIds.outside('norshire-marac', (await placedCase(distributed.parts.store, [a]))?.caseLog ?? '')
    const words = async (): Promise<readonly string[]> => {
      const timeline = await distributed.get(`/v1/cases/${id}/timeline?purpose=marac_risk_management&limit=100`, 'norshire-coordinator')
      return [...new Set((await timeline.text()).match(/"description":"[AB] \w+/g)?.map((found) => found.slice(15)))].sort()
    }
    const lives = async (): Promise<readonly [number, boolean]> => {
      const list = (await (await distributed.get('/v1/cases?purpose=marac_risk_management', 'norshire-coordinator')).json()) as { readonly items: readonly { readonly id: string }[] }
      return [(await distributed.get('/livez', 'norshire-coordinator')).status, list.items.some((item) => item.id === id)]
    }

    await decide('merge_cases', 'LINK-1')
    await send(between)
    await decide('split_case', 'LINK-2')
    expect(await words()).toEqual(['A one', 'B two'])
    await decide('merge_cases', 'LINK-3')
    expect([await words(), await lives()]).toEqual([['A one', 'B one', 'B two'], [200, true]])
    await distributed.stop()
    await distributed.start()
    expect([await words(), await lives()]).toEqual([['A one', 'B one', 'B two'], [200, true]])
    await decide('split_case', 'LINK-4')
    expect(await words()).toEqual(['A one', 'B two'])
    const { counts, findings, store } = await replayAndVerify(distributed.parts, {})
    expect({ outcomes: Object.keys(counts), findings, store }).toEqual({ outcomes: ['match'], findings: [], store: [] })
  }, 180_000)
})
