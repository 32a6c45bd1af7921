import type { DetailField, EventSchema } from '../../schemas/catalogue/event-schema.ts'
import type { AgencyEvent, EventData } from '../../schemas/codec/agency-event.ts'
import { isAgencyId } from '../../schemas/ids.ts'
import type { CaseLogId, PersonId } from '../../schemas/ids.ts'
import { normaliseBirthDate } from '../linking/names.ts'
import { indexedReferences } from '../linking/references.ts'
import { judgedBy } from '../publish/in-case/judged-by.ts'
import type { InboxPosition } from '../publish/receipt-id.ts'
import { staffToken, type LinkingSecret } from '../linking/tokens.ts'
import { ageBand, dayOfEvent } from './age-band.ts'
import { barredBy } from './barred.ts'
import type { HarmedEntry, IndexPart, Publisher } from './index-part.ts'
import { endedBy } from './proceeding-ends.ts'
import { receivingMarac } from './receiving-marac.ts'

/** What an event was assigned: its case log and people, and what else of intake its index part says. */
export interface Assignment {
  readonly caseLog: CaseLogId
  readonly epoch: number
  /** Append time of the inbox, milliseconds since the Unix epoch. */
  readonly publishedAt: number
  /** Person ids: the subject first, then the harmed in the order of the event. */
  readonly people: readonly PersonId[]
  /** Of harmed people of whom it is not known which of several they are: whom they may be. */
  readonly candidates?: ReadonlyMap<string, readonly PersonId[]>
  readonly proceedings: readonly { readonly kind: string; readonly tokens: readonly string[] }[]
  /** Keys staff references. */
  readonly secret: LinkingSecret
  /** What the control log says of the agency now; absent where nobody asked it. */
  readonly publisher?: Publisher
  readonly inbox?: InboxPosition
  /** What intake warned of. */
  readonly warnings?: IndexPart['warnings']
  /** Harmed people of the case whom texts name beside those of the event. */
  readonly mentions?: IndexPart['mentions']
}

/** A scalar of an Avro value as text. Anything else never reaches the clear part. */
const text = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)) ? [String(value)] : []
}

/** Person ids by the keys that the event gives its people. */
function peopleByKey(data: EventData, people: readonly PersonId[]): ReadonlyMap<string, PersonId> {
  const keys = [data.subject.key, ...data.harmed.map(({ key }) => key)]
  return new Map(
    keys.flatMap((key, index) => {
      const person = people[index]
      return person === undefined ? [] : [[key, person] as const]
    }),
  )
}

/** The harmed people of an event: of how old they were, no more than pairs need. */
function harmedEntries({ harmed, occurred }: EventData, { people: [, ...people], candidates }: Assignment): readonly HarmedEntry[] {
  return harmed.flatMap(({ role, birth_date: born }, at) => {
    const birthDate = normaliseBirthDate(born)
    const person = people[at]
    if (person === undefined) return []
    const age = birthDate === undefined ? null : ageBand(birthDate, dayOfEvent(occurred))
    return [{ person, role, candidates: candidates?.get(person) ?? [], age }]
  })
}

/** The clear index part of an event: codes, times and random ids only (R.10, R.13). */
export function buildIndex(schema: EventSchema, event: AgencyEvent, assignment: Assignment): IndexPart {
  const { data } = event
  const byKey = peopleByKey(data, assignment.people)
  const clear = (field: DetailField, value: string): readonly string[] => {
    if (field.refersTo === 'staff') return [staffToken(assignment.secret, value)]
    // INVARIANT: an agency's field takes any text; what is no agency's id may be somebody's name, and is in the sealed part only.
    if (field.kind === 'agency') return isAgencyId(value) ? [value] : []
    if (field.refersTo === 'person') return [byKey.get(value) ?? []].flat()
    return [value]
  }
  const facts = schema.details
    .filter((field) => field.indexed)
    .flatMap((field) => {
      const value = data.details[field.name]
      const values = (Array.isArray(value) ? value : [value]).flatMap(text).flatMap((item) => clear(field, item))
      return values.length === 0 ? [] : [{ field: field.name, values }]
    })
  const subject = assignment.people[0] ?? ''
  const { mentions = [] } = assignment
  const over = endedBy(event)
  return {
    event_id: event.id,
    agency: event.agency,
    system: event.system,
    type: event.type,
    schema: schema.fingerprint,
    case_log: assignment.caseLog,
    epoch: assignment.epoch,
    occurred: { from: data.occurred.from, until: data.occurred.until ?? null, precision: data.occurred.precision },
    recorded_at: data.recorded_at,
    published_at: new Date(assignment.publishedAt).toISOString(),
    subject,
    harmed: harmedEntries(data, assignment),
    basis: data.assertion.basis,
    verification: data.assertion.verification,
    perp_knows: data.handling.perp_knows,
    purposes_permitted: data.purposes_permitted ?? null,
    embargo_until: data.handling.embargo_until ?? null,
    corrects: data.corrects ?? null,
    references: indexedReferences(schema, data),
    proceedings: assignment.proceedings.flatMap(({ kind, tokens }) => tokens.map((token) => ({ kind, token, ended: kind === over }))),
    raised: Object.entries(data.sensitivity_raise ?? {})
      .map(([field, raised]) => ({ field, class: raised }))
      .sort((one, other) => (one.field < other.field ? -1 : 1)),
    facts: [...facts, ...receivingMarac(assignment.secret, event)],
    inbox: assignment.inbox ?? null,
    warnings: assignment.warnings ?? [],
    judged_by: judgedBy(event, mentions),
    mentions,
    publisher: assignment.publisher ?? null,
    barred: barredBy(event),
  }
}
