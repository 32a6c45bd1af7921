import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createIndexDecoder } from '../../../core/case/decode-index.ts'
import { recordErased } from '../../../core/case/erasures.ts'
import { foldCaseLog } from '../../../core/case/fold-log.ts'
import { caseLogEntry } from '../../../core/case/log-entry.ts'
import { caseLinked } from '../../../core/case/system-event.ts'
import { createWriters } from '../../../core/records/writers.ts'
import { valuesOf } from '../../../core/parts/split.ts'
import { partKeys } from '../../../infra/vault/part-keys.ts'
import { partAad } from '../../../core/sealing/part-key.ts'
import { open } from '../../../core/sealing/seal.ts'
import { rebuildTimeline } from '../../../consumers/timeline/rebuild.ts'
import { startTimeline, timelineStep } from '../../../consumers/timeline/start.ts'
import { readBatches } from '../../../consumers/read-records.ts'
import { timelineHashes } from '../../../consumers/timeline/table-hash.ts'
import { createCaseEventWriter, proposeCaseEvent } from '../../../infra/event-log/case-events.ts'
import type { Position } from '../../../infra/event-log/port.ts'
import { CASE_EVENTS } from '../../../infra/event-log/topics.ts'
import { waitForEffect } from '../../../infra/read-store/wait-for-effect.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import { loadRecords, recordOf } from '../../../schemas/catalogue/records.ts'
import { caseLogOf, caseRecordOf } from '../../fixtures/case-records.ts'
import { demoEvents, uuidOf } from '../../fixtures/demo-events.ts'
import { openEmbeddedParts, type EmbeddedParts } from '../../fixtures/embedded-parts.ts'
import { agencyNamed } from '../../fixtures/ids.ts'

const kestrel = caseLogOf('kestrel')
const link = (staff?: string) =>
  caseLinked({
    eventId: uuidOf('link', staff ?? ''),
    caseLog: kestrel,
    schema: '00'.repeat(32),
    at: '2026-01-05T09:00:00.000Z',
    agency: agencyNamed('norshire-idva'),
    ...(staff === undefined ? {} : { staff }),
    link: 'allocated',
    pairs: [uuidOf('p')],
    from: '2026-01-05',
  })

