import type { BreakGlassHistoryAnswer } from '../gateway/questions/break-glass-history.ts'
import type { InstrumentsAnswer } from '../gateway/questions/instruments.ts'
import type { AccessItem, SeenClass } from '../gateway/questions/read-item.ts'
import type { SeenByAnswer } from '../gateway/questions/seen-by.ts'
import type { WhoSawAnswer } from '../gateway/questions/who-saw.ts'
import type { WhyAnswer } from '../gateway/questions/why.ts'
import type { WithdrawnAnswer } from '../gateway/questions/withdrawn.ts'
import { counted } from '../core/words/counted.ts'

const who = ({ reader }: Pick<AccessItem, 'reader'>): string =>
  `${reader.staff ?? '(not known)'} (${reader.role.replaceAll('_', ' ')}, ${reader.agency_name})`

const classes = (seen: readonly SeenClass[]): string =>
  seen.map(({ class: code, form, events }) => `${code}${form === 'plain' ? '' : ' in short'} of ${String(events)}`).join(', ')

const emergency = ({ break_glass: isOpen }: AccessItem): string => (isOpen ? ', emergency access' : '')

const accessLine = (item: AccessItem): string =>
  `${item.at} ${who(item)}: ${item.did}, for ${item.purpose.replaceAll('_', ' ')}${item.outcome === 'permit' ? '' : `: refused (${item.outcome})`}${emergency(item)} [${item.record}]`

const following = (next: string | null, complete: boolean): readonly string[] => [
  ...(next === null ? [] : [`More: --after ${next}`]),
  ...(complete ? [] : ['The newest reads may not be in it yet: ask again in a moment.']),
]

const own = ({ count, notice }: WhoSawAnswer['own_reads']): readonly string[] => (count === 0 ? [] : [`${notice} (${String(count)})`])

/** Who saw somebody, a line for each read. */
export function whoSawWords({ candidates, items, next, summary, own_reads, complete }: WhoSawAnswer): readonly string[] {
  if (candidates.length > 1)
    return [
      'Several people may be meant. Ask again with --people and one or more of:',
      ...candidates.map(
        ({ person, role, case: caseId, matched, entries }) =>
          `${person}\n  ${role} in case ${caseId}, by ${matched.join(' and ')}, named in ${counted(entries, 'entry', 'entries')}`,
      ),
    ]
  return [
    ...items.flatMap((item) => [accessLine(item), `  ${classes(item.classes)}`]),
    summary === null
      ? `${counted(items.length, 'read')} on this page.`
      : `${counted(summary.reads, 'read')} by ${counted(summary.readers, 'person', 'people')} of ${counted(summary.agencies.length, 'agency', 'agencies')}.`,
    ...own(own_reads),
    ...following(next, complete),
  ]
}

/** What somebody saw, a line for each access. */
export const seenByWords = ({ items, next, complete }: SeenByAnswer): readonly string[] => [
  ...items.flatMap((item) => [accessLine(item), ...(item.classes.length === 0 ? [] : [`  ${classes(item.classes)}`])]),
  `${String(items.length)} on this page.`,
  ...following(next, complete),
]

/** Why a read was allowed: a paragraph, and its policies by name. */
export const whyWords = (answer: WhyAnswer): readonly string[] => [
  accessLine(answer),
  answer.because,
  ...answer.policies.map(({ id, says, entries }) => `  ${id} (${String(entries)}): ${says}`),
  `Made again from the logs: ${answer.replay}${answer.replay_detail === null ? '' : `, ${answer.replay_detail}`}`,
]

/** Who read what was withdrawn: each entry, and its readers. */
export const withdrawnWords = ({ items, next, own_reads, complete, more }: WithdrawnAnswer): readonly string[] => [
  ...items.flatMap(({ title, what, said_at, said_by, case: caseId, readers }) => [
    `${title} in case ${caseId}: ${what} ${said_at} by ${said_by}; read before by ${String(readers.length)}`,
    ...readers.map((reader) => `  ${accessLine(reader)}${reader.answer === null ? '' : `, acted on it: ${reader.answer.acted}`}`),
  ]),
  ...own(own_reads),
  ...following(next, complete),
  ...(more ? ['There are more cases than were looked through: ask about one case (--case), or a shorter time.'] : []),
]

/** Whose word counts in a case: each instrument with who used it. */
export const instrumentsWords = ({ items, own_reads, complete, more }: InstrumentsAnswer): readonly string[] => [
  ...items.flatMap(({ kind, title, said_by, published_at, effect, until, used_by: users }) => [
    `${published_at} ${kind}: ${title}, said by ${said_by}; ${effect}${until === null ? '' : ` until ${until}`}`,
    ...(users ?? []).map((user) => `  ${who({ reader: user })} ${String(user.accesses)} times, ${user.first} to ${user.last}`),
  ]),
  ...own(own_reads),
  ...following(null, complete),
  ...(more ? ['Of the oldest reads none is counted: there are more than are looked through.'] : []),
]

/** The history of emergency access. */
export const breakGlassWords = ({ items, next, complete }: BreakGlassHistoryAnswer): readonly string[] => [
  ...items.flatMap((item) => [
    accessLine(item),
    ...(item.reason === null ? [] : [`  why: ${item.reason}`]),
    ...item.reads.map((read) => `  read: ${accessLine(read)}`),
    ...(item.review === null
      ? item.due === null
        ? []
        : [`  not reviewed, due ${item.due}${item.overdue ? ': OVERDUE' : ''}`]
      : [`  reviewed ${item.review.at} by ${item.review.agency}: ${item.review.outcome}`]),
  ]),
  ...following(next, complete),
]
