import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readConfiguration } from '../../infra/configuration/configuration.ts'
import { rebuild } from '../../commands/timeline.ts'
import type { Output } from '../../commands/output.ts'
import { openParts } from '../../commands/parts.ts'
import { verifyAll } from '../../commands/verify.ts'
import { rebuildTimeline } from '../../consumers/timeline/rebuild.ts'
import { timelineHashes } from '../../consumers/timeline/table-hash.ts'
import { noCrash } from '../../infra/faults/crash-point.ts'
import { createLog } from '../../infra/telemetry/logger.ts'
import { demoReaders, loadDemoWorld, type DemoWorld } from '../fixtures/demo-world.ts'
import { EMPTY_DATABASE } from '../fixtures/read-store.ts'
import { caseOf, purposesOf } from '../gateway/audit/replay/reads.ts'
import { OF_REQUEST } from '../fixtures/of-request.ts'

const SILENT: Output = { json: false, result: () => undefined, progress: () => undefined, failure: () => undefined }

describe('the read store, made again from the logs', () => {
  let world: DemoWorld
  beforeAll(async () => {
    world = await loadDemoWorld()
  }, 180_000)
  afterAll(async () => {
    await world.close()
  })

  /** Status, headers and bodies of everybody's reads, but what is of the one request: its time and its record. */
  const answers = async (): Promise<ReadonlyMap<string, string>> => {
    const all = new Map<string, string>()
    for (const reader of demoReaders) {
      const id = await world.caseId(caseOf(reader), reader.agency)
      for (const purpose of purposesOf(reader)) {
        for (const path of [`?purpose=${purpose}`, `/${id}/timeline?purpose=${purpose}`, `/${id}/timeline?purpose=${purpose}&limit=3`]) {
          const answer = await world.get(`/v1/cases${path}`, reader.id)
          const headers = [...answer.headers].filter(([name]) => !OF_REQUEST.has(name) && name !== 'access-record')
          all.set(`${reader.id} ${path}`, JSON.stringify([answer.status, headers, await answer.text()]))
        }
      }
    }
    return all
  }

  it('has the same tables, byte for byte, after timeline rebuild', async () => {
    const before = await timelineHashes(world.parts.store.db)
    expect(new Set(Object.values(before)).size).toBe(5)
    const { clock, data } = world
    await world.stop()
    const parts = await openParts({ data, clock, logger: createLog('silent'), crashPoint: noCrash, emptyDatabase: EMPTY_DATABASE })
    await rebuildTimeline(parts)
    const after = await timelineHashes(parts.store.db)
    const findings = await verifyAll(parts)
    await parts.close()
    await world.start()
    expect(after).toEqual(before)
    expect([findings, await timelineHashes(world.parts.store.db)]).toEqual([[], before])
  }, 120_000)

  it('answers everybody as before after an unclean stop, byte for byte', async () => {
    const before = await answers()
    await world.stop()
    rmSync(join(world.data, 'read-store', 'stopped-clean'))
    await world.start()
    expect(world.parts.store.fresh).toBe(true)
    expect(await answers()).toEqual(before)
    expect([...before.values()].filter((answer) => answer.startsWith('[200')).length).toBeGreaterThan(50)
  }, 120_000)

  it('leaves a start after timeline rebuild no publications of before to bring in: the timeline has brought in all', async () => {
    const publications = ({ parts }: Pick<DemoWorld, 'parts'>) =>
      parts.store.db.selectFrom('publication').selectAll().orderBy('agency').orderBy('system').orderBy('event_id').execute()
    const before = await publications(world)
    const { data } = world
    await world.stop()
    await rebuild(readConfiguration({ THROUGHLINE_DATA: data, LOG_LEVEL: 'silent' }), { acceptLoss: false }, SILENT)
    const parts = await openParts({ data, clock: world.clock, logger: createLog('silent'), crashPoint: noCrash })
    const noted = await parts.store.db
      .selectFrom('consumer_offset')
      .select('consumer')
      .where('consumer', '=', 'publications-of-before')
      .execute()
    const after = await publications({ parts })
    await parts.close()
    await world.start()
    expect(noted).toHaveLength(1)
    expect(after.length).toBeGreaterThan(0)
    expect(before).toEqual(expect.arrayContaining(after))
    expect(await publications(world)).toEqual(before)
  }, 120_000)
})
