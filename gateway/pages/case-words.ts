import type { CaseItem } from '../read/case-item.ts'
import type { TimelineItem } from '../read/item.ts'
import { dateWords } from './timeline/dates.ts'
import { personName } from './timeline/details.ts'

const NOT_SHOWN = 'Name not shown'

const birthDate = (subject: unknown): string | undefined => {
  const born = typeof subject === 'object' && subject !== null ? (subject as Readonly<Record<string, unknown>>).birth_date : undefined
  return typeof born === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(born) ? dateWords(born) : undefined
}

/** A row of the list of cases. */
export const caseRow = ({ id, subject, last_occurred: last }: CaseItem): Readonly<Record<string, string>> => ({
  id, name: personName(subject) ?? NOT_SHOWN, born: birthDate(subject) ?? 'Not shown', last: last === null ? 'None' : dateWords(last.slice(0, 10)),
})

/** Who a timeline is about, as its items say. */
export function identityOf(items: readonly TimelineItem[]): string {
  const subjects = items.map((item) => item.data.subject)
  const name = subjects.map(personName).find((text) => text !== undefined) ?? NOT_SHOWN
  const born = subjects.map(birthDate).find((text) => text !== undefined)
  return born === undefined ? name : `${name}, born ${born}`
}
