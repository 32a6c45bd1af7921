import { createHmac, createSecretKey } from 'node:crypto'
import type { AgencyId } from '../../schemas/ids.ts'

/** The id that a reader sees for an event. Two readers see different ids; the same reader always the same. */
export type EventIds = (event: { readonly agency: AgencyId; readonly system: string; readonly event_id: string }) => string

/** Event ids of one reader (`staff`: `<agency>:<staff id>`): an HMAC, 128 bits, base64url. */
export function createEventIds(secret: Buffer, staff: string): EventIds {
  // A key object: with the plain bytes each id costs Node several times as much.
  const key = createSecretKey(createHmac('sha256', createSecretKey(secret)).update('event').update('\0').update(staff).digest())
  return (event) =>
    createHmac('sha256', key).update([event.agency, event.system, event.event_id].join('\0')).digest().subarray(0, 16).toString('base64url')
}

export { readerReference } from '../../core/access-log/reader-reference.ts'
