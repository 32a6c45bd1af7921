import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { sql } from 'kysely'
import { columns } from '../../infra/read-store/columns.ts'
import { insertMany, insertTogether, into } from '../../infra/read-store/insert-many.ts'
import { moveOffset, nextOffset } from '../../infra/read-store/offsets.ts'
import type { ReadStore, ReadStoreDb } from '../../infra/read-store/port.ts'
import type { OnQuery } from '../../infra/read-store/query-log.ts'
import { LOOKED_UP, rowsWith } from '../../infra/read-store/rows-with.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import type { CasePartTable, Tables } from '../../infra/read-store/tables.ts'
import { agencyNamed, caseLogNamed, personNamed } from '../fixtures/ids.ts'

/** A place for one read store: opened again after an orderly close, it has what it had. */
export interface ReadStorePlace {
  open(options: { readonly onQuery: OnQuery }): Promise<ReadStore>
  remove(): Promise<void>
}

const part = (sequence: number, sealed: Buffer, kase = 'case-1'): CasePartTable => ({
  case_log: caseLogNamed(kase),
  sequence,
  owner: '',
  class: 'META',
  form: 'plain',
  hash: Buffer.alloc(32, sequence),
  sealed,
})

const everyByte = Buffer.from(Array.from({ length: 256 }, (_, index) => index))

