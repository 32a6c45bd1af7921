import type { LintRule } from '../../../schemas/lint/finding.ts'
import type { HostileSchema } from './hostile.ts'

/** The type's name and namespace are those of an event type: what else would come under its subject. */
const NAME = { type: 'record', name: 'IncidentRecorded', namespace: 'uk.throughline.behaviour' }

const schema = (...types: readonly unknown[]) => ({ ...NAME, fields: types.map((type, index) => ({ name: `f${String(index)}`, type })) })
const record = (name: string, ...types: readonly unknown[]) => ({
  type: 'record',
  name,
  fields: types.map((type, index) => ({ name: `f${String(index)}`, type })),
})
const array = (items: unknown) => ({ type: 'array', items })
const map = (values: unknown) => ({ type: 'map', values })
const fixed = (name: string, size: unknown) => ({ type: 'fixed', name, size })
const symbols = (...names: readonly unknown[]) => ({ type: 'enum', name: 'E', symbols: names })
const field = (name: unknown, type: unknown = 'string', more: object = {}) => ({ ...NAME, fields: [{ name, type, ...more }] })
const many = <T>(count: number, make: (index: number) => T): readonly T[] => Array.from({ length: count }, (_, index) => make(index))
const nested = (levels: number, wrap: (inner: unknown) => unknown): unknown =>
  many(levels, () => 0).reduce<unknown>((inner) => wrap(inner), 'string')
/** Each type has two of the one before: 2^n fields in few bytes. */
const doubling = (levels: number, bottom: unknown) =>
  many(levels, (level) => record(`L${String(level)}`, ...(level === 0 ? [bottom] : [`L${String(level - 1)}`, `L${String(level - 1)}`])))
const defaultsOf = (levels: number, width: number): unknown =>
  many(levels, (level) => level).reduce<unknown>(
    (inner, level) => ({
      type: 'record',
      name: `D${String(level)}`,
      fields: [{ name: 'a', type: array(inner), default: many(width, () => ({})) }],
    }),
    record('Leaf', 'string'),
  )

