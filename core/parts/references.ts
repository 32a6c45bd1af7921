import type { EventSchema } from '../../schemas/catalogue/event-schema.ts'
import type { OpenedPart } from './opened-part.ts'

/** What an answer may refer to. */
export interface References {
  readonly schema: EventSchema | undefined
  /** The id of a disclosed event for this reader; undefined for any other. */
  readonly eventId: (eventId: string) => string | undefined
  /** Keys by which the answer names people. */
  readonly people: ReadonlySet<string>
}

const DETAILS = '/details/'

/** The keys of the people whose identity is disclosed as said. */
export const disclosedKeys = (opened: readonly OpenedPart[]): ReadonlySet<string> =>
  new Set(
    opened.flatMap(({ values }) =>
      Object.entries(values).flatMap(([pointer, value]) => {
        const key = /^\/(subject|harmed\/\d+)$/.test(pointer) ? (value as { readonly key?: unknown }).key : undefined
        return typeof key === 'string' ? [key] : []
      }),
    ),
  )

/** One reference or a list of them, each translated; undefined when none is left. */
function translated(value: unknown, translate: (reference: string) => string | undefined): unknown {
  if (typeof value === 'string') return translate(value)
  if (!Array.isArray(value)) return undefined
  const kept = value.flatMap((item) => (typeof item === 'string' ? (translate(item) ?? []) : []))
  return kept.length === 0 ? undefined : kept
}

/** A pair of a JSON field: kept when each of its people is named in this answer. */
const isNamed = (item: unknown, people: ReadonlySet<string>): boolean =>
  typeof item === 'object' &&
  item !== null &&
  (['subject', 'harmed'] as const).every((name) => {
    const key = (item as Record<string, unknown>)[name]
    return typeof key !== 'string' || people.has(key)
  })

function sharing(value: unknown, eventId: References['eventId']): unknown {
  const {
    wishes_ref: wishes,
    override_ref: override,
    ...rest
  } = value as { readonly wishes_ref?: unknown; readonly override_ref?: unknown }
  const refs = { wishes_ref: translated(wishes, eventId), override_ref: translated(override, eventId) }
  return { ...rest, ...Object.fromEntries(Object.entries(refs).filter(([, ref]) => ref !== undefined)) }
}

/**
 * The value without references that lead out of the answer: to events that the reader is not shown, to people whom it does not name.
 * INVARIANT: a hidden event, or a person out of scope, leaves no trace through a reference. Undefined when nothing is left.
 */
export function withoutForeignReferences(pointer: string, value: unknown, references: References): unknown {
  const { schema, eventId, people } = references
  if (pointer === '/sharing') return sharing(value, eventId)
  const detail = pointer.startsWith(DETAILS) ? pointer.slice(DETAILS.length) : undefined
  const field = detail === undefined ? undefined : schema?.details.find(({ name }) => name === detail)
  if (field?.refersTo === 'event') return translated(value, eventId)
  if (field?.refersTo === 'person') return translated(value, (key) => (people.has(key) ? key : undefined))
  if (field?.kind === 'json') return Array.isArray(value) ? value.filter((item) => isNamed(item, people)) : undefined
  return value
}
