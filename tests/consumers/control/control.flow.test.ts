import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { sql } from 'kysely'
import { createControlDecoder } from '../../../core/control/decode-entry.ts'
import { controlState } from '../../../core/control/state.ts'
import { createWriters } from '../../../core/records/writers.ts'
import { CONTROL_CONSUMER, startControl } from '../../../consumers/control/start.ts'
import { verifyControl } from '../../../consumers/control/verify.ts'
import { appendControl } from '../../../infra/event-log/control-events.ts'
import { CONTROL_EVENTS } from '../../../infra/event-log/topics.ts'
import { waitForEffect } from '../../../infra/read-store/wait-for-effect.ts'
import { loadRecords } from '../../../schemas/catalogue/records.ts'
import { openEmbeddedParts, type EmbeddedParts } from '../../fixtures/embedded-parts.ts'

const agency = (id: string, name: string, areas: readonly string[] = ['norshire']) => ({
  at: '2026-01-05T09:00:00.000Z',
  agency: id,
  name,
  agency_type: 'police',
  areas,
})
const release = (hash: string) => ({
  at: '2026-01-05T09:00:00.000Z',
  hash,
  engine: 1,
  files: [{ path: 'a.cedar', content: Buffer.from('permit') }],
  approved_by: ['one', 'other'],
})

describe('the control log', () => {
  let parts: EmbeddedParts
  beforeEach(async () => {
    parts = await openEmbeddedParts()
  })
  afterEach(async () => {
    await parts.remove()
  })

  const append = (name: 'agency-registered' | 'policy-released', ...entries: readonly Readonly<Record<string, unknown>>[]) =>
    appendControl(parts.log, parts.registry, name, entries)
  const run = async () => {
    const [appended] = await append('agency-registered', agency('last', 'Last'))
    if (appended === undefined) throw new Error('nothing appended')
    const consumer = await startControl(parts)
    try {
      expect(await waitForEffect(parts.store, appended, { consumer: CONTROL_CONSUMER })).toBe(true)
    } finally {
      await consumer.stop()
    }
  }
  const rows = () => parts.store.db.selectFrom('control_entry').selectAll().orderBy('sequence').execute()

  it('says which agencies there are and which policy is in force: the newest entries', async () => {
    await append('agency-registered', agency('a', 'Old name'), agency('b', 'B'))
    await append('policy-released', release('11'.repeat(32)), release('22'.repeat(32)))
    await append('agency-registered', agency('a', 'New name', ['norshire', 'sudshire']))
    await run()
    const records = [...loadRecords().values()]
    const decode = createControlDecoder(
      createWriters(records.map(({ subject, source, fingerprint }) => ({ subject, schema: source, fingerprint }))),
      (subject) => records.find((record) => record.subject === subject)?.avro,
    )
    const state = controlState((await rows()).map(decode))
    expect(state.agencies.get('a')).toEqual({ name: 'New name', type: 'police', areas: ['norshire', 'sudshire'], oversight: false })
    expect([...state.agencies.keys()]).toEqual(['a', 'b', 'last'])
    expect(state.policy).toMatchObject({ hash: '22'.repeat(32), engine: 1 })
    expect(state.policy?.files.map(({ content }) => content.toString())).toEqual(['permit'])
  })

  it('numbers and chains its entries, and puts aside what is none', async () => {
    await append('agency-registered', agency('a', 'A'))
    await parts.log.append([{ topic: CONTROL_EVENTS, key: null, value: Buffer.from('no entry') }])
    await run()
    const found = await rows()
    expect(found.map(({ sequence }) => sequence)).toEqual([1, 2])
    const head = await parts.store.db.selectFrom('log_head').selectAll().where('log', '=', 'control').execute()
    expect(head).toEqual([{ log: 'control', sequence: 2, chain: found[1]?.chain }])
    expect(await verifyControl(parts)).toEqual([expect.objectContaining({ code: 'record-unreadable', in: 'log', offset: 1 })])
  })

  it('is found altered, and named', async () => {
    await append('agency-registered', agency('a', 'A'), agency('b', 'B'))
    await run()
    expect(await verifyControl(parts)).toEqual([])
    await parts.store.db
      .updateTable('control_entry')
      .set({ entry: sql<Buffer>`set_byte(entry, 28, get_byte(entry, 28) # 1)` })
      .where('sequence', '=', 2)
      .execute()
    expect(await verifyControl(parts)).toEqual([{ code: 'entry-altered', in: 'store', topic: CONTROL_EVENTS, sequence: 2 }])
    await parts.store.db.deleteFrom('control_entry').where('sequence', '=', 2).execute()
    expect(await verifyControl(parts)).toEqual([{ code: 'entry-missing', in: 'store', topic: CONTROL_EVENTS, sequence: 2 }])
  })
})
