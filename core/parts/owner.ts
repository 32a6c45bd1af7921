import type { IndexPart } from '../case/index-part.ts'

/** The people of an event, as its index part names them. */
export type PeopleOf = Pick<IndexPart, 'subject' | 'harmed'>

/** Parts that no one person owns are the case's. */
export const CASE_OWNER = ''

const OF_SUBJECT: ReadonlySet<string> = new Set(['PERP_ID', 'PERP_LOC', 'PERP_HEALTH'])
const OF_ADULT: ReadonlySet<string> = new Set(['VIC_ID', 'VIC_LOC', 'VIC_VOICE', 'VIC_SUPPORT', 'VIC_HEALTH', 'SPECIAL', 'IMMIG'])

/** The one person of that role, or the case where the event names none or several. */
function theOne(people: PeopleOf, role: string): string {
  const persons = new Set(people.harmed.filter((harmed) => harmed.role === role).map(({ person }) => person))
  const [person, ...others] = persons
  return person === undefined || others.length > 0 ? CASE_OWNER : person
}

/** Whose key seals an event's values of a class (docs/architecture.md, "Sealed parts"): a person id, or empty for the case. */
export function ownerOf(sensitivity: string, people: PeopleOf): string {
  if (OF_SUBJECT.has(sensitivity)) return people.subject
  if (OF_ADULT.has(sensitivity)) return theOne(people, 'adult')
  return sensitivity === 'CHILD' ? theOne(people, 'child') : CASE_OWNER
}

/** The class of a harmed person's identity (docs/decisions/0006). */
export const harmedClass = (role: string): 'CHILD' | 'VIC_ID' => (role === 'child' ? 'CHILD' : 'VIC_ID')
