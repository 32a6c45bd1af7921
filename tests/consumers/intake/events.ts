import { daysAfter } from '../../../core/time/calendar.ts'
import type { AgencyEvent, EventData, Identifier, Person } from '../../../schemas/codec/agency-event.ts'
import { demoEvents, uuidOf } from '../../fixtures/demo-events.ts'
import { agencyNamed } from '../../fixtures/ids.ts'

const [template] = demoEvents('kestrel')

interface Told {
  readonly agency?: string
  readonly subject?: Partial<Person>
  readonly harmed?: readonly Partial<Person>[]
  readonly data?: Partial<EventData>
  readonly details?: Readonly<Record<string, unknown>>
  readonly type?: string
}

export const REID = { given_name: 'Callum', family_name: 'Reid', birth_date: '1993-05-08' }
export const DOYLE = { given_name: 'Shannon', family_name: 'Doyle', birth_date: '1996-08-19' }
export const PNC: Identifier = { scheme: 'PNC', value: '2011/0090211X' }
export const CRN: Identifier = { scheme: 'CRN', value: 'X902117' }
export const NHS: Identifier = { scheme: 'NHS', value: '9991234039' }

const PNC_LETTERS = 'ZABCDEFGHJKLMNPQRTUVWXY'
const letter = (number: number): string => String.fromCharCode(97 + number)

/** Made-up people of their own for a test, by number (with letters of their own to 25): nobody else has their family names, birth dates or identifiers. */
export function cast(number: number) {
  // A serial of zeros is nobody's.
  const serial = String(100_000 + number).padStart(7, '0')
  return {
    subject: { given_name: 'Callum', family_name: `Reid${letter(number)}`, birth_date: daysAfter('1993-07-01', number) },
    harmed: { given_name: 'Shannon', family_name: `Doyle${letter(number)}`, birth_date: daysAfter('1996-09-01', number) },
    pnc: { scheme: 'PNC', value: `2011/${serial}${PNC_LETTERS[Number(`11${serial}`) % 23] ?? ''}` },
    crn: { scheme: 'CRN', value: `X${serial.slice(1)}` },
  }
}

/** A made-up incident, named so that a test can speak of it. The subject says nothing unless told. */
export function incident(name: string, told: Told = {}): AgencyEvent {
  if (template === undefined) throw new Error('The demo has no events.')
  const agency = agencyNamed(told.agency ?? 'westmere-police')
  const harmed = (told.harmed ?? [{}]).map((person, index) => ({
    key: `V${String(index)}`,
    role: 'adult',
    relationship: 'partner',
    ...person,
  }))
  return {
    ...template,
    id: uuidOf('intake test', name),
    source: `/agencies/${agency}/records`,
    agency,
    system: 'records',
    type: told.type ?? template.type,
    data: {
      ...template.data,
      subject: { key: 'P', ...told.subject },
      harmed,
      ...told.data,
      details: told.details ?? { ...template.data.details, child_presence: 'unknown' },
    },
  }
}

/** What an agency's people decided of its own events. */
export const relinked = (op: string, about: readonly AgencyEvent[], told: Told = {}): AgencyEvent =>
  incident(`${op} ${about.map(({ id }) => id).join(' ')}`, {
    ...told,
    type: 'case.relinked',
    harmed: [],
    data: { ...told.data, based_on: about.map(({ id }) => id) },
    details: { op, from_refs: ['P'], to_refs: ['P'], reason: 'As decided.', confidence: 'certain', second_checker: 'Another officer' },
  })

/** A retraction by an agency of one of its events. */
export const retraction = (name: string, target: string, told: Told = {}): AgencyEvent =>
  incident(name, {
    ...told,
    type: 'record.retracted',
    harmed: told.harmed ?? [],
    details: { target_event: target, reason: 'duplicate', harm_review_needed: false },
  })
