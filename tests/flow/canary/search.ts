import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { INBOX_PATTERN } from '../../../infra/event-log/topics.ts'
import type { ReadStore } from '../../../infra/read-store/port.ts'
import type { SchemaRegistry } from '../../../infra/registry/port.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import { CANARY } from './mark.ts'

/** Something that must have no mark in it, and how it is found again. */
export interface Place {
  readonly where: string
  readonly bytes: Buffer
}

/** Finds personal text in bytes, whatever its case and as written or without what stands between its letters and digits. */
export function createSearch(planted: Iterable<string>): (places: Iterable<Place>) => readonly string[] {
  const needles = new Set([CANARY, Buffer.from(CANARY, 'utf16le').toString('latin1'), Buffer.from(CANARY).toString('hex')])
  for (const text of planted) {
    if (text.toLowerCase().includes(CANARY)) continue
    needles.add(text.toLowerCase())
    needles.add(text.toLowerCase().replace(/[^a-z0-9]/g, ''))
  }
  return (places) =>
    [...places].flatMap(({ where, bytes }) => {
      const text = bytes.toString('latin1').toLowerCase()
      return [...needles].filter((needle) => text.includes(needle)).map((needle) => `${needle} in ${where}`)
    })
}

/** Values as JSON with bytes as Latin-1 text, so that text in them is text. */
const readable = (value: unknown): Buffer =>
  Buffer.from(
    JSON.stringify(value, (_, member: unknown) => {
      const bytes = member as { type?: string; data?: readonly number[] } | null
      return bytes?.type === 'Buffer' && bytes.data ? Buffer.from(bytes.data).toString('latin1') : member
    }),
    'latin1',
  )

/** Every record of every topic that is no inbox, decoded, with its key, headers and raw bytes. Throws for one that does not decode. */
export async function recordsOf(log: EventLog, registry: SchemaRegistry): Promise<ReadonlyMap<string, readonly Place[]>> {
  const decoder = createRecordCodec(registry)
  const found = new Map<string, readonly Place[]>()
  for (const { topic } of await log.topics()) {
    if (INBOX_PATTERN.test(topic)) continue
    const places: Place[] = []
    for (const { partition, start, end } of await log.ranges(topic)) {
      for (const { offset, key, headers, value } of await log.read(topic, partition, start, end - start)) {
        const decoded = await decoder.decode(value)
        if (!decoded.ok) throw new Error(`A record of ${topic} does not decode.`)
        places.push({
          where: `${topic} ${String(partition)}/${String(offset)}`,
          bytes: Buffer.concat([readable([key, headers, decoded.value.value]), value]),
        })
      }
    }
    found.set(topic, places)
  }
  return found
}

/** Every column of every row of every table that is ours. */
export async function rowsOf({ db }: ReadStore): Promise<ReadonlyMap<string, readonly Place[]>> {
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1, 2`.execute(db)
  const found = new Map<string, readonly Place[]>()
  for (const { schema, name } of tables) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(`${schema}.${name}`)}`.execute(db)
    found.set(
      name,
      rows.map((row, place) => ({ where: `${name} row ${String(place)}`, bytes: readable(row) })),
    )
  }
  return found
}

/** Rows of the event log's own file: those of inboxes, and all others. */
export function fileRowsOf(folder: string): { readonly inbox: readonly Place[]; readonly record: readonly Place[] } {
  const database = new DatabaseSync(join(folder, 'events.sqlite'), { readOnly: true })
  try {
    const select = 'SELECT p.topic, r."offset" AS at, r.key, r.value, r.headers FROM record r JOIN partition p ON p.id = r.partition'
    const rows = database.prepare(select).all()
    const places = rows.map(({ topic, at, key, value, headers }) => ({
      topic: String(topic),
      where: `file row ${String(topic)} ${String(at)}`,
      bytes: Buffer.concat([Buffer.from(JSON.stringify([key, headers])), Buffer.from(value as Uint8Array)]),
    }))
    return {
      inbox: places.filter(({ topic }) => INBOX_PATTERN.test(topic)),
      record: places.filter(({ topic }) => !INBOX_PATTERN.test(topic)),
    }
  } finally {
    database.close()
  }
}

/** Every file below a folder, without those of the event log. */
export const filesOf = (folder: string): readonly Place[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join(folder, 'log')))
    .map((entry) => ({ where: join(entry.parentPath, entry.name), bytes: readFileSync(join(entry.parentPath, entry.name)) }))
