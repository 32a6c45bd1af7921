import type { DetailField, EventSchema, RefTarget } from '../../schemas/catalogue/event-schema.ts'
import type { EventData } from '../../schemas/codec/agency-event.ts'
import { isPlaceholderReference } from './placeholders.ts'

/** Targets that are no proceeding of a case: a research project spans many. */
const NO_PROCEEDING: ReadonlySet<RefTarget> = new Set<RefTarget>(['event', 'person', 'staff', 'record', 'project'])

const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string' && item !== '')

const referring = (schema: EventSchema): readonly (DetailField & { readonly refersTo: RefTarget })[] =>
  schema.details.filter((field): field is DetailField & { readonly refersTo: RefTarget } => field.refersTo !== undefined)

/** Event ids in `based_on` and in the details fields that name events, each once. */
export function indexedReferences(schema: EventSchema, data: EventData): readonly string[] {
  const details = referring(schema)
    .filter((field) => field.refersTo === 'event')
    .flatMap((field) => texts(data.details[field.name]))
  return [...new Set([...texts(data.based_on ?? []), ...details])]
}

/** Every event id that an event refers to: also what it corrects, and the wishes or the override that it rests on. */
export function referredEvents(schema: EventSchema, data: EventData): readonly string[] {
  const { wishes_ref: wishes, override_ref: override } = data.sharing
  return [...new Set([...indexedReferences(schema, data), ...texts(data.corrects), ...texts(wishes), ...texts(override)])]
}

/** True of an event type that is of no case: what a research project publishes. */
export const isOfNoCase = ({ details }: Pick<EventSchema, 'details'>): boolean => details.some(({ refersTo }) => refersTo === 'project')

export interface QuotedProceeding {
  readonly kind: RefTarget
  readonly id: string
  /** False where the event only looks for its case (`case_refs`). */
  readonly names: boolean
}

/** The proceedings that an event quotes. A placeholder, such as "not known", quotes none. */
export function quotedProceedings(schema: EventSchema, data: EventData): readonly QuotedProceeding[] {
  const quoted = referring(schema)
    .filter((field) => !NO_PROCEEDING.has(field.refersTo))
    .flatMap((field) => texts(data.details[field.name]).map((id) => ({ kind: field.refersTo, id, names: true })))
  const cases = texts(data.case_refs ?? []).map((id) => ({ kind: 'case' as const, id, names: false }))
  return [...quoted, ...cases].filter(({ id }) => !isPlaceholderReference(id))
}
