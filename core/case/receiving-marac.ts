import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import { isAgencyId } from '../../schemas/ids.ts'
import { token, type LinkingSecret } from '../linking/tokens.ts'
import type { CaseEvent } from './case-events.ts'
import { fact, type IndexPart } from './index-part.ts'
import { quoted, sharesProceeding } from './proceeding-ends.ts'

/** Facts of the clear index part, each a keyed token: the agency whose MARAC is meant, and that agency with its id of the MARAC. */
const MARAC_OF = 'marac_of'
const MARAC_ID_OF = 'marac_id_of'

/** Type by which an agency refers a case to a MARAC. */
export const REFERRAL = 'marac.referral-made'

/** Types that bring a case to a MARAC: what another agency says gives its listing effect. */
export const REFERRING: readonly string[] = [REFERRAL, 'marac.case-transferred']

/** The agency whose MARAC an event is about: of a listing its publisher, of what brings a case to a MARAC the one that it names. */
function maracAgency({ type, agency, data }: AgencyEvent): string | undefined {
  if (type === 'marac.case-listed') return agency
  const named = REFERRING.includes(type) ? data.details.marac_agency : undefined
  return typeof named === 'string' && isAgencyId(named) ? named : undefined
}

/**
 * Facts by which a listing finds what brought the case to its MARAC. INVARIANT: where the case goes is where she is: tokens only, and the name of the agency
 * in the sealed part.
 */
export function receivingMarac(secret: LinkingSecret, event: AgencyEvent): IndexPart['facts'] {
  const agency = maracAgency(event)
  if (agency === undefined) return []
  const id = event.data.details.marac_id
  return [
    { field: MARAC_OF, values: [token(secret, 'marac_of', agency)] },
    ...(typeof id === 'string' ? [{ field: MARAC_ID_OF, values: [token(secret, 'marac_id_of', `${agency}\0${id}`)] }] : []),
  ]
}

const maracIds = ({ index }: CaseEvent): readonly string[] => fact(index, MARAC_ID_OF)

/** Tokens of the agency whose MARAC is meant; empty where none is named. */
export const maracsNamed = (index: IndexPart): readonly string[] => fact(index, MARAC_OF)

/**
 * Under which keys what brings a case to a MARAC id is found: with the agency that it names, or, naming none, by the id in the areas of who says it
 * (`listedAt` has the other side).
 */
export const broughtTo = (event: CaseEvent): readonly string[] =>
  maracsNamed(event.index).length > 0 ? maracIds(event) : quoted(event, 'marac')
/** The keys of the MARAC id under which a case is listed: an area in common is needed where no agency is named. */
export const listedAt = (listed: CaseEvent): readonly string[] => [...maracIds(listed), ...quoted(listed, 'marac')]

/** True when what brings a case names the agency that lists it. */
export const isToMaracOf = (event: CaseEvent, listed: CaseEvent): boolean => {
  const agencies = maracsNamed(listed.index)
  return maracsNamed(event.index).some((agency) => agencies.includes(agency))
}

/** True when a referral is to the MARAC of a listing: it names the agency that lists, or, naming none, quotes the same id in an area that both have. */
export const isReferredTo = (referral: CaseEvent, listed: CaseEvent): boolean =>
  maracsNamed(referral.index).length > 0 ? isToMaracOf(referral, listed) : sharesProceeding('marac', referral, listed)
