/** A field that an event has, or may have, at a place. */
export interface Site {
  /** Member names and indices from the event's `data` on. */
  readonly path: readonly (string | number)[]
  readonly required: boolean
  readonly coded: boolean
  readonly list: boolean
}

type Json = Readonly<Record<string, unknown>>
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The type of a field that is there: a union's branch that is not null, a named type's declaration. */
function inner(type: unknown, named: ReadonlyMap<string, Json>): Json {
  const branch: unknown = Array.isArray(type) ? type.find((one) => one !== 'null') : type
  if (typeof branch === 'string') return named.get(branch.split('.').at(-1) ?? '') ?? { type: branch }
  return isJson(branch) ? branch : {}
}

/** Every field that the schema has at what the value has, optional fields of records that are there included. The first item stands for a list's. */
export function sitesOf(schema: unknown, value: unknown, path: Site['path'] = [], named = new Map<string, Json>()): readonly Site[] {
  const record = inner(schema, named)
  if (record.type === 'array') return Array.isArray(value) && value.length > 0 ? sitesOf(record.items, value[0], [...path, 0], named) : []
  if (record.type !== 'record') return []
  named.set(String(record.name), record)
  return (record.fields as readonly Json[]).flatMap((field): readonly Site[] => {
    const type = inner(field.type, named)
    const item = type.type === 'array' ? inner(type.items, named) : type
    const at = [...path, String(field.name)]
    const here: Site = {
      path: at,
      list: type.type === 'array',
      required: field.type !== 'null' && !(Array.isArray(field.type) && field.type.includes('null')),
      coded: [field, type, item].some((one) => one.codeList !== undefined) || item.type === 'enum',
    }
    return [here, ...sitesOf(type, isJson(value) ? value[String(field.name)] : undefined, at, named)]
  })
}

/** The value with another one at a place, or without it. */
export function withAt(value: unknown, [step, ...rest]: Site['path'], to: unknown): unknown {
  if (step === undefined) return to
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? withAt(item, rest, to) : item))
  const from = isJson(value) ? value : {}
  const changed = withAt(from[step], rest, to)
  return Object.fromEntries([
    ...Object.entries(from).filter(([name]) => name !== step),
    ...(changed === undefined ? [] : [[step, changed] as const]),
  ])
}
