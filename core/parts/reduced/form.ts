import type { DetailField, EventSchema } from '../../../schemas/catalogue/event-schema.ts'
import type { PartValues } from '../split.ts'

/** What a reduced form may depend on besides the part's own values. No clock, no random number. */
export interface ReduceContext {
  /** The event's type; undefined when this release does not know it, and then no field of details has a coarser form. */
  readonly schema: Pick<EventSchema, 'details'> | undefined
  /** Owner of the part: person id, or empty for the case. */
  readonly owner: string
  /** `occurred.from` of the event: ISO 8601 date, or date-time with offset. */
  readonly occurredFrom: string
}

/** The reduced form of one class. */
export type Reduce = (values: PartValues, context: ReduceContext) => PartValues

/** A value of a part with what its schema says of it; `field` is undefined for an opening field. */
export interface Entry {
  readonly pointer: string
  readonly value: unknown
  readonly field: DetailField | undefined
}

const DETAILS = '/details/'

/** The values of a part, details fields with their declaration. */
export const entriesOf = (values: PartValues, { schema }: ReduceContext): readonly Entry[] =>
  Object.entries(values).map(([pointer, value]) => ({
    pointer,
    value,
    field: pointer.startsWith(DETAILS) ? schema?.details.find(({ name }) => pointer === DETAILS + name) : undefined,
  }))

/** Entries of details alone: what the event's own type says. */
export const isDetail = ({ pointer }: Entry): boolean => pointer.startsWith(DETAILS)

/** Keeps the entries for which `coarser` has a value. */
export const coarsened = (entries: readonly Entry[], coarser: (entry: Entry) => unknown): PartValues =>
  Object.fromEntries(
    entries.flatMap((entry) => {
      const value = coarser(entry)
      return value === undefined ? [] : [[entry.pointer, value]]
    }),
  )

/** The part says something, but no coarser value exists: `/held/<what>` is all that is left of it. */
export const held = (what: string): PartValues => ({ [`/held/${what}`]: true })

const NOTHING: ReadonlySet<unknown> = new Set([false, '', 0, 'none', 'none_known', 'none_seen', 'none_linked', 'not_applicable', 'unknown'])

/** Whether a value says that there is something: not false, not empty, not a code for none or unknown. A flag never claims what was not said. */
export const saysSomething = (value: unknown): boolean => (Array.isArray(value) ? value.some(saysSomething) : !NOTHING.has(value))

/** The code lists of a field that pass, with the values as said. */
export const codesOf =
  (...lists: readonly string[]): ((entry: Entry) => unknown) =>
  ({ field, value }) =>
    field?.codeList !== undefined && lists.includes(field.codeList) ? value : undefined

/** Applies a change to a code or to each of a list of codes, each result once. */
export function mapCodes(value: unknown, change: (code: string) => string | undefined): unknown {
  if (typeof value === 'string') return change(value)
  if (!Array.isArray(value)) return undefined
  return [...new Set(value.flatMap((code) => (typeof code === 'string' ? (change(code) ?? []) : [])))]
}
