import { createHash } from 'node:crypto'
import type { CloudEventJson } from '../../../commands/demo/folder.ts'
import type { DetailField, EventSchema } from '../../../schemas/catalogue/event-schema.ts'

/** What every marked text has in it, in this or another case. */
export const CANARY = 'zzcanary'

/** Kinds of details whose value anybody may write as they like, among them the ids of proceedings and of staff. */
const FREE: ReadonlySet<string> = new Set(['text', 'address', 'geo', 'agency'])
/** Text that a publish rule leaves no choice of (G40). */
const FIXED: ReadonlySet<string> = new Set(['shown_to_user_as'])
const isFree = ({ name, kind, refersTo }: DetailField): boolean =>
  (FREE.has(kind) && !FIXED.has(name)) || ((kind === 'ref' || kind === 'refs') && refersTo !== 'event' && refersTo !== 'person')
const namesPeople = ({ refersTo }: DetailField): boolean => refersTo === 'person'

type Json = Readonly<Record<string, unknown>>
interface PersonJson {
  readonly key: string
  readonly identifiers?: readonly { readonly scheme: string; readonly value: string }[]
  readonly birth_date?: string
}

/** Puts marks where an event says something personal; the same value is always the same mark, so that what belongs together stays so. */
export interface Marker {
  /** A mark of its own for what is said. */
  readonly mark: (said: string) => string
  /** The event with every free text, name, key and reference marked, and with the optional ones filled in. */
  readonly event: (event: CloudEventJson, schema: EventSchema) => CloudEventJson
  /** Every mark made, and every identifier and birth date met. */
  readonly planted: ReadonlySet<string>
}

export function createMarker(): Marker {
  const planted = new Set<string>()
  const mark = (said: string): string => {
    const made = `Z${CANARY.slice(1)}${createHash('sha256').update(said).digest('hex').slice(0, 8)}x`
    planted.add(made)
    return made
  }
  const person = (one: PersonJson): Json => {
    if (one.birth_date !== undefined) planted.add(one.birth_date)
    const identifiers = (one.identifiers ?? []).map(({ scheme, value }) => ({
      scheme,
      value: scheme === 'LOCAL' ? mark(`local ${value}`) : value,
    }))
    for (const { scheme, value } of identifiers) if (scheme !== 'LOCAL') planted.add(value)
    return {
      ...one,
      key: mark(`key ${one.key}`),
      given_name: mark(`given ${one.key}`),
      family_name: mark(`family ${one.key}`),
      identifiers,
    }
  }
  const detail = (field: DetailField, value: unknown, id: string): unknown => {
    if (field.kind === 'json')
      return (value as readonly Record<string, string>[]).map((pair) => ({
        ...pair,
        subject: mark(`key ${pair.subject ?? ''}`),
        harmed: mark(`key ${pair.harmed ?? ''}`),
      }))
    if (namesPeople(field))
      return Array.isArray(value) ? (value as string[]).map((key) => mark(`key ${key}`)) : mark(`key ${String(value)}`)
    if (Array.isArray(value)) return (value as string[]).map((item) => mark(`${field.refersTo ?? ''} ${item}`))
    if (field.kind === 'ref') return mark(`${field.refersTo ?? ''} ${String(value)}`)
    return `He said ${mark(`${id} ${field.name}`)} again`
  }
  const event = ({ data, ...attributes }: CloudEventJson, schema: EventSchema): CloudEventJson => {
    const { id } = attributes
    const said = data.details as Json
    const marked = schema.details.flatMap((field) => {
      const value = said[field.name]
      if (value !== undefined && (isFree(field) || namesPeople(field) || field.kind === 'json'))
        return [[field.name, detail(field, value, id)]]
      // What only may be said is said too: text and whereabouts.
      return value === undefined && FREE.has(field.kind) ? [[field.name, detail(field, '', id)]] : []
    })
    return {
      ...attributes,
      data: {
        ...data,
        agency_record_ref: mark(`${id} record`),
        correlation_id: mark(`${id} correlation`),
        subject: person(data.subject) as CloudEventJson['data']['subject'],
        harmed: data.harmed.map((one) => person(one) as typeof one),
        details: { ...said, ...(Object.fromEntries(marked) as Json) },
      },
    }
  }
  return { mark, event, planted }
}
