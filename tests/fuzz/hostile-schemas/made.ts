import type { LintRule } from '../../../schemas/lint/finding.ts'
import { schemaSources } from '../../../schemas/index.ts'
import { createDice, type Dice } from '../dice.ts'
import type { HostileSchema } from './hostile.ts'

type Json = Record<string, unknown>
type Spoil = (field: Json, dice: Dice, record: Json) => void

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const wrap = (type: unknown, dice: Dice): unknown => (dice.int(2) === 0 ? { type: 'array', items: type } : { type: 'map', values: type })

const many = <T>(length: number, make: (index: number) => T): T[] => Array.from({ length }, (_, index) => make(index))
/** Another type, and no default that would be wrong for it. */
function become(field: Json, type: unknown): void {
  field.type = type
  delete field.default
}

/** A type of which every value takes no bytes. */
function nothing(dice: Dice, deep = 0): unknown {
  const way = dice.int(deep > 3 ? 2 : 4)
  if (way === 0) return 'null'
  const name = `Nothing${String(dice.int(1e9))}`
  if (way === 1) return { type: 'fixed', name, size: 0 }
  return {
    type: 'record',
    name,
    fields: Array.from({ length: dice.int(4) }, (_, index) => ({ name: `n${String(index)}`, type: nothing(dice, deep + 1) })),
  }
}

/** Spoils one field of a schema that was sound. */
const spoils: readonly (readonly [LintRule, Spoil])[] = [
  [
    'zero-bytes',
    (field, dice) => {
      become(field, wrap(nothing(dice), dice))
    },
  ],
  [
    'zero-bytes',
    (field, dice) => {
      become(field, ['null', wrap(wrap(nothing(dice), dice), dice)])
    },
  ],
  [
    'recursion',
    (field, dice, { name }) => {
      become(field, ['null', dice.int(2) === 0 ? name : wrap(name, dice)])
    },
  ],
  [
    'too-deep',
    (field, dice) => {
      become(
        field,
        many(13 + dice.int(60), () => 0).reduce<unknown>((inner) => wrap(inner, dice), 'string'),
      )
    },
  ],
  [
    'too-many-fields',
    (_, dice, { fields }) => {
      ;(fields as unknown[]).push(...many(201, (index) => ({ name: `x${String(index)}y${String(dice.int(99))}`, type: 'null' })))
    },
  ],
  [
    'enum-too-large',
    (field, dice) => {
      become(field, { type: 'enum', name: 'Codes', symbols: many(501 + dice.int(999), (index) => `C${String(index)}`) })
    },
  ],
  [
    'fixed-too-large',
    (field, dice) => {
      become(field, { type: 'fixed', name: 'Bytes', size: dice.pick<unknown>([65_537, 2 ** 31 - 1, 1e300, '9']) })
    },
  ],
  [
    'union',
    (field, dice) => {
      become(
        field,
        many(3 + dice.int(20), (index) => ({ type: 'fixed', name: `B${String(index)}`, size: 1 })),
      )
    },
  ],
  [
    'wrong-default',
    (field, dice) => {
      Object.assign(field, { type: ['null', 'string'], default: dice.pick<unknown>([1.5, '2', true]) })
    },
  ],
  [
    'logical-type',
    (field, dice) => {
      become(field, { type: 'bytes', logicalType: dice.pick(['decimal', 'uuid', 'x']), precision: dice.int(1e9) })
    },
  ],
  [
    'unknown-type',
    (field, dice) => {
      become(field, dice.pick<unknown>(['Nobody', 'valueOf', { type: 'hasOwnProperty' }, 3, { items: 'string' }]))
    },
  ],
  [
    'reserved-name',
    (field, dice) => {
      field.name = dice.pick(['__proto__', 'constructor', 'prototype', 'toString', '__defineSetter__'])
    },
  ],
  [
    'invalid-name',
    (field, dice) => {
      field.name = dice.pick(['a b', 'a.b', '', '1', 'a\n', 'x'.repeat(300), 'a=1;//'])
    },
  ],
  [
    'duplicate-name',
    (field, _, { fields }) => {
      ;(fields as unknown[]).push({ name: String(field.name).toUpperCase(), type: 'string' })
    },
  ],
  [
    'foreign-alias',
    (field, dice) => {
      field.aliases = [dice.pick(['a.b', 'uk.throughline.log.CaseEvent'])]
    },
  ],
  [
    'doc-too-large',
    (field, dice) => {
      field.doc = 'x'.repeat(2_049 + dice.int(9_999))
    },
  ],
]

/** Records of a schema, each with its fields. */
function recordsIn(type: unknown): readonly Json[] {
  if (Array.isArray(type)) return type.flatMap(recordsIn)
  if (!isJson(type)) return []
  const fields = Array.isArray(type.fields) ? type.fields.filter(isJson) : []
  const held = [type.type, type.items, type.values, ...fields.map((field) => field.type)].flatMap(recordsIn)
  return type.type === 'record' && fields.length > 0 ? [type, ...held] : held
}

/** Schemas of ours, each spoilt in one place. */
export function madeSchemas(seed: number, count: number): readonly HostileSchema[] {
  const sources = [...schemaSources().values()]
  return Array.from({ length: count }, (_, index) => {
    const dice = createDice(seed, index)
    const source = structuredClone(dice.any(sources))
    const record = dice.any(recordsIn(source)) ?? {}
    const field = dice.any(record.fields as Json[]) ?? {}
    const [rule, spoil] = spoils[index % spoils.length] ?? ['not-avro', () => undefined]
    spoil(field, dice, record)
    return { name: `${rule}: made from seed ${String(seed)}, number ${String(index)}`, text: JSON.stringify(source), rule }
  })
}
