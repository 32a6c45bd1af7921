import { describe, expect, it } from '@jest/globals'
import { lintSchema } from '../../../schemas/lint/lint.ts'

const record = (name: string, ...types: readonly unknown[]) => ({ type: 'record', name, fields: types.map((type, index) => ({ name: `f${String(index)}`, type })) })
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
    const laughs = Array.from({ length: 30 }, (_, index) => (index === 0 ? record('L0', 'null') : record(`L${String(index)}`, `L${String(index - 1)}`, `L${String(index - 1)}`)))
    expect(rules(record('All', ...laughs))).toContain('too-many-fields')
  })

  it('more than 500 symbols, or a fixed of more than 64 kB', () => {
    const symbols = (count: number) => ({ type: 'enum', name: 'E', symbols: Array.from({ length: count }, (_, index) => `S${String(index)}`) })
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
    ['null', null], ['a text', 'string'], ['a list', []], ['a number', 3], ['an enum', { type: 'enum', name: 'E', symbols: ['A'] }],
    ['a record without a name', { type: 'record', fields: [] }], ['fields that are none', { type: 'record', name: 'R', fields: {} }],
    ['a field with a wrong name', { type: 'record', name: 'R', fields: [{ name: 'a b', type: 'string' }] }],
    ['two fields of one name', { type: 'record', name: 'R', fields: [{ name: 'a', type: 'string' }, { name: 'a', type: 'string' }] }],
    ['a wrong default', { type: 'record', name: 'R', fields: [{ name: 'a', type: 'string', default: 3 }] }],
    ['two types of one name', record('R', { type: 'fixed', name: 'F', size: 1 }, { type: 'fixed', name: 'F', size: 2 })],
  ])('%s is no schema of ours', (_, schema) => {
    expect(rules(schema)).toEqual(['not-avro'])
  })

  it.each([['a name', record('R', 'Nobody')], ['a member', record('R', { type: 'Nobody' })], ['nothing', record('R', undefined)]])('a type that is %s nobody defined', (_, schema) => {
    expect(rules(schema)).toEqual(['unknown-type'])
  })

  it('lets a plain record through', () => {
    expect(rules(record('R', 'string', ['null', 'long'], array(record('S', 'bytes')), { type: 'map', values: 'int' }))).toEqual([])
  })
})
