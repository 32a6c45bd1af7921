import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import avro, { type Type } from 'avsc'
import { loadCatalogue } from '../../../schemas/index.ts'

const { ArrayType, MapType, RecordType, UnwrappedUnionType } = avro.types
const folder = join(import.meta.dirname, '../../../demo')

interface WireEvent {
  readonly id: string
  readonly type: string
  readonly data: unknown
}

const events = readdirSync(folder)
  .filter((name) => name.endsWith('.cloudevents.jsonl'))
  .sort()
  .flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as WireEvent),
  )

/** Null for what is missing: JSON leaves out what Avro writes as null. Fields that no schema has stay, to be found. */
function filled(type: Type, value: unknown): unknown {
  if (value === undefined || value === null) return null
  if (type instanceof RecordType) {
    const fields = type.fields.map((field) => [field.name, filled(field.type, (value as Record<string, unknown>)[field.name])] as const)
    return { ...value, ...Object.fromEntries(fields) }
  }
  if (type instanceof ArrayType) return (value as unknown[]).map((item) => filled(type.itemsType, item))
  if (type instanceof MapType) return value
  if (type instanceof UnwrappedUnionType) return filled(type.types.find(({ typeName }) => typeName !== 'null') ?? type, value)
  return value
}

describe('the demo', () => {
  const { types } = loadCatalogue()

  it.each(events.map(({ id, type, data }) => [type, id, data] as const))('%s %s is an event of the catalogue', (name, _, data) => {
    const type = types.get(name)?.avro
    if (type === undefined) throw new Error(`no type ${name}`)
    const wrong: string[] = []
    const value = filled(type, data)
    type.isValid(value, {
      noUndeclaredFields: true,
      errorHook: (path) => {
        wrong.push(path.join('.'))
      },
    })
    expect(wrong).toEqual([])
    expect(type.fromBuffer(type.toBuffer(value))).toEqual(value)
  })

  it('has events to check', () => {
    expect(events.length).toBeGreaterThan(70)
  })
})
