import { createHash } from 'node:crypto'
import { ageBand } from './dates.ts'
import { codesOf, coarsened, entriesOf, held, saysSomething, type Entry, type Reduce } from './form.ts'

/** A person's pseudonym: the same in every event of the case, and no way back to the person id or the name. */
export const pseudonymOf = (person: string): string =>
  `person-${createHash('sha256').update(`throughline.pseudonym.v1\u0000${person}`).digest('hex').slice(0, 8)}`

/** PERP_ID: a stable pseudonym in place of `/subject`; everything else is dropped. */
export const reducePerpetrator: Reduce = (values, { owner }) =>
  '/subject' in values ? { '/subject': { pseudonym: pseudonymOf(owner) } } : {}

interface Harmed {
  readonly role?: string
  readonly relationship?: string
  readonly birth_date?: string
}

const harmedOf = ({ pointer, value }: Entry): Harmed | undefined => (/^\/harmed\/\d+$/.test(pointer) ? (value as Harmed) : undefined)

/** VIC_ID: role and relationship; of details only codes that are themselves a role. */
export const reduceHarmed: Reduce = (values, context) =>
  coarsened(entriesOf(values, context), (entry) => {
    const harmed = harmedOf(entry)
    if (harmed === undefined) return codesOf('person_role', 'relationship', 'dvds_recipient')(entry)
    const { role, relationship } = harmed
    return { ...(role === undefined ? {} : { role }), ...(relationship === undefined ? {} : { relationship }) }
  })

const AGE_BAND = /^\d{1,2} ?[-–] ?\d{1,2}$/

/** CHILD: how many, and the age band (of `/harmed/<i>`: on the day that it happened); never name, school, words or harm. */
export const reduceChild: Reduce = (values, context) =>
  coarsened(entriesOf(values, context), (entry) => {
    const harmed = harmedOf(entry)
    if (harmed !== undefined) {
      const { role, birth_date: birth } = harmed
      const band = birth === undefined ? undefined : ageBand(birth, context.occurredFrom)
      return { ...(role === undefined ? {} : { role }), ...(band === undefined ? {} : { age_band: band }) }
    }
    if (entry.field?.kind === 'int') return entry.value
    return entry.field?.name.endsWith('age_band') === true && typeof entry.value === 'string' && AGE_BAND.test(entry.value)
      ? entry.value
      : undefined
  })

/** STAFF: the agency of a staff reference (`<agency>:<staff>`); a name leaves only that a practitioner is named. */
export const reduceStaff: Reduce = (values, context) => {
  const entries = entriesOf(values, context)
  const isRef = ({ field, value }: Entry): boolean => field?.refersTo === 'staff' && typeof value === 'string' && value.includes(':')
  const agencies = coarsened(entries.filter(isRef), ({ value }) => ({ agency: (value as string).split(':')[0] }))
  return entries.some((entry) => entry.field?.kind === 'text' && saysSomething(entry.value))
    ? { ...agencies, ...held('practitioner') }
    : agencies
}
