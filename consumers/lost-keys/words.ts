import type { KeyLoss } from '../../infra/vault/port.ts'

const many = (count: number, one: string, more: string): string => `${String(count)} ${count === 1 ? one : more}`

/** How much is missing, and of when: `34 keys, of 21 events and …, logged from … to …`. */
export function lossFigures({ keys, events, openings, first, last }: KeyLoss): string {
  const of = [
    ...(events === 0 ? [] : [many(events, 'event', 'events')]),
    ...(openings === 0 ? [] : [many(openings, 'reader or case of access records', 'readers or cases of access records')]),
  ]
  return `${many(keys, 'key', 'keys')}${of.length === 0 ? '' : `, of ${of.join(' and ')}`}, logged from ${first} to ${last}`
}

/** What a start says while keys are missing: how many, what it means, what to do. */
export const missingWords = (loss: KeyLoss): string =>
  `The vault lacks ${lossFigures(loss)}. They were not destroyed: the vault is older than the logs. What is sealed under them shows as unreadable, no new key is made, and what agencies send ` +
  'waits in their inboxes. Put back a fresher vault (docs/how-to/lost-keys.md), or accept the loss for good: throughline keys accept-loss --reason "…".'
