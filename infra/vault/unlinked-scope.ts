import type { KeyScope } from './port.ts'

/** Scope of the key that an unlinked event is sealed under. */
export const unlinkedScope = (agency: string, system: string, eventId: string): KeyScope => ({
  case: `unlinked:${agency}/${system}/${eventId}`,
  person: '',
  class: 'UNLINKED',
})

/** Associated data of a sealed unlinked event. */
export const unlinkedAad = (agency: string, system: string, eventId: string): string => ['unlinked', agency, system, eventId].join('\n')
