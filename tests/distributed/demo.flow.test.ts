import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openParts } from '../../commands/parts.ts'
import { replayAndVerify } from '../../commands/verify.ts'
import { rebuildTimeline } from '../../consumers/timeline/rebuild.ts'
import { timelineHashes } from '../../consumers/timeline/table-hash.ts'
import { systemClock } from '../../infra/clock/clock.ts'
import { noCrash } from '../../infra/faults/crash-point.ts'
import { createLog } from '../../infra/telemetry/logger.ts'
import { demoReaders, loadDemoWorld, type DemoWorld } from '../fixtures/demo-world.ts'
import { openDistributedColumn, type DistributedColumn } from '../fixtures/distributed-column.ts'
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
})
