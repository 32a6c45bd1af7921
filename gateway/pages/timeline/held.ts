import { line, type DetailLine } from './line.ts'
import type { Speech } from './speech.ts'

const HELD: Readonly<Record<string, string>> = {
  location: 'whereabouts of the person harmed',
  whereabouts: '{his} whereabouts',
  safety_link: 'support of the person harmed',
  health_factor: 'a health factor of the person harmed',
  third_party: 'another person',
  perpetrator_health_factor: 'a health factor of {his} own',
  access_need: 'an access need',
  action: 'a planned action',
  session: 'a session',
  proceedings: 'proceedings',
  practitioner: 'the name of a practitioner',
}

/** Whether it is said in words that something of a kind is held. */
export const isHeldWord = (what: string): boolean => Object.hasOwn(HELD, what)

/** What is known to be held without being shown, as the reduced form of its class says. */
export function heldLine({ held }: Readonly<Record<string, unknown>>, { his }: Pick<Speech, 'his'>): readonly DetailLine[] {
  const values = (Array.isArray(held) ? held : []).map(String)
  return line('Held, not shown here', ...values.map((what) => (HELD[what] ?? what.replaceAll('_', ' ')).replace('{his}', () => his)))
}
