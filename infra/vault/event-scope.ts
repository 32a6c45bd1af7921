import { isAgencyId, type AgencyId } from '../../schemas/ids.ts'
import type { KeyScope } from './port.ts'

/** Who said an event. */
export interface EventIdentity {
  readonly agency: AgencyId
  readonly system: string
  readonly event_id: string
}

/** Class of an event's own key. */
export const EVENT_CLASS = 'EVENT'

/** Scope of an event's own key: destroying it erases that one event, in whatever case log its parts stand. */
export const eventScope = ({ agency, system, event_id: id }: EventIdentity): KeyScope => ({
  case: `event:${agency}/${system}/${id}`,
  person: '',
  class: EVENT_CLASS,
})

/** The event whose own key a scope is; undefined for any other scope. */
export function eventOfScope(scope: KeyScope): EventIdentity | undefined {
  // Neither an agency nor an event's id has a slash in it.
  const [, agency, system, id] = /^event:([^/]*)\/(.*)\/([^/]*)$/s.exec(scope.case) ?? []
  return scope.class !== EVENT_CLASS || agency === undefined || !isAgencyId(agency) || system === undefined || id === undefined
    ? undefined
    : { agency, system, event_id: id }
}
