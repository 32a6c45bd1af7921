import type { EventSchema } from '../../schemas/catalogue/event-schema.ts'
import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import { type AgencyId, caseLogIdOf, type PersonId, personIdOf } from '../../schemas/ids.ts'
import { buildIndex } from '../case/build-index.ts'
import type { IndexPart } from '../case/index-part.ts'
import { compose, type ComposedFor } from '../parts/compose.ts'
import type { OpenedPart } from '../parts/opened-part.ts'
import { splitParts } from '../parts/split.ts'

/** An event as its sender reads it: CloudEvents attributes, and as much of its data as there are parts. */
export interface OwnEvent {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: string
  readonly time: string
  readonly data: Readonly<Record<string, unknown>>
}

/** What an own event is made of: the clear index part and opened parts. */
export interface OwnContent {
  readonly index: IndexPart
  readonly parts: readonly OpenedPart[]
}

/** An agency's own systems: to them everything is composed as it was said. */
export const forOwnSystem = (agency: AgencyId): ComposedFor => ({ agency, facesPerpetrator: false, pseudonymOf: (person) => person })

export const sourceOf = ({ agency, system }: Pick<IndexPart, 'agency' | 'system'>): string => `/agencies/${agency}/${system}`

const texts = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

/** Events that `based_on` names: of all that the index refers to, those that no field of details does. */
function basedOn(
  { references }: IndexPart,
  schema: EventSchema | undefined,
  details: Readonly<Record<string, unknown>>,
): readonly string[] {
  const named = new Set(schema?.details.filter(({ refersTo }) => refersTo === 'event').flatMap(({ name }) => texts(details[name])))
  return references.filter((id) => !named.has(id))
}

/** An event as it was sent, without masks, from the parts that are opened for `reader`; an optional field that says nothing is left out. `schema`: of its type. */
export function ownEvent({ index, parts }: OwnContent, schema: EventSchema | undefined, reader: ComposedFor): OwnEvent {
  const { corrects, purposes_permitted: purposes, raised } = index
  const composed = compose(index, parts, { dates: 'exact', publisher: 'named' }, { reader, schema, eventId: (id) => id })
  const based = basedOn(index, schema, composed.details as Readonly<Record<string, unknown>>)
  const data = {
    ...composed,
    harmed: composed.harmed ?? [],
    ...(based.length === 0 ? {} : { based_on: based }),
    ...(corrects === null ? {} : { corrects }),
    ...(purposes === null ? {} : { purposes_permitted: purposes }),
    ...(raised.length === 0
      ? {}
      : { sensitivity_raise: Object.fromEntries(raised.map(({ field, class: sensitivity }) => [field, sensitivity])) }),
  }
  return { specversion: '1.0', id: index.event_id, source: sourceOf(index), type: index.type, time: index.recorded_at, data: inOrder(data) }
}

/** Members in one order, wherever they come from. */
const inOrder = (data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(data).toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)))

/** Length of the last group of a UUID. */
const ID_END = 12

/** Person ids of an event that is in no case: as good as any, within the event. */
const peopleOf = ({ data }: AgencyEvent): readonly PersonId[] =>
  [data.subject, ...data.harmed].map((_, at) => personIdOf(`00000000-0000-8000-8000-${String(at).padStart(ID_END, '0')}`))

/** Stands where the id of a case log would in what is made of an event of no case; nobody reads it. */
const NO_CASE_LOG = caseLogIdOf('00000000-0000-8000-8000-000000000000')

/** The same of an event that waits: as it would be split and indexed, so that its sender reads it alike. */
export function waitingContent(schema: EventSchema, event: AgencyEvent, publishedAt: string): OwnContent {
  const people = peopleOf(event)
  const index = buildIndex(schema, event, {
    caseLog: NO_CASE_LOG,
    epoch: 0,
    publishedAt: Date.parse(publishedAt),
    people,
    proceedings: [],
    secret: Buffer.alloc(0),
  })
  return { index, parts: splitParts(schema, event, people).map((part) => ({ ...part, form: 'plain' })) }
}
