import type { WordsContext } from './context.ts'
import type { DetailLine } from './line.ts'

const ELSEWHERE = 'an entry that is not on this page'

/** A line that refers to other events of the case: each by date and heading, with its id for a link. None where it refers to none. */
export function eventLine(key: string, ids: readonly unknown[], { eventWords }: Pick<WordsContext, 'eventWords'>): readonly DetailLine[] {
  if (ids.length === 0) return []
  const events = ids.map((id) => ({ id: String(id), words: eventWords(String(id)) }))
  return [
    {
      key,
      values: events.map(({ words }) => words ?? ELSEWHERE),
      events: events.map(({ id, words }) => ({ id, isHere: words !== undefined })),
    },
  ]
}
