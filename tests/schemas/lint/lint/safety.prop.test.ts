import avro, { type Type } from 'avsc'
import fc from 'fast-check'
import { describe, expect, it } from '@jest/globals'
import { avroType } from '../../../../schemas/avro/avro-type.ts'
import { loadCatalogue, releasedVersions } from '../../../../schemas/index.ts'
import { lintSafety } from '../../../../schemas/lint/lint.ts'
import { mutation } from '../../codec/mutate.ts'

const { ArrayType, FixedType, MapType, NullType, RecordType, UnwrappedUnionType, WrappedUnionType } = avro.types

/** What a schema is made of that avsc built, found by walking what it built: an oracle that shares nothing with the lint. Throws for one that holds itself. */
function takesNoBytes(type: Type, open: readonly Type[] = []): boolean {
  if (open.includes(type)) throw new Error('holds itself')
  const below = (inner: Type): boolean => takesNoBytes(inner, [...open, type])
  if (type instanceof NullType) return true
  if (type instanceof FixedType) return type.size === 0
  if (type instanceof RecordType) return type.fields.map((field) => below(field.type)).every((nothing) => nothing)
  if (type instanceof ArrayType || type instanceof MapType) {
    if (below(type instanceof ArrayType ? type.itemsType : (type.valuesType as Type))) throw new Error('has items of no bytes')
  }
  if (type instanceof UnwrappedUnionType || type instanceof WrappedUnionType) type.types.forEach(below)
  return false
}

const hostile: readonly unknown[] = [
  'null',
  'E',
  'a.E',
  'R',
  '.E',
  { type: 'array', items: 'E' },
  { type: 'array', items: 'null' },
  { type: 'map', values: 'R' },
  ['null', 'E'],
  { type: { type: 'null' } },
  { type: 'record', name: 'E', fields: [] },
  { type: 'record', name: 'a.E', fields: [] },
  { type: 'record', name: 'E', namespace: 'a', fields: [{ name: 'f', type: 'int' }] },
  { type: 'fixed', name: 'E', size: 0 },
  { type: 'record', name: 'R', namespace: 'a', fields: [{ name: 'f', type: ['null', 'R'] }] },
  { type: 'record', name: 'a.b.R', namespace: 'a', fields: [{ name: 'f', type: { type: 'array', items: 'E' } }] },
]
const type = fc.oneof(fc.constantFrom(...hostile), fc.constantFrom('string', 'int'))
const small = fc
  .record({ namespace: fc.constantFrom('', 'a', 'a.b'), types: fc.array(type, { maxLength: 5 }) })
  .map(({ namespace, types }) => ({
    type: 'record',
    name: 'Top',
    ...(namespace === '' ? {} : { namespace }),
    fields: types.map((of, index) => ({ name: `f${String(index)}`, type: of })),
  }))
const ours = fc
  .tuple(fc.constantFrom(...[...loadCatalogue().types.values()].slice(0, 5)), fc.array(mutation, { minLength: 1, maxLength: 3 }))
  .map(([{ source }, mutations]) => mutations.reduce<unknown>((value, mutate) => mutate(value), source))

describe('the lint before a schema is built', () => {
  it('lets through every version that was ever released: what was written with it is read', () => {
    for (const { subject, version, schema } of releasedVersions())
      expect([subject, version, lintSafety(schema)]).toEqual([subject, version, []])
  })

  it.each([
    ['small schemas of hostile pieces', small, 3_000],
    ['schemas of ours, mutated', ours, 300],
  ] as const)('says of %s what a walk over the built type says, or more', (_, schemas, numRuns) => {
    let built = 0
    fc.assert(
      fc.property(schemas, (schema) => {
        if (lintSafety(schema).length > 0) return
        const made = (() => {
          try {
            return avroType(schema)
          } catch {
            return undefined
          }
        })()
        if (made === undefined) return
        built += 1
        takesNoBytes(made)
      }),
      { numRuns },
    )
    expect(built).toBeGreaterThan(numRuns / 100)
  })
})