const cases: readonly (readonly [LintRule, string, unknown])[] = [
  ['zero-bytes', 'an array of null', schema(array('null'))],
  ['zero-bytes', 'an array of null, spelled as a type', schema(array({ type: 'null' }))],
  ['zero-bytes', 'an array of null, spelled as a type of a type', schema(array({ type: { type: 'null' } }))],
  ['zero-bytes', 'an array of empty records', schema(array(record('Z')))],
  ['zero-bytes', 'an array of an empty record, by its name', schema(record('Z'), array('Z'))],
  ['zero-bytes', 'an array of an empty record, by its full name', schema(record('Z'), array('uk.throughline.behaviour.Z'))],
  ['zero-bytes', 'an array of fixed of no bytes', schema(array(fixed('Z', 0)))],
  ['zero-bytes', 'an array of a fixed of minus no bytes', schema(array(fixed('Z', -0)))],
  ['zero-bytes', 'an array of records of nothing but such', schema(array(record('Y', 'null', record('Z'), fixed('X', 0))))],
  ['zero-bytes', 'a map of null', schema(map('null'))],
  ['zero-bytes', 'a map of empty records', schema(map(record('Z')))],
  ['zero-bytes', 'an optional array of null', schema(['null', array('null')])],
  ['zero-bytes', 'an array of arrays of null', schema(array(array('null')))],
  ['zero-bytes', 'a map of arrays of empty records', schema(map(array(record('Z'))))],
  ['zero-bytes', 'an array of null in a record of a record', schema(record('A', record('B', array('null'))))],
  ['zero-bytes', 'an array inside a type of a type', schema({ type: { type: 'array', items: 'null' } })],
  ['recursion', 'a record that holds itself', schema('uk.throughline.behaviour.IncidentRecorded')],
  ['recursion', 'a record that may hold itself', schema(['null', 'IncidentRecorded'])],
  ['recursion', 'a list of itself', schema(array('IncidentRecorded'))],
  ['recursion', 'a map of itself', schema(map('IncidentRecorded'))],
  ['recursion', 'two records that hold each other', schema(record('A', ['null', 'IncidentRecorded']))],
  ['recursion', 'an inner record that holds itself', schema(record('A', array('A')))],
  ['recursion', 'a record that holds nothing but itself', schema(record('A', 'A'))],
  ['too-deep', 'lists in lists', schema(nested(12, array))],
  ['too-deep', 'maps in maps', schema(nested(13, map))],
  ['too-deep', 'records in records', schema(nested(20, (inner) => record(`N${String(JSON.stringify(inner).length)}`, inner)))],
  ['too-deep', 'a thousand lists in lists', schema(nested(1_000, array))],
  [
    'too-deep',
    'depth by reference',
    schema(...many(14, (level) => record(`R${String(level)}`, level === 0 ? 'string' : `R${String(level - 1)}`))),
  ],
  ['too-deep', 'types of types', schema(nested(120, (type) => ({ type })))],
  ['too-deep', 'depth in an attribute', { ...schema('string'), note: nested(200, (inner) => [inner]) }],
  ['too-many-fields', '201 fields', schema(...many(201, () => 'string'))],
  ['too-many-fields', '5,000 fields', schema(...many(1_500, () => 'int'))],
  ['too-many-fields', 'a billion fields of no bytes', schema(...doubling(11, 'null'))],
  ['too-many-fields', 'two thousand fields by reference', schema(...doubling(11, 'string'))],
  ['too-large', 'a document of a megabyte', { ...schema('string'), note: 'x'.repeat(100_000) }],
  ['doc-too-large', 'a doc of three kilobytes', field('a', 'string', { doc: 'x'.repeat(3_000) })],
  ['enum-too-large', '501 symbols', schema(symbols(...many(501, (index) => `S${String(index)}`)))],
  ['fixed-too-large', 'a fixed of two gigabytes', schema(fixed('F', 2 ** 31 - 1))],
  ['fixed-too-large', 'a fixed whose size is a text', schema(fixed('F', '1'))],
  ['fixed-too-large', 'a fixed without a size', schema(fixed('F', undefined))],
  ['default-too-large', 'defaults that double', schema(defaultsOf(5, 10))],
  ['default-too-large', 'defaults of a hundred million records', schema(defaultsOf(4, 100))],
  ['default-too-large', 'a default of ten kilobytes', field('a', 'string', { default: 'x'.repeat(10_000) })],
  ['wrong-default', 'a number for a text', field('a', 'string', { default: 1 })],
  ['wrong-default', 'a text for null', field('a', ['null', 'string'], { default: 'x' })],
  ['wrong-default', 'null for a text', field('a', ['string', 'null'], { default: null })],
  ['wrong-default', 'a list for a map', field('a', map('string'), { default: [] })],
  ['wrong-default', 'an int that is a long', field('a', 'int', { default: 2 ** 40 })],
  ['wrong-default', 'a symbol that is none', field('a', symbols('A'), { default: 'B' })],
  ['logical-type', 'a date', schema({ type: 'int', logicalType: 'date' })],
  ['logical-type', 'a decimal of a billion digits', schema({ type: 'bytes', logicalType: 'decimal', precision: 1e9, scale: 1e9 })],
  ['logical-type', 'one that nobody knows', schema({ type: 'string', logicalType: 'eval' })],
  ['reserved-name', 'a logical type that is no text', schema({ type: 'string', logicalType: { toString: 1 } })],
  ['union', 'a union of nothing', schema([])],
  ['union', 'a union of two types', schema(['int', 'string'])],
  ['union', 'a union of records', schema([record('A', 'string'), record('B', 'string')])],
  ['union', 'a union of null alone', schema(['null'])],
  ['union', 'a union in a union', schema(['null', ['null', 'string']])],
  ['union', 'a union of a thousand', schema(many(1_000, () => 'string'))],
  ['unknown-type', 'a type that nobody defined', schema('Nobody')],
  ['unknown-type', 'a type of another document', schema('uk.throughline.log.CaseEvent')],
  ['unknown-type', 'toString as a type', schema('toString')],
  ['unknown-type', 'constructor as a type', schema({ type: 'constructor' })],
  ['unknown-type', '__proto__ as a type', schema('__proto__')],
  ['unknown-type', 'an error', schema({ type: 'error', name: 'A', fields: [{ name: 'stack', type: 'string' }] })],
  ['unknown-type', 'a request', schema({ type: 'request', fields: [] })],
  ['unknown-type', 'a primitive in a namespace', schema(array('a.null'))],
  ['unknown-type', 'no type', schema(undefined)],
  ['unknown-type', 'null for a type', schema(null)],
  ['unknown-type', 'a number for a type', schema(7)],
  ['reserved-name', 'a field called __proto__', field('__proto__')],
  ['reserved-name', 'a field called constructor', field('constructor')],
  ['reserved-name', 'a field called toString', field('toString')],
  ['reserved-name', 'a type called string', schema(fixed('string', 1))],
  ['reserved-name', 'a type called prototype', schema(fixed('prototype', 1))],
  ['reserved-name', 'a symbol called hasOwnProperty', schema(symbols('hasOwnProperty'))],
  ['reserved-name', 'a namespace of __proto__', schema({ ...record('A', 'string'), namespace: 'a.__proto__' })],
  ['reserved-name', 'an alias called valueOf', field('a', 'string', { aliases: ['valueOf'] })],
  ['foreign-alias', "an alias of another's type", { ...schema('string'), aliases: ['uk.throughline.log.CaseEvent'] }],
  ['foreign-alias', 'an alias of a field elsewhere', field('a', 'string', { aliases: ['details.subject'] })],
  [
    'duplicate-name',
    'two fields of one name',
    {
      ...NAME,
      fields: [
        { name: 'a', type: 'string' },
        { name: 'a', type: 'int' },
      ],
    },
  ],
  [
    'duplicate-name',
    'two fields that differ in case',
    {
      ...NAME,
      fields: [
        { name: 'born_on', type: 'string' },
        { name: 'bornOn', type: 'int' },
      ],
    },
  ],
  [
    'duplicate-name',
    'an alias that is another field',
    {
      ...NAME,
      fields: [
        { name: 'a', type: 'string', aliases: ['b'] },
        { name: 'b', type: 'string' },
      ],
    },
  ],
  ['duplicate-name', 'two types of one name', schema(fixed('F', 1), fixed('F', 2))],
  ['duplicate-name', 'a type of the name of what holds it', schema(record('IncidentRecorded', 'string'))],
  ['duplicate-name', 'one symbol twice', schema(symbols('A', 'A'))],
  ['duplicate-name', 'symbols that differ in case', schema(symbols('YES', 'Yes'))],
  ['invalid-name', 'a field that ends a statement', field('a;process.exit()')],
  ['invalid-name', 'a field of one quote', field("'")],
  ['invalid-name', 'a field without a name', field(undefined)],
  ['invalid-name', 'a field whose name is a number', field(1)],
  ['invalid-name', 'a field of a thousand letters', field('a'.repeat(1_000))],
  ['invalid-name', 'a field in Cyrillic', field('\u0430')],
  ['invalid-name', 'a type with a dot in front', schema(record('.A', 'string'))],
  [
    'invalid-name',
    'a namespace beside a dotted name',
    schema({ ...record('a.b.I', record('E'), record('a.b.E', 'string'), array('E')), namespace: 'x' }),
  ],
  ['invalid-name', 'a namespace that is a list', schema({ ...record('A', 'string'), namespace: ['a'] })],
  ['not-avro', 'a text', 'string'],
  ['not-avro', 'null', null],
  ['not-avro', 'a list of schemas', [schema('string')]],
  ['not-avro', 'an enum', symbols('A')],
  ['not-avro', 'a record in a record', { type: schema('string') }],
  ['not-avro', 'an inner record without a name', schema({ type: 'record', fields: [] })],
  ['not-avro', 'aliases that are no list', field('a', 'string', { aliases: 'b' })],
]

