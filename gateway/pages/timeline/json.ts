/** A JSON object, as data that was disclosed. */
export type Data = Readonly<Record<string, unknown>>

export const isRecord = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object; of anything else an empty one. */
export const recordOf = (value: unknown): Data => (isRecord(value) ? value : {})

/** A list; one value as a list of it, nothing as an empty one. */
export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : value === undefined || value === null ? [] : [value]

/** A field of an object; undefined of anything else. */
export const fieldOf = (value: unknown, name: string): unknown => recordOf(value)[name]

/** The entries of an object but for those of these names. */
export const entriesBut = (data: Data, names: readonly string[]): readonly (readonly [string, unknown])[] =>
  Object.entries(data).filter(([name]) => !names.includes(name))
