import type { Agency } from '../../../core/control/state.ts'

const COORDINATING = 'marac_coordination'
const WORDS =
  'It is kept. It takes effect if your agency has standing in the case; what it says of your own events always does. If it is urgent, ring the coordinator'

/**
 * What is said with `in_force: not_told`: the same whatever the event is about. Whom to ring rests on where the sender works, so that no case is told by it: the agencies
 * that coordinate MARACs there and gave a contact.
 */
export function notDisclosedWords(agencies: ReadonlyMap<string, Agency>, sender: string): string {
  const areas = agencies.get(sender)?.areas ?? []
  const near = [...agencies.values()].filter(
    ({ type, contact, areas: theirs }) => type === COORDINATING && contact !== undefined && theirs.some((area) => areas.includes(area)),
  )
  const contacts = near.map(({ name, contact = '' }) => `${name}, ${contact}`).sort()
  return contacts.length === 0 ? `${WORDS} of the MARAC of your area.` : `${WORDS}: ${contacts.join('; ')}.`
}
