import { fact } from '../../core/case/index-part.ts'
import { ACCESS_BLOCKED } from '../../core/case/barred.ts'
import type { CaseEvent } from '../../core/case/case-events.ts'
import type { CaseState } from '../../core/case/case-state.ts'
import { listingGivesAccess } from '../../core/case/listing.ts'
import { endOf, startOf } from '../../core/case/moments.ts'
import { APPROVAL_GIVEN, BREAK_GLASS_OPENED } from '../../core/case/step-up.ts'
import { CASE_LINKED } from '../../core/case/system-event.ts'
import type { AgencyId } from '../../schemas/ids.ts'

/** A recorded access to a case, as instruments know readers. */
export interface AccessBy {
  readonly at: number
  readonly permitted: boolean
  readonly purpose: string
  readonly agency: AgencyId | ''
  /** Keyed token of the person, and of their agency. */
  readonly tokens: readonly string[]
}

/** Whether an access rested on an instrument: what it opened to that reader; of a block, whom it kept out. */
export type Uses = (access: AccessBy) => boolean

const LISTED = 'marac.case-listed'

/** True of an access in the time that two facts of an event span. */
const within =
  ({ index }: CaseEvent, from: string, until: string): Uses =>
  ({ at }) => {
    const [first] = fact(index, from)
    const [last] = fact(index, until)
    return (first === undefined || startOf(first) <= at) && (last === undefined || endOf(last) >= at)
  }

const isFor = ({ index }: CaseEvent, field: string): Uses => {
  const named = fact(index, field)
  return ({ tokens }) => named.some((token) => tokens.includes(token))
}

const forPurpose =
  ({ index }: CaseEvent): Uses =>
  ({ purpose }) =>
    fact(index, 'purpose').every((code) => code === purpose)

const all =
  (...conditions: readonly Uses[]): Uses =>
  (access) =>
    conditions.every((condition) => condition(access))

const permitted: Uses = (access) => access.permitted

/** A link to one worker, or to everybody of an agency. */
const isLinked =
  (event: CaseEvent): Uses =>
  (access) =>
    fact(event.index, 'staff').length > 0 ? isFor(event, 'staff')(access) : fact(event.index, 'agency').includes(access.agency)

/**
 * Which accesses rested on an instrument; undefined for one that opens or closes parts of events, where only the explanation of a read says so. `minutes`: how long
 * emergency access stays open. Pure.
 */
export function usesOf(
  event: CaseEvent,
  { listings, agencies }: Pick<CaseState, 'listings' | 'agencies'>,
  minutes: number,
): Uses | undefined {
  switch (event.index.type) {
    case CASE_LINKED:
      return all(permitted, isLinked(event), forPurpose(event), within(event, 'from', 'until'))
    case APPROVAL_GIVEN:
      return all(permitted, isFor(event, 'asker'), forPurpose(event), within(event, 'at', 'until'))
    case BREAK_GLASS_OPENED: {
      const from = Date.parse(fact(event.index, 'opened_at')[0] ?? event.index.occurred.from)
      return all(permitted, isFor(event, 'staff'), forPurpose(event), ({ at }) => from <= at && at < from + minutes * 60_000)
    }
    case ACCESS_BLOCKED:
      return all((access) => !access.permitted, isFor(event, 'blocked_ref'), within(event, 'from_on', 'until'))
    case LISTED: {
      const listing = listings.find(({ listed }) => listed === event)
      if (listing === undefined) return undefined
      const since = Date.parse(event.index.published_at)
      return all(permitted, ({ agency, at }) => at >= since && agency !== '' && listingGivesAccess(listing, agency, agencies))
    }
    default:
      return undefined
  }
}
