import { sql, type RawBuilder } from 'kysely'
import type { Tables } from './tables.ts'

/** What rows are looked up by, value by value: for each of them an index begins with the column. */
export const LOOKED_UP = {
  case_log: ['case_log'],
  link_claim: ['event_id'],
  link_person: ['person', 'case_log'],
  link_proceeding: ['token'],
  link_token: ['token'],
  own_statement: ['about'],
  unlinked: ['event_id'],
  unlinked_awaits: ['token'],
} as const satisfies { readonly [T in keyof Tables]?: readonly (keyof Tables[T] & string)[] }

/**
 * The rows that have one of some values in a column, as a table to select from: each value is looked up by the column's index. With `= any(…)` the store guesses how many
 * rows that is, and without statistics, which an embedded store never has, it guesses that it is the whole table and reads it. `values`: each once.
 */
export const rowsWith = <T extends keyof typeof LOOKED_UP>(
  table: T,
  column: (typeof LOOKED_UP)[T][number],
  values: readonly string[],
): RawBuilder<Tables[T]> =>
  sql<Tables[T]>`(select found.* from unnest(${values}::text[]) as given (value)
    cross join lateral (select * from ${sql.table(table)} where ${sql.ref(column)} = given.value offset 0) as found)`
