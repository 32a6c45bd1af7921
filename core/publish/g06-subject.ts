import type { Person } from '../../schemas/codec/agency-event.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import { isPlaceholderIdentifier, strongIdentifier } from '../linking/identifiers.ts'
import { normaliseBirthDate, normaliseFullName } from '../linking/names.ts'
import type { PublishRule } from './rule.ts'

/** What tells two people of one event apart or shows them to be one: key, identifiers that more than one agency uses, full name with birth date. */
function marksOf(person: Person): readonly string[] {
  const identifiers = (person.identifiers ?? [])
    .filter(({ scheme, value }) => scheme !== 'LOCAL' && !isPlaceholderIdentifier(scheme, value))
    // One that is not valid still counts here: the same wrong number on both is the same person written twice.
    .map(({ scheme, value }) => `${scheme}:${strongIdentifier(scheme, value)?.value ?? value.toUpperCase().replace(/[\s-]/g, '')}`)
  const name = normaliseFullName(person.given_name, person.family_name)
  const birthDate = normaliseBirthDate(person.birth_date)
  return [`key:${person.key}`, ...identifiers, ...(name === undefined || birthDate === undefined ? [] : [`name:${name}:${birthDate}`])]
}

/** G06: a subject is named and is not also harmed in the same event, by key, by identifier or by full name and birth date. */
export const g06Subject: PublishRule = ({ data: { subject, harmed } }) => {
  const errors: FieldError[] = []
  if (subject.key.trim() === '')
    errors.push({ pointer: '/data/subject/key', code: 'G06', detail: 'The event names no subject: give the subject a key.' })
  const subjectMarks = new Set(marksOf(subject))
  for (const [index, person] of harmed.entries())
    if (marksOf(person).some((mark) => subjectMarks.has(mark)))
      errors.push({
        pointer: `/data/harmed/${index}`,
        code: 'G06',
        detail: 'The subject may not also be a person harmed in the same event.',
      })
  return errors
}
