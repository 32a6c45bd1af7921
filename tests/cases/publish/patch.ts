import type { AgencyEntryJson, CloudEventJson } from '../../../commands/demo/folder.ts'
import { startOfDayLondon } from '../../../core/time/london.ts'
import type { DetailField, EventSchema } from '../../../schemas/catalogue/event-schema.ts'
import { isUuid } from '../../../schemas/codec/formats.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import type { Patch } from './case-file.ts'

/** A made-up person of people.json. */
export interface PersonJson {
  readonly ref: string
  readonly given_name: string
  readonly family_name: string
  readonly birth_date: string
  readonly sex: string
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[]
}

/** What a patch may refer to. */
export interface PatchWorld {
  readonly people: readonly PersonJson[]
  readonly agencies: readonly AgencyEntryJson[]
  readonly idOf: ReadonlyMap<string, string>
  readonly schemaOf: (type: string) => EventSchema | undefined
}

type Json = Readonly<Record<string, unknown>>
const object = (value: unknown): Json => value as Json

/** The id of the event of a number; of one that there is not, an id that nothing has. */
const eventId = (world: PatchWorld, ref: unknown): unknown =>
  typeof ref === 'string' && ref !== '' && !isUuid(ref) ? (world.idOf.get(ref) ?? uuidOf('no event', ref)) : ref
const eventIds = (world: PatchWorld, refs: unknown): unknown =>
  Array.isArray(refs) ? refs.map((ref) => eventId(world, ref)) : eventId(world, refs)

/** London's offset on a day at a time: a local date-time without offset becomes one with it. */
const withOffset = (local: string): string => {
  const summer = startOfDayLondon(local.slice(0, 10)) !== Date.parse(`${local.slice(0, 10)}T00:00:00Z`)
  return `${local}${summer ? '+01:00' : '+00:00'}`
}
const LOCAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/
const moment = (value: unknown): unknown =>
  typeof value === 'string' && LOCAL.test(value) ? withOffset(value.length === 16 ? `${value}:00` : value) : value
const noon = (day: unknown): unknown => (typeof day === 'string' && day.length === 10 ? withOffset(`${day}T12:00:00`) : moment(day))

function personOf(world: PatchWorld, ref: string): Json {
  const found = world.people.find((person) => person.ref === ref)
  if (found === undefined) return { key: ref }
  const { identifiers, given_name: given, family_name: family, birth_date: born, sex } = found
  return {
    key: ref,
    identifiers: [...identifiers, { scheme: 'LOCAL', value: ref }],
    given_name: given,
    family_name: family,
    birth_date: born,
    sex,
  }
}

const harmedOf = (world: PatchWorld, harmed: unknown): unknown =>
  !Array.isArray(harmed)
    ? harmed
    : (harmed as readonly (readonly [string, string])[]).map(([ref, relationship]) => ({
        ...personOf(world, ref),
        role: relationship.startsWith('child') ? 'child' : 'adult',
        relationship,
      }))

function detail(world: PatchWorld, field: DetailField | undefined, value: unknown): unknown {
  if (field?.refersTo === 'event') return eventIds(world, value)
  if (field?.kind === 'json' && Array.isArray(value))
    return value.map((pair: unknown) =>
      Array.isArray(pair) ? { subject: pair[0] as unknown, harmed: pair[1] as unknown, relationship: pair[2] as unknown } : pair,
    )
  return field?.kind === 'datetime' ? moment(value) : value
}

function details(world: PatchWorld, type: string, base: Json, payload: Json): Json {
  const fields = new Map(world.schemaOf(type)?.details.map((field) => [field.name, field]))
  const changed = Object.entries(payload).map(([name, value]) => [name, detail(world, fields.get(name), value)] as const)
  return Object.fromEntries([...Object.entries(base), ...changed].filter(([name]) => payload[name] !== null))
}

/** An agency of a type: one of the same areas as the base's where there is one, else made up beside it. */
export function agencyOfType(world: Pick<PatchWorld, 'agencies'>, base: string, type: string): AgencyEntryJson {
  const own = world.agencies.find(({ agency }) => agency === base)
  const fitting = world.agencies.filter((agency) => agency.type === type)
  return (
    (own?.type === type ? own : undefined) ??
    fitting.find(({ areas }) => areas.some((area) => own?.areas.includes(area) === true)) ??
    fitting[0] ?? { agency: agencyNamed(`case-${type.replaceAll('_', '-')}`), name: type, type, areas: own?.areas ?? [] }
  )
}

const OCCURRED: Readonly<Record<string, string>> = {
  occurred_on: 'from',
  occurred_at: 'from',
  occurred_until: 'until',
  occurred_precision: 'precision',
}
const ASSERTION: Readonly<Record<string, string>> = {
  basis: 'basis',
  source_kind: 'source_kind',
  confidence: 'confidence',
  verification: 'verification',
}
const MERGED: ReadonlySet<string> = new Set(['sharing', 'handling', 'assertion'])
const SAME: ReadonlySet<string> = new Set([
  'agency_record_ref',
  'case_refs',
  'sensitivity_raise',
  'purposes_permitted',
  'retention_class',
  'correlation_id',
])

/** `data` with the envelope keys of a patch. */
function envelope(world: PatchWorld, base: Json, patch: Patch): Json {
  const data: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(patch)) {
    const [occurred, assertion] = [OCCURRED[key], ASSERTION[key]]
    if (occurred !== undefined)
      data.occurred = { ...object(data.occurred), [occurred]: moment(value), ...(key === 'occurred_at' ? { precision: 'exact' } : {}) }
    else if (assertion !== undefined) data.assertion = { ...object(data.assertion), [assertion]: value }
    else if (MERGED.has(key)) data[key] = { ...object(data[key]), ...object(value) }
    else if (key === 'recorded_at' || key === 'published_on') data.recorded_at = noon(patch.recorded_at ?? value)
    else if (key === 'subject') data.subject = typeof value === 'string' ? personOf(world, value) : value
    else if (key === 'harmed') data.harmed = harmedOf(world, value)
    else if (key === 'based_on' || key === 'corrects') data[key] = eventIds(world, value)
    else if (SAME.has(key)) data[key] = value
  }
  const refs = object(data.sharing)
  data.sharing = Object.fromEntries(
    Object.entries(refs).map(([name, value]) => [name, name.endsWith('_ref') ? eventId(world, value) : value]),
  )
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null))
}

/** The base event with the patch, as its agency would send it. */
export function patched(world: PatchWorld, base: CloudEventJson, patch: Patch): CloudEventJson {
  const type = [patch.type, patch.event_type].find((name) => typeof name === 'string') ?? base.type
  const [, , agency = '', system = ''] = base.source.split('/')
  const publisher =
    typeof patch.agency === 'string'
      ? patch.agency
      : typeof patch.agency_type === 'string'
        ? agencyOfType(world, agency, patch.agency_type).agency
        : agency
  const time = patch.published_on ?? patch.published_at
  const data = envelope(world, base.data, patch)
  return {
    ...base,
    type,
    source: `/agencies/${publisher}/${system}`,
    id: String(eventId(world, patch.id ?? patch.event_id ?? base.id)),
    time: time === undefined ? base.time : String(noon(time)),
    data: { ...data, details: details(world, type, object(base.data.details), patch.payload ?? {}) } as unknown as CloudEventJson['data'],
  }
}
