import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import type { TimelineItem } from '../../read/item.ts'
import { dateWords, monthOf, monthWords, occurredWords } from './dates.ts'
import { detailLines, heldLine, type DetailLine } from './details.ts'
import { changeLines } from './change-lines.ts'
import { tagsOf } from './tags.ts'
import { pronounOf, titleOf } from './titles.ts'

/** An event as the page shows it: words only. */
export interface Entry {
  readonly id: string
  readonly title: string
  readonly byline: string
  /** For the `datetime` attribute: a date or month as recorded. */
  readonly date: string
  readonly when: string
  readonly recorded: string
  readonly tags: readonly string[]
  readonly lines: readonly DetailLine[]
}

export interface MonthGroup {
  readonly heading: string
  readonly entries: readonly Entry[]
}

/** Plainly not an erasure, and not a hint that there was nothing to say. */
const UNREADABLE =
  'What you may see of this entry, or part of it, cannot be read: the key that opens it is missing from this service. It was not erased, and may come back. Ask the agency that recorded it.'

const unreadableLine = ({ unreadable }: Pick<TimelineItem, 'unreadable'>): readonly DetailLine[] =>
  unreadable ? [{ key: 'Cannot be read', values: [UNREADABLE] }] : []

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined

/** Events under the months that they happened in, in the order given. */
export function monthGroups(
  items: readonly TimelineItem[],
  catalogue: Catalogue,
  agencyName: (id: string) => string | undefined,
): readonly MonthGroup[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  const lines = (item: TimelineItem): readonly DetailLine[] => detailLines(item.type, item.data, catalogue, agencyName)
  const entry = (item: TimelineItem): Entry => ({
    id: item.id,
    title: titleOf(item.type, pronounOf(field(item.data.subject, 'sex')), (name) => field(item.data.details, name), item.title),
    byline: item.agency.name,
    date: item.occurred.from,
    when: occurredWords(item.occurred),
    recorded: dateWords(item.recorded_at),
    tags: tagsOf(item),
    lines: [...unreadableLine(item), ...changeLines(item, byId, lines), ...lines(item), ...heldLine(item.data)],
  })
  return [...Map.groupBy(items, (item) => monthOf(item.occurred.from))].map(([month, group]) => ({
    heading: monthWords(month),
    entries: group.map(entry),
  }))
}
