import type { KeyScope } from './port.ts'

/** Who said an event. */
export interface EventIdentity {
  readonly agency: string
  readonly system: string
  readonly event_id: string
}

/** Scope of an event's own key: destroying it erases that one event, in whatever case log its parts stand. */
export const eventScope = ({ agency, system, event_id: id }: EventIdentity): KeyScope => ({ case: `event:${agency}/${system}/${id}`, person: '', class: 'EVENT' })
