import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import { breakGlassBody } from '../../api/audit/question-bodies.ts'
import {
  breakGlassHistory,
  type BreakGlassHistory,
  type BreakGlassHistoryAnswer,
  type OpeningItem,
} from '../../questions/break-glass-history.ts'
import { roleWords } from '../role-words.ts'
import { dateWords } from '../timeline/dates.ts'
import { accessWords } from './access-words.ts'
import type { ListQuestion } from './list-handlers.ts'

const NOT_SHOWN = 'Not shown to you'

function reviewWords({ due, overdue, review }: OpeningItem, { codeLists }: Pick<Catalogue, 'codeLists'>): string {
  if (review === null) return due === null ? 'None is due' : `${overdue ? 'Overdue: was' : 'Not yet:'} due ${dateWords(due)}`
  const found = codeLists.get('break_glass_outcome')?.codes.find(({ code }) => code === review.outcome)?.label ?? review.outcome
  return `${found}, ${dateWords(review.at)}, by ${roleWords(review.role)} of ${review.agency}`
}

/** The history of emergency access: who opened it, what they read, and what its review found. */
export const emergencyQuestion = (catalogue: Pick<Catalogue, 'codeLists'>): ListQuestion<BreakGlassHistory, BreakGlassHistoryAnswer> => ({
  path: '/audit/break-glass',
  title: 'The history of emergency access',
  intro: 'Every opening and every attempt, the newest first, with what was read while it was open and what its review found.',
  nothing: 'Nobody opened emergency access, or tried to, in that time.',
  readsTitle: 'Read while it was open',
  check: breakGlassBody,
  ask: breakGlassHistory,
  words: ({ items, next, complete }) => ({
    items: items.map((item) => ({
      heading: `${dateWords(item.at)}: ${item.outcome === 'permit' ? 'opened' : 'refused'}`,
      lines: [
        { key: 'By', value: accessWords(item) },
        { key: 'Reason', value: item.reason ?? NOT_SHOWN },
        ...(item.until === null ? [] : [{ key: 'Until', value: dateWords(item.until) }]),
        { key: 'Review', value: reviewWords(item, catalogue) },
        ...(item.review === null ? [] : [{ key: 'Rests on', value: item.review.note ?? NOT_SHOWN }]),
      ],
      reads: item.reads.map(accessWords),
    })),
    notices: complete ? [] : ['The newest may not be here yet: ask again in a moment.'],
    next,
  }),
})
