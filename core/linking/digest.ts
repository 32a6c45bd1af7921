import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import { isDateTime } from '../../schemas/codec/formats.ts'
import { token, type LinkingSecret } from './tokens.ts'

type Write = (text: string) => string

/** A copy with sorted keys and without nulls, so that an optional field that a newer schema adds changes nothing. */
function stable(value: unknown, write: Write): unknown {
  if (typeof value === 'string') return write(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => stable(item, write))
  const from = value as Readonly<Record<string, unknown>>
  const copy: Record<string, unknown> = {}
  for (const name of Object.keys(from).sort()) if (from[name] != null) copy[name] = stable(from[name], write)
  return copy
}

const LEAST_DATE_TIME = 20
const PARTS = /^(.{19})(?:\.(\d*?)0*)?(Z|[+-]\d\d:\d\d)$/

/** One way of writing a date-time, whatever its offset and the zeros at the end of its fraction. Other text is as it is. */
const instant: Write = (text) => {
  if (text.length < LEAST_DATE_TIME || !isDateTime(text)) return text
  const [, second = '', fraction = '', offset = ''] = PARTS.exec(text) ?? []
  return `\0${String(Date.parse(second + offset))}.${fraction}`
}
const asWritten: Write = (text) => text

const digestOf = (secret: LinkingSecret, { type, time, data }: AgencyEvent, write: Write): string =>
  token(secret, 'content', `${type}\0${write(time)}\0${JSON.stringify(stable(data, write))}`)

/**
 * Keyed hash of what an event says, hex. Two events under one id with the same digest are one event sent twice. Date-times count as moments, since a client may
 * write the same moment in another way the second time.
 */
export const contentDigest = (secret: LinkingSecret, event: AgencyEvent): string => digestOf(secret, event, instant)

/** The digest as it was made before date-times counted as moments: links.events has it of events of that time. */
export const digestAsWritten = (secret: LinkingSecret, event: AgencyEvent): string => digestOf(secret, event, asWritten)
