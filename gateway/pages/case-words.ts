import { bestKnown } from '../../core/parts/best-known.ts'
import type { CaseItem } from '../read/case-item.ts'
import { dateWords } from './timeline/dates.ts'
import { personName } from './timeline/people.ts'

const NOT_SHOWN = 'Name not shown'

const birthDate = (subject: unknown): string | undefined => {
  const born = typeof subject === 'object' && subject !== null ? (subject as Readonly<Record<string, unknown>>).birth_date : undefined
  return typeof born === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(born) ? dateWords(born) : undefined
}

/** A row of the list of cases. */
export const caseRow = ({ id, subject, last_occurred: last }: CaseItem): Readonly<Record<string, string>> => ({
  id,
  name: personName(subject) ?? NOT_SHOWN,
  born: birthDate(subject) ?? 'Not shown',
  last: last === null ? 'None' : dateWords(last.slice(0, 10)),
})

/** What of a person's name and birth date is shown; undefined where a name is not. */
export interface KnownAs {
  readonly name: string | undefined
  readonly born: string | undefined
}

/** Who somebody is, as disclosed subjects say together, the newest first. */
export function knownAs(subjects: readonly unknown[]): KnownAs {
  const subject = bestKnown(subjects)
  return { name: personName(subject), born: birthDate(subject) }
}

/** The heading of a timeline. */
export const identityOf = ({ name = NOT_SHOWN, born }: KnownAs): string => (born === undefined ? name : `${name}, born ${born}`)
