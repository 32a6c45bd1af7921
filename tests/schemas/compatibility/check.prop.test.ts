import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { avroType } from '../../../schemas/avro/avro-type.ts'
import { isStricterOrEqual } from '../../../schemas/classes/stricter.ts'
import { checkCompatibility } from '../../../schemas/compatibility/check.ts'
import { classCodes } from '../../../schemas/generated/codes.ts'

interface FieldShape {
  readonly name: string
  readonly type: 'string' | 'int' | 'boolean'
  readonly optional: boolean
  readonly class: (typeof classCodes)[number]
}

const field = fc.record({
  name: fc.constantFrom('a', 'b', 'c', 'd'),
  type: fc.constantFrom('string' as const, 'int' as const, 'boolean' as const),
  optional: fc.boolean(),
  class: fc.constantFrom(...classCodes),
})
const shape = fc.uniqueArray(field, { selector: ({ name }) => name, maxLength: 4 })

const avsc = (fields: readonly FieldShape[]): object => ({
  type: 'record',
  name: 'R',
  fields: fields.map(({ name, type, optional, class: code }) => ({
    name,
    type: optional ? ['null', type] : type,
    ...(optional ? { default: null } : {}),
    'confluent:tags': [code],
  })),
})
const value = (fields: readonly FieldShape[]): object =>
  Object.fromEntries(
    fields.map(({ name, type, optional }) => [name, optional ? null : type === 'string' ? 'x' : type === 'int' ? 1 : true]),
  )

/** Whether values of one schema decode as the other: as one that has no field left empty, and as one that has all that may be. */
const reads = (reader: readonly FieldShape[], writer: readonly FieldShape[]): boolean => {
  const full = writer.map((each) => ({ ...each, optional: false }))
  const [to, from] = [avroType(avsc(reader)), avroType(avsc(writer))]
  try {
    const resolver = to.createResolver(from)
    for (const fields of [writer, full]) to.fromBuffer(from.toBuffer(value(fields)), resolver)
    return true
  } catch {
    return false
  }
}

describe('the gate', () => {
  it('lets a schema pass just when both read each other and no class that stays is laxer', () => {
    fc.assert(
      fc.property(shape, shape, (before, after) => {
        const findings = checkCompatibility('R', avsc(after), [{ subject: 'R', version: 1, schema: avsc(before) }])
        const lowered = after.some((is) => before.some((was) => was.name === is.name && !isStricterOrEqual(is.class, was.class)))
        expect(findings.length === 0).toBe(reads(after, before) && reads(before, after) && !lowered)
      }),
      { numRuns: 500 },
    )
  })

  it('names a path that is in one of the two schemas', () => {
    fc.assert(
      fc.property(shape, shape, (before, after) => {
        const names = new Set<string>([...before, ...after].map(({ name }) => name))
        for (const { path } of checkCompatibility('R', avsc(after), [{ subject: 'R', version: 1, schema: avsc(before) }]))
          expect(names.has(path)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
