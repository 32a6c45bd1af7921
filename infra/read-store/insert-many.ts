import { CompiledQuery } from 'kysely'
import { binaryArray } from './binary-array.ts'
import { columns, type ColumnType } from './columns.ts'
import type { ReadStoreDb } from './port.ts'
import type { Tables } from './tables.ts'

/** Most rows of one statement: a message of a few megabytes at the sizes of events. */
const MOST_ROWS = 1_000

export interface InsertManyOptions {
  /** Leaves rows out whose key is there already (`on conflict do nothing`). Default: they are an error. */
  readonly ignoreRepeats?: boolean
}

function statementFor(table: keyof Tables, types: readonly (readonly [string, ColumnType])[], ignoreRepeats: boolean): string {
  const names = types.map(([name]) => name).join(', ')
  const arrays = types.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')
  return `insert into ${table} (${names}) select * from unnest(${arrays})${ignoreRepeats ? ' on conflict do nothing' : ''}`
}

/**
 * Inserts rows as one array per column, in binary: the same short statement for any number of rows, prepared once.
 * About twice as fast as a list of values. Resolves with the number of rows inserted.
 */
export async function insertMany<T extends keyof Tables>(
  db: ReadStoreDb,
  table: T,
  rows: readonly Tables[T][],
  options: InsertManyOptions = {},
): Promise<number> {
  const types = Object.entries(columns[table]) as [string & keyof Tables[T], ColumnType][]
  const statement = statementFor(table, types, options.ignoreRepeats ?? false)
  let inserted = 0
  for (let from = 0; from < rows.length; from += MOST_ROWS) {
    const chunk = rows.slice(from, from + MOST_ROWS)
    const arrays = types.map(([name, type]) =>
      binaryArray(
        type,
        chunk.map((row) => row[name]),
      ),
    )
    inserted += Number((await db.executeQuery(CompiledQuery.raw(statement, arrays))).numAffectedRows ?? 0)
  }
  return inserted
}