describe('the timeline', () => {
  let parts: EmbeddedParts
  beforeEach(async () => {
    parts = await openEmbeddedParts()
  })
  afterEach(async () => {
    await parts.remove()
  })

  const append = async (name: string, from = 0, to = Infinity) => {
    const records = await Promise.all(
      demoEvents(name)
        .slice(from, to)
        .map((event) => caseRecordOf(parts.vault, event, caseLogOf(name))),
    )
    const position = (await (await createCaseEventWriter(parts.log, parts.registry))(records)).at(-1)
    if (position === undefined) throw new Error('nothing to append')
    return position
  }
  const run = async (until: Position) => {
    const consumer = await startTimeline(parts)
    try {
      expect(await waitForEffect(parts.store, until)).toBe(true)
    } finally {
      await consumer.stop()
    }
  }
  const events = () => parts.store.db.selectFrom('case_event').selectAll().orderBy('case_log').orderBy('sequence').execute()

  it('has each event once, numbered from one, with the chain that the log gives', async () => {
    await append('kestrel')
    await run(await append('kestrel', 3, 9))
    const rows = await events()
    expect(rows.map(({ sequence }) => sequence)).toEqual(demoEvents('kestrel').map((_, at) => at + 1))
    expect(rows.map(({ event_id: id }) => id)).toEqual(demoEvents('kestrel').map(({ id }) => id))
    const decoder = createRecordCodec(parts.registry)
    const records = (
      await Promise.all((await parts.log.ranges(CASE_EVENTS)).map(({ partition }) => parts.log.read(CASE_EVENTS, partition, 0, 1000)))
    ).flat()
    const entries = await Promise.all(
      records.map(async (record) => {
        const decoded = await decoder.decode(record.value)
        const entry = decoded.ok ? caseLogEntry(decoded.value, record.key) : 'unreadable'
        if (typeof entry === 'string') throw new Error(entry)
        return entry
      }),
    )
    const folded = foldCaseLog(entries)
    expect(rows.map(({ chain }) => chain.toString('hex'))).toEqual(folded.applied.map(({ chain }) => chain.toString('hex')))
    const head = await parts.store.db.selectFrom('case_log').selectAll().execute()
    expect(head).toEqual([{ case_log: kestrel, sequence: rows.length, chain: folded.chainAt(rows.length) }])
  })

  it('keeps the index part so that decisions can read it again', async () => {
    await run(await append('kestrel', 0, 1))
    const caseEvent = recordOf(loadRecords(), 'case-event')
    const decode = createIndexDecoder(
      createWriters([{ subject: caseEvent.subject, schema: caseEvent.source, fingerprint: caseEvent.fingerprint }]),
      caseEvent.avro,
    )
    const [row] = await events()
    if (row === undefined) throw new Error('no row')
    expect(decode(row.record_schema, row.index_part)).toMatchObject({
      event_id: row.event_id,
      case_log: kestrel,
      occurred: { from: '2024-02-09', until: null },
    })
  })

  it('keeps sealed parts as in the log, and beside them the reduced form that opens under the same key', async () => {
    await run(await append('kestrel', 0, 1))
    const rows = await parts.store.db.selectFrom('case_part').selectAll().where('class', '=', 'BEHAV').orderBy('form').execute()
    expect(rows.map(({ form }) => form)).toEqual(['plain', 'reduced'])
    expect(rows[0]?.hash).toEqual(rows[1]?.hash)
    const [event] = demoEvents('kestrel')
    if (event === undefined || rows[1] === undefined) throw new Error('nothing to open')
    const aad = partAad({ agency: event.agency, system: event.system, eventId: event.id, owner: '', class: 'BEHAV', form: 'reduced' })
    const keyed = { event: { ...event, event_id: event.id }, scope: { case: kestrel, person: '', class: 'BEHAV' } }
    const key = (await partKeys(parts.vault, [keyed], [], { create: false })).opening(keyed, rows[1].sealed)
    expect(key && valuesOf(open(key, aad, rows[1].sealed))).toEqual({ '/details/tactics': ['emotional', 'control'] })
  })

  it('knows who may have a link: publishers, types of agency asked, linked staff and agencies', async () => {
    await append('kestrel')
    await proposeCaseEvent(parts.log, parts.registry, link('5f'.repeat(32)))
    await run(await proposeCaseEvent(parts.log, parts.registry, link()))
    const rows = await parts.store.db.selectFrom('case_candidate').selectAll().execute()
    const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({ value }) => value)
    expect(new Set(of('agency'))).toEqual(new Set([...demoEvents('kestrel').map(({ agency }) => agency), 'norshire-idva']))
    expect(of('staff')).toEqual(['5f'.repeat(32)])
    const listed = demoEvents('kestrel').find(({ type }) => type === 'marac.case-listed')
    expect(new Set(of('agency_type'))).toEqual(new Set((listed?.data.details.agencies_asked as string[] | undefined) ?? []))
  })

  it('puts a record that it cannot use aside and goes on', async () => {
    const [first] = demoEvents('kestrel')
    if (first === undefined) throw new Error('no event')
    const record = await caseRecordOf(parts.vault, first, kestrel)
    await parts.log.append([
      { topic: CASE_EVENTS, key: kestrel, value: Buffer.from([0, 0, 0, 0, 99, 1]) },
      { topic: CASE_EVENTS, key: kestrel, value: Buffer.from('x') },
    ])
    await proposeCaseEvent(parts.log, parts.registry, { ...record, parts: [...record.parts, ...record.parts] })
    await proposeCaseEvent(parts.log, parts.registry, { ...record, index: { ...record.index, agency: agencyNamed('a\u0000b') } })
    await run(await append('kestrel', 0, 2))
    expect((await events()).map(({ sequence }) => sequence)).toEqual([1, 2])
  })

  it('is rebuilt from the log to the same bytes', async () => {
    await append('linnet')
    await append('kestrel')
    await run(await append('linnet', 0, 5))
    const before = await timelineHashes(parts.store.db)
    const rebuilt = await rebuildTimeline(parts)
    expect(rebuilt.records).toBe(demoEvents('linnet').length + demoEvents('kestrel').length + 5)
    expect(await timelineHashes(parts.store.db)).toEqual(before)
    expect(new Set(Object.values(before)).size).toBe(5)
    await run(await append('single-events', 0, 1))
    expect(await timelineHashes(parts.store.db)).not.toEqual(before)
  })

  it('holds its chain when a key is destroyed; what it sealed has no reduced form any more', async () => {
    await run(await append('kestrel', 0, 4))
    const before = await timelineHashes(parts.store.db)
    await parts.vault.destroy({ case: kestrel, person: '', class: 'BEHAV' })
    await rebuildTimeline(parts)
    const after = await timelineHashes(parts.store.db)
    expect({ ...after, case_part: '' }).toEqual({ ...before, case_part: '' })
    const reduced = await parts.store.db
      .selectFrom('case_part')
      .select(['sealed'])
      .where('class', '=', 'BEHAV')
      .where('form', '=', 'reduced')
      .execute()
    expect(reduced.map(({ sealed }) => sealed.length)).toEqual(reduced.map(() => 0))
  })

  it('lets nothing be prepared past an erasure that is not committed: keys that came back in a vault are destroyed by it', async () => {
    await append('kestrel', 0, 3)
    const [target] = demoEvents('kestrel')
    await proposeCaseEvent(
      parts.log,
      parts.registry,
      recordErased({
        eventId: uuidOf('erasure'),
        caseLog: kestrel,
        schema: '00'.repeat(32),
        at: '2026-01-05T09:00:00.000Z',
        by: agencyNamed('fixture-operator'),
        targets: [target?.id ?? ''],
        reason: 'erasure_request_upheld',
      }),
    )
    const step = timelineStep(parts)
    const held: boolean[] = []
    for await (const batches of readBatches(parts.log, CASE_EVENTS, await parts.log.ranges(CASE_EVENTS), 3))
      held.push(step.changesWhatFollows(await step.prepare(batches)))
    expect(held).toEqual([false, true])
  })
})
