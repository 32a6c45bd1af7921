import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { keysOf } from '../../../consumers/timeline/keys.ts'
import { createReducedForms } from '../../../consumers/timeline/reduced-part.ts'
import { rebuildTimeline } from '../../../consumers/timeline/rebuild.ts'
import { verifyTimeline } from '../../../consumers/timeline/verify.ts'
import { createCaseEventWriter } from '../../../infra/event-log/case-events.ts'
import type { EventLog, LogRecord } from '../../../infra/event-log/port.ts'
import { caseLogOf, caseRecordOf } from '../../fixtures/case-records.ts'
import { demoEvents, theFirst } from '../../fixtures/demo-events.ts'
import { loadCatalogue } from '../../../schemas/catalogue/load.ts'
import { openEmbeddedParts, type EmbeddedParts } from '../../fixtures/embedded-parts.ts'
import { agencyNamed, caseLogNamed } from '../../fixtures/ids.ts'

const kestrel = caseLogOf('kestrel')
const custody = theFirst(({ type }) => type === 'justice.custody-status-changed')
const flip = sql<Buffer>`set_byte(sealed, 20, get_byte(sealed, 20) # 1)`

describe('one thing altered by hand is found and named', () => {
  let parts: EmbeddedParts
  beforeAll(async () => {
    parts = await openEmbeddedParts()
    const write = await createCaseEventWriter(parts.log, parts.registry)
    for (const name of ['kestrel', 'linnet'])
      await write(
        await Promise.all(
          demoEvents(name)
            .slice(0, 8)
            .map((event) => caseRecordOf(parts.vault, event, caseLogOf(name))),
        ),
      )
    await write([await caseRecordOf(parts.vault, custody, caseLogOf('custody'))])
    await rebuildTimeline(parts)
  }, 120_000)
  afterEach(async () => {
    await rebuildTimeline(parts)
  })
  afterAll(async () => {
    await parts.remove()
  })

  const db = () => parts.store.db
  const findings = () => verifyTimeline(parts)
  /** The log with one byte of the n-th event's record altered. */
  const alteredLog = (event: number, at: (value: Buffer) => number): EventLog => ({
    ...parts.log,
    read: async (...asked) => {
      const id = demoEvents('kestrel')[event]?.id ?? ''
      return (await parts.log.read(...asked)).map((record): LogRecord => {
        if (record.value.subarray(0, 60).indexOf(id) < 0) return record
        const value = Buffer.from(record.value)
        const place = at(value)
        value[place] = (value[place] ?? 0) ^ 1
        return { ...record, value }
      })
    },
  })
  const inLog = (event: number, at: (value: Buffer) => number) => verifyTimeline({ ...parts, log: alteredLog(event, at) })

  it('nothing, when nothing was altered', async () => {
    expect(await findings()).toEqual([])
  })

  it('nothing, when the store has a reduced form as an earlier release made it, which a rebuild makes anew', async () => {
    const caseLog = caseLogOf('custody')
    const stored = () =>
      db()
        .selectFrom('case_part')
        .select('sealed')
        .where('case_log', '=', caseLog)
        .where('class', '=', 'CRIM')
        .where('form', '=', 'reduced')
        .executeTakeFirstOrThrow()
    const record = await caseRecordOf(parts.vault, custody, caseLog)
    const keys = await keysOf(parts.vault, [{ record }])
    const part = record.parts.find((one) => one.class === 'CRIM')
    const before = part && createReducedForms(loadCatalogue(), () => undefined).before(record.index, part, keys)
    if (before === undefined) throw new Error('no form of before')
    const made = (await stored()).sealed
    expect(made.equals(before)).toBe(false)
    await db()
      .updateTable('case_part')
      .set({ sealed: before })
      .where('case_log', '=', caseLog)
      .where('class', '=', 'CRIM')
      .where('form', '=', 'reduced')
      .execute()
    expect(await findings()).toEqual([])
    await rebuildTimeline(parts)
    expect((await stored()).sealed.equals(made)).toBe(true)
  })

  it('a sealed part in the store', async () => {
    await db()
      .updateTable('case_part')
      .set({ sealed: flip })
      .where('case_log', '=', kestrel)
      .where('sequence', '=', 3)
      .where('class', '=', 'BEHAV')
      .where('form', '=', 'plain')
      .execute()
    expect(await findings()).toEqual([
      expect.objectContaining({ code: 'part-altered', in: 'store', caseLog: kestrel, sequence: 3, class: 'BEHAV', form: 'plain' }),
    ])
  })

  it('a reduced part in the store', async () => {
    await db()
      .updateTable('case_part')
      .set({ sealed: flip })
      .where('case_log', '=', kestrel)
      .where('sequence', '=', 2)
      .where('class', '=', 'META')
      .where('form', '=', 'reduced')
      .execute()
    expect(await findings()).toEqual([
      expect.objectContaining({ code: 'part-altered', in: 'store', sequence: 2, class: 'META', form: 'reduced' }),
    ])
  })

  it('an index part in the store', async () => {
    await db()
      .updateTable('case_event')
      .set({ index_part: sql<Buffer>`set_byte(index_part, 30, get_byte(index_part, 30) # 1)` })
      .where('case_log', '=', kestrel)
      .where('sequence', '=', 4)
      .execute()
    expect(await findings()).toEqual([expect.objectContaining({ code: 'index-altered', in: 'store', sequence: 4 })])
  })

  it.each([
    ['a chain', 'chain-altered', { chain: Buffer.alloc(32, 7) }],
    ['a column beside the index part', 'columns-altered', { agency: agencyNamed('another-agency') }],
    ['the hashes of its parts', 'columns-altered', { part_hashes: Buffer.alloc(64, 7) }],
  ])('%s in the store', async (_, code, change) => {
    await db().updateTable('case_event').set(change).where('case_log', '=', kestrel).where('sequence', '=', 5).execute()
    expect(await findings()).toEqual([expect.objectContaining({ code, in: 'store', sequence: 5 })])
  })

  it.each([
    [
      'an own publication taken out of the store',
      'publication-missing',
      async () =>
        db()
          .deleteFrom('publication')
          .where('event_id', '=', demoEvents('kestrel')[2]?.id ?? '')
          .execute(),
    ],
    [
      'the type of an own publication',
      'publication-altered',
      async () =>
        db()
          .updateTable('publication')
          .set({ type: 'voice.views-recorded' })
          .where('event_id', '=', demoEvents('kestrel')[2]?.id ?? '')
          .execute(),
    ],
  ])('%s', async (_, code, change) => {
    await change()
    expect(await findings()).toEqual([expect.objectContaining({ code, in: 'store', caseLog: kestrel, sequence: 3 })])
  })

  it('an event taken out of the store', async () => {
    await db().deleteFrom('case_event').where('case_log', '=', kestrel).where('sequence', '=', 6).execute()
    expect(await findings()).toEqual([expect.objectContaining({ code: 'event-missing', in: 'store', sequence: 6 })])
  })

  it('the last event taken out of the store, with its head', async () => {
    await db().deleteFrom('case_part').where('case_log', '=', kestrel).where('sequence', '=', 8).execute()
    await db().deleteFrom('case_event').where('case_log', '=', kestrel).where('sequence', '=', 8).execute()
    const before = await db()
      .selectFrom('case_event')
      .select('chain')
      .where('case_log', '=', kestrel)
      .where('sequence', '=', 7)
      .executeTakeFirstOrThrow()
    await db().updateTable('case_log').set({ sequence: 7, chain: before.chain }).where('case_log', '=', kestrel).execute()
    expect(await findings()).toEqual([expect.objectContaining({ code: 'event-missing', in: 'store', sequence: 8 })])
  })

  it('an event put into the store', async () => {
    const row = await db()
      .selectFrom('case_event')
      .selectAll()
      .where('case_log', '=', kestrel)
      .where('sequence', '=', 8)
      .executeTakeFirstOrThrow()
    await db()
      .insertInto('case_event')
      .values({ ...row, sequence: 9, event_id: 'made-up' })
      .execute()
    expect(await findings()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'event-extra', in: 'store', sequence: 9 }),
        expect.objectContaining({ code: 'head-altered' }),
      ]),
    )
  })

  it('a case that no log has', async () => {
    await db()
      .insertInto('case_log')
      .values({ case_log: caseLogNamed('made-up'), sequence: 0, chain: Buffer.alloc(32) })
      .execute()
    await db()
      .insertInto('case_candidate')
      .values({ case_log: caseLogNamed('made-up'), kind: 'agency', value: 'a' })
      .execute()
    expect(await findings()).toEqual([expect.objectContaining({ code: 'candidate-extra', caseLog: 'made-up' })])
  })

  it('a part, a candidate and a head taken out or changed in the store', async () => {
    await db().deleteFrom('case_part').where('case_log', '=', kestrel).where('sequence', '=', 1).where('class', '=', 'SOURCE').execute()
    await db().deleteFrom('case_candidate').where('case_log', '=', kestrel).where('value', '=', 'norshire-police').execute()
    await db().updateTable('case_log').set({ sequence: 99 }).where('case_log', '=', kestrel).execute()
    expect((await findings()).map(({ code, in: where }) => `${code} ${where}`).sort()).toEqual([
      'candidate-missing store',
      'head-altered store',
      'part-missing store',
    ])
  })

  it('a byte of an index part in the log', async () => {
    const at = (value: Buffer) => (value.indexOf('behaviour.') >= 0 ? value.indexOf('behaviour.') + 10 : value.indexOf('norshire'))
    expect(await inLog(2, at)).toEqual([expect.objectContaining({ code: 'index-altered', in: 'log', caseLog: kestrel, sequence: 3 })])
  })

  it('a byte of a sealed part in the log', async () => {
    expect(await inLog(4, (value) => value.length - 10)).toEqual([
      expect.objectContaining({ code: 'part-altered', in: 'log', caseLog: kestrel, sequence: 5 }),
    ])
  })

  it('a byte of the log’s file', async () => {
    const file = new DatabaseSync(join(parts.folder, 'log', 'events.sqlite'))
    const records = file.prepare('select id, value from record').all() as { id: number; value: Uint8Array }[]
    const id = demoEvents('kestrel')[6]?.id ?? ''
    const record = records.find(({ value }) => Buffer.from(value).subarray(0, 60).indexOf(id) >= 0)
    if (record === undefined) throw new Error('not in the log')
    const value = Buffer.from(record.value)
    value[value.length - 5] = (value[value.length - 5] ?? 0) ^ 1
    const put = file.prepare('update record set value = ? where id = ?')
    put.run(value, record.id)
    const found = await findings()
    put.run(record.value, record.id)
    file.close()
    expect(found).toEqual([expect.objectContaining({ code: 'part-altered', in: 'log', caseLog: kestrel, sequence: 7 })])
  })

  it('a record of the log that can no longer be read', async () => {
    const altered = await inLog(4, () => 0)
    expect(altered.map(({ code, in: where }) => `${code} ${where}`)).toEqual(['record-unreadable log', 'event-missing log'])
  })

  it('a part sealed anew in log and store alike', async () => {
    const log = alteredLog(1, (value) => value.length - 10)
    await rebuildTimeline({ ...parts, log })
    expect(await verifyTimeline({ ...parts, log })).toEqual([expect.objectContaining({ code: 'part-unauthentic', in: 'log', sequence: 2 })])
  })

  it('nothing, when a key was destroyed', async () => {
    await parts.vault.destroy({ case: kestrel, person: '', class: 'RISK' })
    expect(await findings()).toEqual([])
    await rebuildTimeline(parts)
    expect(await findings()).toEqual([])
  })
})