const text = JSON.stringify(schema('string'))
/** What is no document of a schema at all. */
const texts: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['half of a schema', text.slice(0, 40)],
  ['two schemas', text + text],
  ['brackets for ever', '['.repeat(100_000)],
  ['objects for ever', '{"type":'.repeat(100_000)],
  ['brackets that close', `${'['.repeat(60_000)}${']'.repeat(60_000)}`],
  ['a name twice', text.replace('{', '{"name":"Other",')],
  ['__proto__ as a member', text.replace('{', '{"__proto__":{"type":"string"},')],
  ['a quarter of a megabyte of spaces', text + ' '.repeat(2 ** 18)],
  ['a number without end', text.replace('{', `{"size":1e9999,`)],
  ['half of a character', text.replace('{', '{"doc":"\\ud800",')],
  ['Protocol Buffers', 'syntax = "proto3"; message A {}'],
  ['JSON Schema', '{"$ref":"http://127.0.0.1:9/"}'],
]

/** Hostile schemas that a person wrote, each for one thing. */
export const writtenSchemas: readonly HostileSchema[] = [
  ...cases.map(([rule, name, of]): HostileSchema => ({ name: `${rule}: ${name}`, text: JSON.stringify(of), rule })),
  ...texts.map(([name, of]): HostileSchema => ({ name: `document: ${name}`, text: of })),
]
