import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import { token, type LinkingSecret } from './tokens.ts'

/** JSON with sorted keys and without nulls, so that an optional field that a newer schema adds changes nothing. */
function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, item]) => item !== null && item !== undefined)
  entries.sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${stable(item)}`).join(',')}}`
}

/** Keyed hash of what an event says, hex: tells an event sent twice from another one under the same id. */
export const contentDigest = (secret: LinkingSecret, event: AgencyEvent): string =>
  token(secret, 'content', `${event.type}\0${event.time}\0${stable(event.data)}`)
