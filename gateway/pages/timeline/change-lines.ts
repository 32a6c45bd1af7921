import type { TimelineItem } from '../../read/item.ts'
import { dateWords } from './dates.ts'
import type { DetailLine } from './details.ts'

/** Lines of an entry about what was said of it since: that it was corrected, both accounts where it is contested, why it is under review. */
export function changeLines(
  item: TimelineItem,
  byId: ReadonlyMap<string, TimelineItem>,
  linesOf: (item: TimelineItem) => readonly DetailLine[],
): readonly DetailLine[] {
  const corrected = item.corrected
    ? [{ key: 'Corrected', values: [`On ${dateWords(item.recorded_at)}. It replaces what was recorded before.`] }]
    : []
  const contested = (item.contested_in ?? []).flatMap((id): readonly DetailLine[] => {
    const contest = byId.get(id)
    if (contest === undefined) return [{ key: 'Contested', values: ['See the entry of the dispute, which is on another page.'] }]
    return [
      { key: 'Contested', values: [`On ${dateWords(contest.recorded_at)}, as recorded by ${contest.agency.name}`] },
      ...linesOf(contest).map(({ key, values }) => ({ key: `Contested: ${key.charAt(0).toLowerCase()}${key.slice(1)}`, values })),
    ]
  })
  const review =
    (item.under_review ?? []).length === 0
      ? []
      : [{ key: 'Under review', values: ['It was based on an entry that was withdrawn as of another person.'] }]
  return [...corrected, ...contested, ...review]
}
