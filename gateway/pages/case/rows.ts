import type { TimelineItem } from '../../read/item.ts'
import { monthOf, monthWords } from '../timeline/dates.ts'
import type { Entry } from '../timeline/entries.ts'

/** An entry as lists of a case have it: a line that opens to everything. */
export interface Row extends Omit<Entry, 'marks'> {
  /** Its day, month or range; a time stands in the opened entry. */
  readonly day: string
  /** What has to be known beside how it is known: late, corrected, contested, withdrawn, not in effect … */
  readonly marks: readonly string[]
}

/** The line of an entry. `warned`: whether the reader faces him. */
export const rowOf = (entry: Entry, warned: boolean): Row => ({
  ...entry,
  warnings: warned ? entry.warnings : [],
  day: entry.when.replaceAll(/ at \d{1,2}:\d{2}[ap]m/g, ''),
  marks: entry.tags.filter((tag) => tag !== entry.basis),
})

/** Rows under the months that they happened in, in the order given. */
export function byMonth<One extends { readonly id: string }>(
  rows: readonly One[],
  items: readonly TimelineItem[],
): readonly { readonly heading: string; readonly rows: readonly One[] }[] {
  const months = new Map(items.map(({ id, occurred }) => [id, monthOf(occurred.from)]))
  return [...Map.groupBy(rows, ({ id }) => months.get(id) ?? '')].map(([month, of]) => ({ heading: monthWords(month), rows: of }))
}
