/** An agency as a timeline shows it to this reader: without id where it is not named, without type where not even its kind is told. */
export interface ItemAgency {
  readonly id?: string
  readonly name: string
  readonly type?: string
}

/** An item of a timeline, as a reader is given it: all that a pattern may be worked out from. */
export interface PatternItem {
  /** The reader's own id of the event. */
  readonly id: string
  readonly type: string
  readonly agency: ItemAgency
  /** ISO 8601 dates or date-times, or `YYYY-MM` where only the month is shown. */
  readonly occurred: { readonly from: string; readonly until?: string; readonly precision: string }
  /** When its agency wrote it down: ISO 8601, or `YYYY-MM`. */
  readonly recorded_at: string
  readonly state: 'shown' | 'reduced' | 'tombstone'
  /** True while a dispute restricts its use. */
  readonly use_restricted?: true
  /** An instrument that the reader is told has no effect. */
  readonly not_in_effect?: true
  readonly data: Readonly<Record<string, unknown>>
}

type Said = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Said => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What an item says of one person or thing: an object, or empty where nothing of it is released. */
export const saidOf = ({ data }: PatternItem, name: 'details' | 'subject' | 'assertion'): Said => {
  const value = data[name]
  return isRecord(value) ? value : {}
}

/** A text or code of the details; undefined where it was not released. */
export const textIn = (item: PatternItem, field: string): string | undefined => {
  const value = saidOf(item, 'details')[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A number of the details; undefined where it was not released. */
export const numberIn = (item: PatternItem, field: string): number | undefined => {
  const value = saidOf(item, 'details')[field]
  return typeof value === 'number' ? value : undefined
}

/** A yes or no of the details; undefined where it was not released. */
export const flagIn = (item: PatternItem, field: string): boolean | undefined => {
  const value = saidOf(item, 'details')[field]
  return typeof value === 'boolean' ? value : undefined
}

/** A list of codes of the details, each once, as written; empty where it was not released. */
export const codesIn = (item: PatternItem, field: string): readonly string[] => {
  const value = saidOf(item, 'details')[field]
  return Array.isArray(value) ? [...new Set(value.filter((code) => typeof code === 'string'))] : []
}

/** The people harmed whom the item releases, named or by role alone. */
export const harmedIn = ({ data: { harmed } }: PatternItem): readonly Said[] => (Array.isArray(harmed) ? harmed.filter(isRecord) : [])
