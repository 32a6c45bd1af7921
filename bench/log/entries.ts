import { leafOf } from '../../core/transparency-log/leaf.ts'
import { accessRecord } from '../../tests/fixtures/access-records.ts'

/** Entries of the transparency log, as access records have them; of each round others. */
export const entriesOf = (round: number, count: number): readonly Buffer[] =>
  Array.from({ length: count }, (_, at) => leafOf(accessRecord(round * count + at)))

/** As many as share a sync: a full tile, as in Tessera. */
export const BATCH = 256

/** Entries in batches, in order. */
export const batchesOf = (entries: readonly Buffer[]): readonly (readonly Buffer[])[] =>
  Array.from({ length: Math.ceil(entries.length / BATCH) }, (_, at) => entries.slice(at * BATCH, (at + 1) * BATCH))
