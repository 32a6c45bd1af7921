import type { TimelineItem } from '../../read/item.ts'
import type { WordsContext } from './context.ts'
import { dateWords } from './dates.ts'
import { detailLines } from './details.ts'
import { eventLine } from './event-reference.ts'
import type { DetailLine } from './line.ts'

/** Lines of an entry about what was said of it since: that it was corrected, both accounts where it is contested, why it is under review. */
export function changeLines(item: TimelineItem, byId: ReadonlyMap<string, TimelineItem>, context: WordsContext): readonly DetailLine[] {
  const corrected = item.corrected
    ? [{ key: 'Corrected', values: [`On ${dateWords(item.recorded_at)}. It replaces what was recorded before.`] }]
    : []
  const contested = (item.contested_in ?? []).flatMap((id): readonly DetailLine[] => {
    const contest = byId.get(id)
    if (contest === undefined)
      return [{ key: 'Contested', values: ['See the entry of the dispute, which is not on this page.'], events: [{ id, isHere: false }] }]
    return [
      {
        key: 'Contested',
        values: [`On ${dateWords(contest.recorded_at)}, as recorded by ${contest.agency.name}`],
        events: [{ id, isHere: true }],
      },
      ...detailLines(contest.type, contest.data, context).map((said) => ({
        ...said,
        key: `Contested: ${said.key.charAt(0).toLowerCase()}${said.key.slice(1)}`,
      })),
    ]
  })
  const reviewed = item.under_review ?? []
  const review =
    reviewed.length === 0
      ? []
      : [
          { key: 'Under review', values: ['It was based on an entry that was withdrawn as of another person.'] },
          ...eventLine('Withdrawn as of another person', reviewed, context),
        ]
  return [...corrected, ...contested, ...review]
}
