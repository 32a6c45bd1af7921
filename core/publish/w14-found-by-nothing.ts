import { strongIdentifier } from '../linking/identifiers.ts'
import { normaliseBirthDate, normaliseFullName, onlyName } from '../linking/names.ts'
import { isOfNoCase, quotedProceedings, referredEvents } from '../linking/references.ts'
import type { EventData, Person } from '../../schemas/codec/agency-event.ts'
import { holds, type PublishRule } from './rule.ts'

const DETAIL =
  'Nothing in this event can ever tell which case it belongs to. Send a number of the subject (PNC, CRN, NOMIS, NHS, NINO) with surname or birth date; or names and birth dates of the subject and ' +
  'of a person harmed; or the id of a proceeding or of an event that it follows from.'

/** True of a person who is known by name and birth date. */
const isNamed = ({ given_name: given, family_name: family, birth_date: born }: Person): boolean =>
  normaliseBirthDate(born) !== undefined && (normaliseFullName(given, family) ?? onlyName(given, family)) !== undefined

const isNumbered = ({ identifiers }: Person): boolean =>
  (identifiers ?? []).some(({ scheme, value }) => strongIdentifier(scheme, value) !== undefined)

const isPair = ({ subject, harmed }: EventData): boolean => isNamed(subject) && harmed.some(isNamed)

/** W14: an event that no rule of linking could ever link, by itself. */
export const w14FoundByNothing: PublishRule = ({ data }, { schema }) =>
  isOfNoCase(schema) ||
  isNumbered(data.subject) ||
  isPair(data) ||
  quotedProceedings(schema, data).length > 0 ||
  referredEvents(schema, data).length > 0
    ? holds
    : [{ pointer: '/data/subject', code: 'W14', detail: DETAIL }]
