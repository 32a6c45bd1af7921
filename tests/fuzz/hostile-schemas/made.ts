import type { LintRule } from '../../../schemas/lint/finding.ts'
import { schemaSources } from '../../../schemas/index.ts'
import { createDice, type Dice } from '../dice.ts'
import type { HostileSchema } from './hostile.ts'

type Json = Record<string, unknown>
type Spoil = (field: Json, dice: Dice, record: Json) => void

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const wrap = (type: unknown, dice: Dice): unknown => (dice.int(2) === 0 ? { type: 'array', items: type } : { type: 'map', values: type })

/** A type of which every value takes no bytes. */
function nothing(dice: Dice, deep = 0): unknown {
  const way = dice.int(deep > 3 ? 2 : 4)
  if (way === 0) return 'null'
  const name = `Nothing${String(dice.int(1e9))}`
  if (way === 1) return { type: 'fixed', name, size: 0 }
  return { type: 'record', name, fields: Array.from({ length: dice.int(4) }, (_, index) => ({ name: `n${String(index)}`, type: nothing(dice, deep + 1) })) }
}

/** Spoils one field of a schema that was sound. */
const spoils: readonly (readonly [LintRule, Spoil])[] = [
  ['zero-bytes', (field, dice) => { field.type = wrap(nothing(dice), dice); delete field.default }],
  ['zero-bytes', (field, dice) => { field.type = ['null', wrap(wrap(nothing(dice), dice), dice)]; field.default = null }],
  ['recursion', (field, dice, { name }) => { field.type = ['null', dice.int(2) === 0 ? name : wrap(name, dice)]; field.default = null }],
  ['too-deep', (field, dice) => { field.type = Array.from({ length: 13 + dice.int(60) }).reduce<unknown>((inner) => wrap(inner, dice), 'string'); delete field.default }],
  ['too-many-fields', (_, dice, { fields }) => { for (let left = 201; left > 0; left -= 1) (fields as unknown[]).push({ name: `x${String(left)}y${String(dice.int(99))}`, type: 'null' }) }],
  ['enum-too-large', (field, dice) => { field.type = { type: 'enum', name: 'Codes', symbols: Array.from({ length: 501 + dice.int(999) }, (_, index) => `C${String(index)}`) }; delete field.default }],
  ['fixed-too-large', (field, dice) => { field.type = { type: 'fixed', name: 'Bytes', size: dice.pick([65_537, 2 ** 31 - 1, 1e300, '9']) }; delete field.default }],
  ['union', (field, dice) => { field.type = Array.from({ length: 3 + dice.int(20) }, (_, index) => ({ type: 'fixed', name: `B${String(index)}`, size: 1 })); delete field.default }],
  ['wrong-default', (field, dice) => { field.default = dice.pick<unknown>([1.5, '2', true]); field.type = ['null', 'string'] }],
  ['logical-type', (field, dice) => { field.type = { type: 'bytes', logicalType: dice.pick(['decimal', 'uuid', 'x']), precision: dice.int(1e9) }; delete field.default }],
  ['unknown-type', (field, dice) => { field.type = dice.pick(['Nobody', 'valueOf', { type: 'hasOwnProperty' }, 3, { items: 'string' }]); delete field.default }],
  ['reserved-name', (field, dice) => { field.name = dice.pick(['__proto__', 'constructor', 'prototype', 'toString', '__defineSetter__']) }],
  ['invalid-name', (field, dice) => { field.name = dice.pick(['a b', 'a.b', '', '1', 'a\n', 'x'.repeat(300), 'a=1;//']) }],
  ['duplicate-name', (field, _, { fields }) => { (fields as unknown[]).push({ name: String(field.name).toUpperCase(), type: 'string' }) }],
  ['foreign-alias', (field, dice) => { field.aliases = [dice.pick(['a.b', 'uk.throughline.log.CaseEvent'])] }],
  ['doc-too-large', (field, dice) => { field.doc = 'x'.repeat(2_049 + dice.int(9_999)) }],
]

/** Records of a schema, each with its fields. */
function recordsIn(type: unknown): readonly Json[] {
  if (Array.isArray(type)) return type.flatMap(recordsIn)
  if (!isJson(type)) return []
  const fields = Array.isArray(type.fields) ? type.fields.filter(isJson) : []
  return [...(type.type === 'record' && fields.length > 0 ? [type] : []), ...[type.type, type.items, type.values].flatMap(recordsIn), ...fields.flatMap((field) => recordsIn(field.type))]
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
