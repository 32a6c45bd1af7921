import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import { token, type LinkingSecret } from './tokens.ts'

/** A copy with sorted keys and without nulls, so that an optional field that a newer schema adds changes nothing. */
function stable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(stable)
  const from = value as Readonly<Record<string, unknown>>
  const copy: Record<string, unknown> = {}
  for (const name of Object.keys(from).sort()) if (from[name] != null) copy[name] = stable(from[name])
  return copy
}

/** Keyed hash of what an event says, hex: tells an event sent twice from another one under the same id. */
export const contentDigest = (secret: LinkingSecret, event: AgencyEvent): string =>
  token(secret, 'content', `${event.type}\0${event.time}\0${JSON.stringify(stable(event.data))}`)