/** The suite that every read store passes. */
export function readStoreContract(name: string, createPlace: () => Promise<ReadStorePlace>): void {
  describe(`read store contract: ${name}`, () => {
    let place: ReadStorePlace
    let store: ReadStore
    let db: ReadStoreDb
    const asked: { sql: string; parameters: readonly unknown[] }[] = []
    const open = async (): Promise<void> => {
      store = await place.open({
        onQuery: (text, parameters) => {
          asked.push({ sql: text, parameters })
        },
      })
      db = store.db
    }
    beforeAll(async () => {
      place = await createPlace()
      await open()
    })
    afterAll(async () => {
      await store.close()
      await place.remove()
    })
    beforeEach(async () => {
      for (const table of Object.keys(columns) as (keyof Tables)[]) await db.deleteFrom(table).execute()
      asked.length = 0
    })

    describe('tables', () => {
      it('have the columns and types that the code believes, none of them null, none numbered or stamped by the database', async () => {
        const { rows } = await sql<{
          table_name: string
          column_name: string
          data_type: string
          is_nullable: string
          column_default: unknown
        }>`
          select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
          where table_schema = current_schema() and table_name <> 'migration' order by table_name, ordinal_position`.execute(db)
        const found: Record<string, Record<string, string>> = {}
        for (const row of rows) (found[row.table_name] ??= {})[row.column_name] = row.data_type
        expect(found).toEqual(columns)
        expect(rows.filter((row) => row.is_nullable !== 'NO' || row.column_default !== null)).toEqual([])
      })

      it("sort text by its bytes, whatever the machine's language", async () => {
        const values = ['a', 'B', 'é', 'Z', 'b', '_', '10', '9']
        await insertMany(
          db,
          'case_candidate',
          values.map((value) => ({ case_log: caseLogNamed('c'), kind: 'staff', value })),
        )
        const rows = await db.selectFrom('case_candidate').select('value').orderBy('value').execute()
        expect(rows.map((row) => row.value)).toEqual(['10', '9', 'B', 'Z', '_', 'a', 'b', 'é'])
      })

      it('refuse an event whose number or identity the case has already', async () => {
        const event = {
          case_log: caseLogNamed('case-1'),
          sequence: 1,
          agency: agencyNamed('a'),
          system: 's',
          event_id: 'e',
          type: 't',
          record_schema: 'f',
          index_part: everyByte,
          part_hashes: everyByte,
          chain: everyByte,
          warnings: '[]',
        }
        await db.insertInto('case_event').values(event).execute()
        await expect(
          db
            .insertInto('case_event')
            .values({ ...event, event_id: 'other' })
            .execute(),
        ).rejects.toMatchObject({ code: '23505' })
        await expect(
          db
            .insertInto('case_event')
            .values({ ...event, sequence: 2 })
            .execute(),
        ).rejects.toMatchObject({ code: '23505' })
        await db
          .insertInto('case_event')
          .values({ ...event, case_log: caseLogNamed('case-2') })
          .execute()
      })
    })

    describe('values', () => {
      it('come back byte for byte, of no bytes and of a megabyte too', async () => {
        const values = [everyByte, Buffer.alloc(0), Buffer.alloc(1_048_576, everyByte)]
        for (const [index, sealed] of values.entries()) await db.insertInto('case_part').values(part(index, sealed)).execute()
        const rows = await db.selectFrom('case_part').select('sealed').orderBy('sequence').execute()
        expect(values.map((value, index) => rows[index]?.sealed.equals(value))).toEqual([true, true, true])
      })

      it('have bigints as numbers, counts too, and refuse one that a number cannot hold', async () => {
        const sequence = Number.MAX_SAFE_INTEGER
        await db
          .insertInto('case_log')
          .values({ case_log: caseLogNamed('c'), sequence, chain: everyByte })
          .execute()
        const counted = db.selectFrom('case_log').select(['sequence', (eb) => eb.fn.countAll().over().as('count')])
        expect(await counted.execute()).toEqual([{ sequence, count: 1 }])
        await expect(sql`select 9007199254740993::bigint as n`.execute(db)).rejects.toThrow(RangeError)
        expect((await sql`select 1 as n`.execute(db)).rows).toEqual([{ n: 1 }])
      })

      it('keep every letter of a text', async () => {
        const people = JSON.stringify(['Zoë', '𝔘', '"\\', '\n'])
        const inbox = { inbox_topic: 't', inbox_partition: 0, inbox_offset: 0 }
        const claim = {
          agency: agencyNamed('a'),
          system: 's',
          event_id: 'e',
          type: 't',
          digest: '',
          ...inbox,
          case_log: caseLogNamed('c'),
          people,
        }
        await db.transaction().execute((tx) => insertMany(tx, 'link_claim', [claim]))
        expect(await db.selectFrom('link_claim').selectAll().execute()).toEqual([claim])
      })
    })

    describe('insertMany', () => {
      it('inserts any number of rows, and none', async () => {
        const parts = Array.from({ length: 2_345 }, (_, index) => part(index, everyByte.subarray(0, index % 256)))
        await db.transaction().execute(async (tx) => {
          expect(await insertMany(tx, 'case_part', [])).toBe(0)
          expect(await insertMany(tx, 'case_part', parts)).toBe(2_345)
        })
        const rows = await db.selectFrom('case_part').selectAll().orderBy('sequence').execute()
        expect(rows).toHaveLength(2_345)
        expect(rows.every((row, index) => row.sequence === index && row.sealed.equals(parts[index]?.sealed ?? everyByte))).toBe(true)
      })

      it('inserts what a list of values would, in every table', async () => {
        const sample = { text: 'x', bigint: 2 ** 40, integer: -7, bytea: everyByte }
        const chosen: Record<string, string> = {
          form: 'reduced',
          kind: 'staff',
          role: 'child',
          log: 'links',
          acted: 'yes',
          'link_merged.kind': 'case',
        }
        for (const [table, types] of Object.entries(columns) as [keyof Tables, Record<string, keyof typeof sample>][]) {
          const row = Object.fromEntries(
            Object.entries(types).map(([column, type]) => [column, chosen[`${table}.${column}`] ?? chosen[column] ?? sample[type]]),
          ) as never
          await db.transaction().execute((tx) => insertMany(tx, table, [row]))
          expect(await db.selectFrom(table).selectAll().execute()).toEqual([row])
        }
      })

      it('leaves out the rows that are there when asked to, and else refuses them all', async () => {
        const rows = ['a', 'b', 'c'].map((value) => ({ case_log: caseLogNamed('c'), kind: 'agency' as const, value }))
        const insert = (list: typeof rows, ignoreRepeats: boolean) => insertMany(db, 'case_candidate', list, { ignoreRepeats })
        expect(await insert(rows.slice(0, 2), false)).toBe(2)
        expect(await insert(rows, true)).toBe(1)
        await expect(insert(rows, false)).rejects.toMatchObject({ code: '23505' })
      })
    })

    describe('insertTogether', () => {
      const candidates = ['a', 'b', 'c'].map((value) => ({ case_log: caseLogNamed('c'), kind: 'agency' as const, value }))

      it('inserts into several tables what insertMany would into each, however many rows each has', async () => {
        const parts = Array.from({ length: 1_234 }, (_, index) => part(index, everyByte.subarray(0, index % 256)))
        await insertMany(db, 'case_candidate', candidates.slice(0, 1))
        await db.transaction().execute(async (tx) => {
          await insertTogether(tx, [
            into('case_part', parts),
            into('publication', []),
            into('case_candidate', candidates, { ignoreRepeats: true }),
          ])
          await insertTogether(tx, [])
        })
        const rows = await db.selectFrom('case_part').selectAll().orderBy('sequence').execute()
        expect(rows.map(({ sealed }) => sealed.length)).toEqual(parts.map(({ sealed }) => sealed.length))
        expect(await db.selectFrom('case_candidate').selectAll().orderBy('value').execute()).toEqual(candidates)
      })

      it('inserts nothing where one of the tables has a row already', async () => {
        await insertMany(db, 'case_candidate', candidates.slice(2))
        const inserting = insertTogether(db, [into('case_part', [part(1, everyByte)]), into('case_candidate', candidates)])
        await expect(inserting).rejects.toMatchObject({ code: '23505' })
        expect(await db.selectFrom('case_part').selectAll().execute()).toEqual([])
      })
    })

    describe('rowsWith', () => {
      it('is the rows that have one of the values, each once', async () => {
        const rows = [
          { person: personNamed('a'), kind: 'k', token: 'one', agency: '' as const },
          { person: personNamed('a'), kind: 'k', token: 'two', agency: '' as const },
          { person: personNamed('b'), kind: 'k', token: 'one', agency: '' as const },
        ]
        await insertMany(db, 'link_token', rows)
        const found = (tokens: readonly string[]) =>
          db
            .selectFrom(rowsWith('link_token', 'token', tokens).as('found'))
            .selectAll()
            .orderBy('person')
            .orderBy('token')
            .execute()
        expect(await found(['one', 'none'])).toEqual([rows[0], rows[2]])
        expect(await found(['one', 'two'])).toEqual(rows)
        expect(await found([])).toEqual([])
      })

      it.each(
        Object.entries(LOOKED_UP).flatMap(([table, columns]) =>
          columns.map((column) => [table as keyof typeof LOOKED_UP, column] as const),
        ),
      )('finds rows of %s by %s in an index, however many there are', async (table, column) => {
        const plan = await db.transaction().execute(async (tx) => {
          // What has few rows is read as a whole where that is allowed.
          await sql`set local enable_seqscan = off`.execute(tx)
          const { rows } = await sql<{
            'QUERY PLAN': string
          }>`explain select * from ${rowsWith(table, column, ['one', 'two'])} as found`.execute(tx)
          return rows.map((row) => row['QUERY PLAN']).join('\n')
        })
        expect(plan).toMatch(new RegExp(`Index (Only )?Scan using \\w+ on ${table}\\b|Bitmap Heap Scan on ${table}\\b`))
        expect(plan).toMatch(new RegExp(`Index Cond: \\(\\(?${column} = given\\.value`))
      })
    })

    describe('offsets', () => {
      const at = { consumer: 'timeline', topic: 'case.events', partition: 3 }
      const move = (from: number | undefined, to: number) => db.transaction().execute((tx) => moveOffset(tx, { ...at, from, to }))
      const next = () => nextOffset(db, at.consumer, at.topic, at.partition)

      it('begin as none and move on', async () => {
        expect(await next()).toBeUndefined()
        await move(undefined, 10)
        await move(10, 25)
        expect(await next()).toBe(25)
        expect(await nextOffset(db, 'timeline', 'case.events', 4)).toBeUndefined()
      })

      it('move once: who comes second from the same place has no effect', async () => {
        await expect(move(5, 6)).rejects.toMatchObject({ code: 'offset-lost' })
        await move(undefined, 10)
        await expect(move(undefined, 10)).rejects.toMatchObject({ code: 'offset-lost' })
        const work = () =>
          db.transaction().execute(async (tx) => {
            await moveOffset(tx, { ...at, from: 10, to: 20 })
            await insertMany(tx, 'case_part', [part(1, everyByte)])
          })
        const results = await Promise.allSettled([work(), work()])
        expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
        expect(await next()).toBe(20)
        expect(await db.selectFrom('case_part').selectAll().execute()).toHaveLength(1)
      })
    })

    describe('transactions', () => {
      it('have all of their effects or none', async () => {
        const failing = db.transaction().execute(async (tx) => {
          await moveOffset(tx, { consumer: 'c', topic: 't', partition: 0, from: undefined, to: 1 })
          await insertMany(tx, 'case_part', [part(1, everyByte)])
          throw new Error('stop')
        })
        await expect(failing).rejects.toThrow('stop')
        expect(await nextOffset(db, 'c', 't', 0)).toBeUndefined()
        expect(await db.selectFrom('case_part').selectAll().execute()).toEqual([])
      })

      it('leave the store usable after a statement failed in them', async () => {
        const failing = db.transaction().execute(async (tx) => {
          await insertMany(tx, 'case_part', [part(1, everyByte)])
          await insertMany(tx, 'case_part', [part(1, everyByte)])
        })
        await expect(failing).rejects.toMatchObject({ code: '23505' })
        await db.transaction().execute((tx) => insertMany(tx, 'case_part', [part(1, everyByte)]))
        expect(await db.selectFrom('case_part').selectAll().execute()).toHaveLength(1)
      })

      it('never mix with what others ask at the same time', async () => {
        const add = (sequence: number, fail: boolean) =>
          db
            .transaction()
            .execute(async (tx) => {
              await tx.insertInto('case_part').values(part(sequence, everyByte)).execute()
              await tx.selectFrom('case_part').select('sequence').execute()
              if (fail) throw new Error('stop')
            })
            .catch(() => undefined)
        const count = () => db.selectFrom('case_part').select('sequence').execute()
        await Promise.all(Array.from({ length: 40 }, (_, index) => [add(index, index % 2 === 0), count()]).flat())
        expect((await count()).map((row) => row.sequence).sort((a, b) => a - b)).toEqual(
          Array.from({ length: 20 }, (_, index) => index * 2 + 1),
        )
      })
    })

    describe('snapshots', () => {
      it('see one moment, whatever is written meanwhile', async () => {
        await db.insertInto('case_part').values(part(1, everyByte)).execute()
        let written: Promise<unknown> = Promise.resolve()
        const counts = await readSnapshot(db, async (tx) => {
          const before = await tx.selectFrom('case_part').selectAll().execute()
          written = db.insertInto('case_part').values(part(2, everyByte)).execute()
          await new Promise((resolve) => {
            setTimeout(resolve, 50)
          })
          const after = await tx.selectFrom('case_part').selectAll().execute()
          return [before.length, after.length]
        })
        await written
        expect(counts).toEqual([1, 1])
        expect(await readSnapshot(db, (tx) => tx.selectFrom('case_part').selectAll().execute())).toHaveLength(2)
      })

      it('cannot write', async () => {
        await expect(readSnapshot(db, (tx) => insertMany(tx, 'case_part', [part(1, everyByte)]))).rejects.toMatchObject({ code: '25006' })
      })
    })

    it('tells a hook every statement with its parameters, failed ones too', async () => {
      await db.selectFrom('case_part').select('sealed').where('case_log', '=', caseLogNamed('case-9')).execute()
      await sql`select * from no_such_table where x = ${1}`.execute(db).catch(() => undefined)
      expect(asked).toEqual([
        { sql: 'select "sealed" from "case_part" where "case_log" = $1', parameters: ['case-9'] },
        { sql: 'select * from no_such_table where x = $1', parameters: [1] },
      ])
    })

    it('is empty at first and kept after an orderly close', async () => {
      expect(store.fresh).toBe(true)
      await db.insertInto('case_part').values(part(7, everyByte)).execute()
      await store.close()
      await open()
      expect(store.fresh).toBe(false)
      expect(await db.selectFrom('case_part').selectAll().execute()).toEqual([part(7, everyByte)])
    })
  })
}
