import { canonicalJson } from '../../schemas/avro/canonical.ts'
import type { EventSchema } from '../../schemas/catalogue/event-schema.ts'
import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import type { PersonId } from '../../schemas/ids.ts'
import { byClassThenOwner, CASE_OWNER, fieldClasses, harmedClass, ownerOf, type PartKey, type PeopleOf } from './classes.ts'

/** Content of a part: JSON Pointers below `data` to values. */
export type PartValues = Readonly<Record<string, unknown>>

/** A part before it is sealed. */
export interface PlainPart extends PartKey {
  readonly values: PartValues
}

interface Said extends PartKey {
  readonly pointer: string
  readonly value: unknown
}

/** The value without nulls, which mean the same as absent; undefined when nothing is left. Lists stay, also empty ones. */
function present(value: unknown): unknown {
  if (value === null || value === undefined) return undefined
  if (Array.isArray(value)) return value.map(present).filter((item) => item !== undefined)
  if (typeof value !== 'object') return value
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const kept = present(inner)
    return kept === undefined ? [] : [[name, kept]]
  })
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as unknown)
}

/** The opening fields that are sealed; the others are in the clear index part. */
function opening(event: AgencyEvent, people: PeopleOf): readonly Said[] {
  const { data } = event
  const meta = (pointer: string, value: unknown): Said => ({ owner: CASE_OWNER, class: 'META', pointer, value })
  return [
    meta('/agency_record_ref', data.agency_record_ref),
    meta('/assertion/confidence', data.assertion.confidence),
    meta('/case_refs', data.case_refs),
    meta('/correlation_id', data.correlation_id),
    meta('/retention_class', data.retention_class),
    meta('/sharing', data.sharing),
    { owner: ownerOf('PERP_ID', people), class: 'PERP_ID', pointer: '/subject', value: data.subject },
    { owner: CASE_OWNER, class: 'SOURCE', pointer: '/assertion/source_kind', value: data.assertion.source_kind },
    { owner: CASE_OWNER, class: 'TACTIC', pointer: '/handling', value: data.handling },
    ...data.harmed.map((harmed, at) => ({
      owner: people.harmed[at]?.person ?? CASE_OWNER,
      class: harmedClass(harmed.role),
      pointer: `/harmed/${String(at)}`,
      value: harmed,
    })),
  ]
}

/**
 * Splits an event's content by (owner, class), ordered by class then owner, without empty parts.
 * `people`: person ids, the subject first, then the harmed in the order of the event.
 */
export function splitParts(schema: EventSchema, event: AgencyEvent, people: readonly PersonId[]): readonly PlainPart[] {
  const [subject = CASE_OWNER, ...harmed] = people
  const named: PeopleOf = { subject, harmed: event.data.harmed.map(({ role }, at) => ({ person: harmed[at] ?? CASE_OWNER, role })) }
  const raised = Object.entries(event.data.sensitivity_raise ?? {}).map(([field, sensitivity]) => ({ field, class: sensitivity }))
  const details = [...fieldClasses(schema, raised)].map(([name, sensitivity]): Said => ({
    owner: ownerOf(sensitivity, named),
    class: sensitivity,
    pointer: `/details/${name}`,
    value: event.data.details[name],
  }))
  const parts = new Map<string, { owner: PartKey['owner']; class: string; values: Record<string, unknown> }>()
  for (const { owner, class: sensitivity, pointer, value } of [...opening(event, named), ...details]) {
    const kept = present(value)
    if (kept === undefined) continue
    const key = `${sensitivity} ${owner}`
    const part = parts.get(key) ?? { owner, class: sensitivity, values: {} }
    part.values[pointer] = kept
    parts.set(key, part)
  }
  return [...parts.values()].sort(byClassThenOwner)
}

/** The bytes that are sealed: canonical JSON (RFC 8785). */
export const plaintextOf = (values: PartValues): Buffer => Buffer.from(canonicalJson(values), 'utf8')

/** The values of opened bytes. */
export const valuesOf = (bytes: Uint8Array): PartValues =>
  JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')) as PartValues
