import { sql, type RawBuilder } from 'kysely'
import type { Tables } from './tables.ts'

/**
 * The rows that have one of some values in a column, as a table to select from: each value is looked up by the column's index. With `= any(…)` the store guesses how many
 * rows that is, and without statistics, which an embedded store never has, it guesses that it is the whole table and reads it. `values`: each once.
 */
export const rowsWith = <T extends keyof Tables>(
  table: T,
  column: keyof Tables[T] & string,
  values: readonly string[],
): RawBuilder<Tables[T]> =>
  sql<Tables[T]>`(select found.* from unnest(${values}::text[]) as given (value)
    cross join lateral (select * from ${sql.table(table)} where ${sql.ref(column)} = given.value offset 0) as found)`
