import type { AgencyId } from '../../schemas/ids.ts'
import type { KeyScope } from './port.ts'

/** Class of the key that an unlinked event is sealed under. */
export const WAITING_CLASS = 'UNLINKED'

/** Scope of the key that an unlinked event is sealed under. */
export const unlinkedScope = (agency: AgencyId, system: string, eventId: string): KeyScope => ({
  case: `unlinked:${agency}/${system}/${eventId}`,
  person: '',
  class: WAITING_CLASS,
})

/** Associated data of a sealed unlinked event. */
export const unlinkedAad = (agency: AgencyId, system: string, eventId: string): string => ['unlinked', agency, system, eventId].join('\n')
