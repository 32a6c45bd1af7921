import { withdrawnBody } from '../../api/audit/question-bodies.ts'
import { withdrawn, type ReaderBefore, type Withdrawn, type WithdrawnAnswer } from '../../questions/withdrawn.ts'
import { dateWords, occurredWords } from '../timeline/dates.ts'
import { accessWords } from './access-words.ts'
import type { ListQuestion } from './list-handlers.ts'

const WHAT: Readonly<Record<string, string>> = {
  corrected: 'corrected',
  contested: 'contested',
  retracted: 'withdrawn',
  erased: 'erased',
  moved: 'moved to another case',
}

const ACTED: Readonly<Record<string, string>> = { yes: 'acted on it', no: 'did not act on it' }

const readerWords = (reader: ReaderBefore): string =>
  `${accessWords(reader)}; ${reader.answer === null ? 'has not answered the notice' : (ACTED[reader.answer.acted] ?? 'has answered')}`

/** Who read what has since been withdrawn. */
export const withdrawnQuestion: ListQuestion<Withdrawn, WithdrawnAnswer> = {
  path: '/audit/withdrawn',
  title: 'Who read what was withdrawn since',
  intro: 'Entries that were corrected, contested, withdrawn or erased, and who had read them before. The time is that of the change.',
  nothing: 'No entry that anybody had read was changed or withdrawn in that time.',
  readsTitle: 'Who had read it',
  check: withdrawnBody,
  ask: withdrawn,
  words: ({ items, next, own_reads: own, complete, more }) => ({
    items: items.map(({ what, title, occurred, said_at: at, said_by: by, readers }) => ({
      heading: `${title}, ${occurredWords(occurred)}`,
      lines: [{ key: 'What was said since', value: `${WHAT[what] ?? what} by ${by}, ${dateWords(at)}` }],
      reads: readers.map(readerWords),
    })),
    notices: [
      ...(own.count === 0 ? [] : [own.notice]),
      ...(complete ? [] : ['The newest reads may not be here yet: ask again in a moment.']),
      ...(more ? ['More cases have such entries than are looked through: ask about a shorter time.'] : []),
    ],
    next,
  }),
}
