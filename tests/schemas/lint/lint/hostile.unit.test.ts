import { describe, expect, it } from '@jest/globals'
import { lintSchema } from '../../../../schemas/lint/lint.ts'

const record = (name: string, ...types: readonly unknown[]) => ({
  type: 'record',
  name,
  fields: types.map((type, index) => ({ name: `f${String(index)}`, type })),
})
const array = (items: unknown) => ({ type: 'array', items })
const rules = (schema: unknown): readonly string[] => [...new Set(lintSchema(schema).map(({ rule }) => rule))]
const nested = (levels: number): unknown => Array.from({ length: levels }).reduce<unknown>((inner) => array(inner), 'string')

describe('a schema that would harm its decoder is refused', () => {
  it.each([
    ['an array of null', array('null')],
    ['an array of null, spelled as a type', array({ type: 'null' })],
    ['an array of empty records', array(record('Empty'))],
    ['an array of fixed of no bytes', array({ type: 'fixed', name: 'None', size: 0 })],
    ['an array of records of those', array(record('Outer', 'null', record('Empty'), { type: 'fixed', name: 'None', size: 0 }))],
    ['a map of null', { type: 'map', values: 'null' }],
    ['an array inside a union', ['null', array('null')]],
    ['an array of arrays of null', array(array('null'))],
  ])('%s: five bytes could claim millions of items', (_, type) => {
    expect(rules(record('R', type))).toEqual(['zero-bytes'])
  })

  it('an array of a named record of no bytes, by its name', () => {
    expect(rules(record('R', record('Empty'), array('Empty')))).toEqual(['zero-bytes'])
  })

  it.each([
    ['by its name', record('R', ['null', 'R'])],
    ['through an array', record('R', array('R'))],
    ['through another record', record('R', record('S', ['null', 'R']))],
    ['by its full name', { ...record('R', ['null', 'a.b.R']), namespace: 'a.b' }],
  ])('a record that holds itself %s', (_, schema) => {
    expect(rules(schema)).toEqual(['recursion'])
  })

  it('nesting of more than 12 levels, also by reference', () => {
    expect(rules(record('R', nested(11)))).toEqual([])
    expect(rules(record('R', nested(12)))).toEqual(['too-deep'])
    const chain = Array.from({ length: 13 }, (_, index) => record(`R${String(index)}`, index === 0 ? 'string' : `R${String(index - 1)}`))
    expect(rules(record('All', ...chain))).toEqual(['too-deep'])
  })

  it('nesting so deep that walking it would exhaust the stack', () => {
    expect(rules(record('R', nested(200_000)))).toEqual(['too-deep'])
  })

  it('more than 200 fields', () => {
    expect(rules(record('R', ...Array.from({ length: 200 }, () => 'string')))).toEqual([])
    expect(rules(record('R', ...Array.from({ length: 201 }, () => 'string')))).toEqual(['too-many-fields'])
  })

  it('fields that double with each named type: no bytes, a billion fields', () => {
    const laughs = Array.from({ length: 30 }, (_, index) =>
      index === 0 ? record('L0', 'null') : record(`L${String(index)}`, `L${String(index - 1)}`, `L${String(index - 1)}`),
    )
    expect(rules(record('All', ...laughs))).toContain('too-many-fields')
  })

  it('more than 500 symbols, or a fixed of more than 64 kB', () => {
    const symbols = (count: number) => ({
      type: 'enum',
      name: 'E',
      symbols: Array.from({ length: count }, (_, index) => `S${String(index)}`),
    })
    expect(rules(record('R', symbols(500)))).toEqual([])
    expect(rules(record('R', symbols(501)))).toEqual(['enum-too-large'])
    expect(rules(record('R', { type: 'fixed', name: 'F', size: 65_536 }))).toEqual([])
    expect(rules(record('R', { type: 'fixed', name: 'F', size: 65_537 }))).toEqual(['fixed-too-large'])
    expect(rules(record('R', { type: 'fixed', name: 'F', size: 'many' }))).toEqual(['fixed-too-large'])
  })

  it('a logical type: nobody here would apply it', () => {
    expect(rules(record('R', { type: 'int', logicalType: 'date' }))).toEqual(['logical-type'])
    expect(rules(record('R', { type: 'bytes', logicalType: 'made-up' }))).toEqual(['logical-type'])
  })

  it.each(['__proto__', 'constructor', 'prototype'])('the name %s, of a field, a type, a symbol, a namespace or a member', (name) => {
    expect(rules({ type: 'record', name: 'R', fields: [{ name, type: 'string' }] })).toEqual(['reserved-name'])
    expect(rules(record(name, 'string'))).toEqual(['reserved-name'])
    expect(rules(record(`a.${name}.R`, 'string'))).toEqual(['reserved-name'])
    expect(rules(record('R', { type: 'enum', name: 'E', symbols: [name] }))).toEqual(['reserved-name'])
    expect(rules(JSON.parse(`{"type":"record","name":"R","fields":[],"${name}":{}}`))).toEqual(['reserved-name'])
  })

  it('more than 64 kB of JSON, or a doc of more than 2 kB', () => {
    expect(rules({ ...record('R', 'string'), note: 'x'.repeat(65_536) })).toEqual(['too-large'])
    expect(rules({ ...record('R', 'string'), doc: 'x'.repeat(2_049) })).toEqual(['doc-too-large'])
    expect(rules({ ...record('R', 'string'), doc: 'x'.repeat(2_048) })).toEqual([])
  })

  it.each([
    ['null', null],
    ['a text', 'string'],
    ['a list', []],
    ['a number', 3],
    ['an enum', { type: 'enum', name: 'E', symbols: ['A'] }],
    ['a record without a name', { type: 'record', fields: [] }],
    ['fields that are none', { type: 'record', name: 'R', fields: {} }],
  ])('%s is no schema of ours', (_, schema) => {
    expect(rules(schema)).toEqual(['not-avro'])
  })

  it.each([
    ['a name', record('R', 'Nobody')],
    ['a member', record('R', { type: 'Nobody' })],
    ['nothing', record('R', undefined)],
  ])('a type that is %s nobody defined', (_, schema) => {
    expect(rules(schema)).toEqual(['unknown-type'])
  })

  const fields = (...of: readonly unknown[]) => ({ type: 'record', name: 'R', fields: of })
  const field = (type: unknown, more: object = {}) => ({ type: 'record', name: 'R', fields: [{ name: 'a', type, ...more }] })
  const fixed = (name: string, more: object = {}) => ({ type: 'fixed', name, size: 1, ...more })

  it.each([
    ['two fields of one name', fields({ name: 'born_on', type: 'string' }, { name: 'born_on', type: 'string' })],
    [
      'two fields whose names differ in case and underscores alone',
      fields({ name: 'born_on', type: 'string' }, { name: 'bornOn', type: 'string' }),
    ],
    ['an alias that is another field', fields({ name: 'a', type: 'string', aliases: ['b'] }, { name: 'b', type: 'string' })],
    ['two types of one name', record('R', fixed('F'), fixed('F', { size: 2 }))],
    ['two types of one full name, said in two ways', { ...record('R', fixed('F'), fixed('a.F')), namespace: 'a' }],
    ['symbols that differ in case alone', record('R', { type: 'enum', name: 'E', symbols: ['YES', 'yes'] })],
  ])('%s: one would be taken for the other', (_, schema) => {
    expect(rules(schema)).toEqual(['duplicate-name'])
  })

  it.each([
    ['a field with a space', { type: 'record', name: 'R', fields: [{ name: 'a b', type: 'string' }] }],
    ['a field with a dot', { type: 'record', name: 'R', fields: [{ name: 'a.b', type: 'string' }] }],
    ['a field without a name', { type: 'record', name: 'R', fields: [{ type: 'string' }] }],
    ['a type that begins with a dot', record('R', fixed('.F'))],
    ['a namespace that is no name', { ...record('R', 'string'), namespace: 'a..b' }],
    ['a name of a thousand letters', record('R', fixed('F'.repeat(1_000)))],
  ])('%s is no name', (_, schema) => {
    expect(rules(schema)).toEqual(['invalid-name'])
  })

  it('a namespace beside a dotted name, where one reader finds the empty record in the array and another does not', () => {
    const inner = [record('E'), record('a.b.E', 'string'), array('E')]
    expect(rules(record('R', { ...record('a.b.I', ...inner), namespace: 'x' }))).toContain('invalid-name')
  })

  it.each(['toString', 'valueOf', 'hasOwnProperty', '__defineGetter__'])('the name %s, which every object has', (name) => {
    expect(rules({ type: 'record', name: 'R', fields: [{ name, type: 'string' }] })).toEqual(['reserved-name'])
  })

  it.each(['null', 'string', 'record', 'array', 'union', 'a.string'])('a type that calls itself %s, as Avro does', (name) => {
    expect(rules(record('R', fixed(name)))).toEqual(['reserved-name'])
  })

  it('an alias in another namespace: it would claim what others say', () => {
    expect(rules({ ...record('R', 'string'), namespace: 'uk.a', aliases: ['uk.b.R'] })).toEqual(['foreign-alias'])
    expect(rules({ ...record('R', 'string'), namespace: 'uk.a', aliases: ['Old', 'uk.a.Older'] })).toEqual([])
    expect(rules(field('string', { aliases: ['uk.b.a'] }))).toEqual(['foreign-alias'])
    expect(rules(field('string', { aliases: ['constructor'] }))).toEqual(['reserved-name'])
    expect(rules(field('string', { aliases: 'old' }))).toEqual(['not-avro'])
  })

  it('a union of more than null and one type', () => {
    for (const union of [[], ['string'], ['null'], ['int', 'string'], ['null', 'int', 'string'], ['null', 'null']])
      expect(rules(field(union))).toEqual(['union'])
    expect(rules(field(['string', 'null']))).toEqual([])
  })

  it.each<[unknown, unknown]>([
    ['string', 3],
    ['int', 1.5],
    ['int', 2 ** 31],
    ['long', 2 ** 53],
    ['boolean', 'true'],
    ['bytes', '\u0100'],
    ['null', 0],
    [['null', 'string'], 'x'],
    [array('string'), {}],
    [{ type: 'map', values: 'int' }, []],
    [fixed('F'), 'ab'],
    [{ type: 'enum', name: 'E', symbols: ['A'] }, 'B'],
    [record('S', 'string'), {}],
  ])('a default that is no value of its type: %j, %j', (type, value) => {
    expect(rules(field(type, { default: value }))).toEqual(['wrong-default'])
  })

  it.each<[unknown, unknown]>([
    ['string', ''],
    ['int', -1],
    ['long', 2 ** 40],
    ['double', 1.5],
    ['boolean', false],
    ['bytes', '\u00ff'],
    [['null', 'string'], null],
    [['string', 'null'], 'x'],
    [array('string'), []],
    [{ type: 'map', values: 'int' }, {}],
    [fixed('F'), 'a'],
    [{ type: 'enum', name: 'E', symbols: ['A'] }, 'A'],
    [record('S'), {}],
  ])('lets the default of %j be %j', (type, value) => {
    expect(rules(field(type, { default: value }))).toEqual([])
  })

  it('defaults that hold defaults that hold defaults: built once, they would be copied a million times', () => {
    const items = Array.from({ length: 100 }, () => ({}))
    const bomb = [3, 2, 1].reduce<unknown>(
      (inner, level) => ({ type: 'record', name: `R${String(level)}`, fields: [{ name: 'a', type: array(inner), default: items }] }),
      'string',
    )
    expect(rules(bomb)).toEqual(['default-too-large'])
    expect(rules(field('string', { default: 'x'.repeat(2_049) }))).toEqual(['default-too-large'])
  })

  it('lets a plain record through', () => {
    expect(rules(record('R', 'string', ['null', 'long'], array(record('S', 'bytes')), { type: 'map', values: 'int' }))).toEqual([])
  })
})
