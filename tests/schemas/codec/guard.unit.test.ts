import { describe, expect, it } from '@jest/globals'
import avro from 'avsc'
import { cpuTime } from './cpu-time.ts'
import { createGuard } from '../../../schemas/codec/guard.ts'
import type { GuardLimits } from '../../../schemas/codec/guard.ts'
import { encodeWire, readWire } from '../../../schemas/codec/wire.ts'

type Schema = Parameters<typeof avro.Type.forSchema>[0]
const typeOf = (schema: unknown): avro.Type => avro.Type.forSchema(schema as Schema)

/** The code that the guard of a schema refuses these bytes with, or ok. */
const verdict = (schema: unknown, bytes: readonly number[] | Uint8Array, limits?: GuardLimits): string => {
  const result = createGuard(typeOf(schema), limits)(Uint8Array.from(bytes))
  return result.ok ? 'ok' : result.errors.map((error) => error.code + error.pointer).join()
}

/** An Avro long as bytes. */
const long = (value: bigint): number[] => {
  let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n))
  const bytes: number[] = []
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128)
  return [...bytes, Number(rest)]
}
const strings = { type: 'array', items: 'string' }
const map = { type: 'map', values: 'int' }
const tree = { type: 'record', name: 'Tree', fields: [{ name: 'children', type: { type: 'array', items: 'Tree' } }] }
const key = (text: string): number[] => [...long(BigInt(Buffer.byteLength(text))), ...Buffer.from(text)]

describe('the guard before decoding', () => {
  it.each<[string, unknown, number[]]>([
    ['nothing for null', 'null', []],
    ['a boolean', 'boolean', [1]],
    ['an int', 'int', long(-(2n ** 31n))],
    ['a long', 'long', long(2n ** 53n - 2n)],
    [
      'a float and a double',
      {
        type: 'record',
        name: 'R',
        fields: [
          { name: 'a', type: 'float' },
          { name: 'b', type: 'double' },
        ],
      },
      Array<number>(12).fill(0),
    ],
    ['text', 'string', key('Zoë 😀')],
    ['bytes', 'bytes', [4, 0xff, 0xfe]],
    ['a fixed', { type: 'fixed', name: 'F', size: 2 }, [1, 2]],
    ['an enum', { type: 'enum', name: 'E', symbols: ['A', 'B'] }, [2]],
    ['a branch of a union', ['null', 'string'], [2, 2, 65]],
    ['an array in two blocks', strings, [2, 2, 65, 2, 2, 66, 0]],
    ['an array with the size of its block', strings, [1, 4, 2, 65, 0]],
    ['a map', map, [4, ...key('a'), 2, ...key('b'), 4, 0]],
    ['a tree', tree, [2, 0, 0]],
    ['a logical type', { type: 'long', logicalType: 'timestamp-millis' }, [2]],
  ])('lets %s pass', (_, schema, bytes) => {
    expect(verdict(schema, bytes)).toBe('ok')
  })

  it.each<[string, unknown, number[], string]>([
    ['an empty value', 'string', [], 'truncated'],
    ['text that is longer than what follows', 'string', [20, 65], 'truncated'],
    ['a number that is cut short', 'long', [0x80], 'truncated'],
    ['a double that is cut short', 'double', [0, 0], 'truncated'],
    ['an array with no end', strings, [2, 2, 65], 'truncated'],
    ['a block that claims more bytes than follow', strings, [1, 100, 2, 65, 0], 'truncated'],
    ['bytes after the end', 'boolean', [1, 0], 'trailing-bytes'],
    ['a second value', strings, [0, 0], 'trailing-bytes'],
    ['a text of negative length', 'string', [1], 'wrong-format'],
    ['bytes of negative length', 'bytes', [1], 'wrong-format'],
    ['text that is not UTF-8', 'string', [4, 0xc3, 0x28], 'wrong-format'],
    ['a surrogate in UTF-8', 'string', [6, 0xed, 0xa0, 0x80], 'wrong-format'],
    ['a boolean of 2', 'boolean', [2], 'wrong-format'],
    ['an int that is a long', 'int', long(2n ** 31n), 'wrong-format'],
    ['a long beyond 2^53', 'long', long(2n ** 53n), 'wrong-format'],
    ['a long below −2^53', 'long', long(-(2n ** 53n) - 1n), 'wrong-format'],
    ['a long below −2^52, which avsc reads with the wrong sign', 'long', long(-(2n ** 52n) - 1n), 'wrong-format'],
    ['a number of eleven bytes', 'long', [...Array<number>(10).fill(0x80), 1], 'wrong-format'],
    ['a branch that is not there', ['null', 'string'], [4], 'wrong-format'],
    ['a negative branch', ['null', 'string'], [1], 'wrong-format'],
    ['a symbol that is not there', { type: 'enum', name: 'E', symbols: ['A'] }, [2], 'wrong-format'],
    ['a block of negative size', strings, [1, 1, 2, 65, 0], 'wrong-format'],
    ['a block whose size is wrong', strings, [1, 2, 2, 65, 0], 'wrong-format'],
    ['a count beyond 2^53', strings, long(2n ** 62n), 'wrong-format'],
    ['the least count there is', strings, long(-(2n ** 63n)), 'wrong-format'],
    ['more items than bytes', strings, [20, 2, 65], 'too-many-items'],
    ['items of no bytes', { type: 'array', items: 'null' }, [...long(50_000_000n), 0], 'too-many-items'],
    ['a reserved map key', map, [2, ...key('__proto__'), 0, 0], 'reserved-key'],
    ['a map key twice', map, [4, ...key('a'), 0, ...key('a'), 0, 0], 'duplicate-key'],
    ['a map key twice, in two blocks', map, [2, ...key('a'), 0, 2, ...key('a'), 0, 0], 'duplicate-key'],
    ['a map key that is not UTF-8', map, [2, 2, 0xff, 0, 0], 'wrong-format'],
  ])('refuses %s', (_, schema, bytes, code) => {
    expect(verdict(schema, bytes)).toBe(code)
  })

  it('refuses a tree that is deeper than allowed, and takes one that is not', () => {
    const deep = (levels: number): number[] => [...Array<number>(levels).fill(2), ...Array<number>(levels + 1).fill(0)]
    expect(verdict(tree, deep(15))).toBe('ok')
    expect(verdict(tree, deep(16))).toBe('too-deep')
    expect(verdict(tree, deep(100_000))).toBe('too-deep')
    expect(verdict(tree, deep(3), { maxDepth: 6 })).toBe('too-deep')
  })

  it('counts the items of all arrays together', () => {
    const pairs = { type: 'array', items: strings }
    const six = typeOf(pairs).toBuffer([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(verdict(pairs, six, { maxItems: 6 })).toBe('ok')
    expect(verdict(pairs, six, { maxItems: 5 })).toBe('too-many-items')
  })

  it('refuses a value that is larger than allowed', () => {
    expect(verdict('string', typeOf('string').toBuffer('x'.repeat(2 ** 18)))).toBe('too-large')
    expect(verdict('string', [2, 65], { maxBytes: 1 })).toBe('too-large')
  })

  it('refuses five bytes that claim 50 million items, thousands of times in a blink', () => {
    const guard = createGuard(typeOf(strings))
    const claim = Uint8Array.from(long(50_000_000n).concat(0))
    expect(claim).toHaveLength(5)
    let refused = 0
    const time = cpuTime(() => {
      for (let round = 0; round < 10_000; round += 1) if (!guard(claim).ok) refused += 1
    })
    expect(refused).toBe(10_000)
    expect(time).toBeLessThan(1_000)
  })
})

describe('Confluent wire format', () => {
  it('is 0x00, four bytes of id, then Avro', () => {
    const wire = encodeWire(0x01020304, typeOf('string'), 'A')
    expect([...wire]).toEqual([0, 1, 2, 3, 4, 2, 65])
    expect(readWire(wire)).toEqual({ ok: true, value: { id: 0x01020304, body: Buffer.from([2, 65]) } })
  })

  it.each<[string, number[]]>([
    ['nothing', []],
    ['four bytes', [0, 0, 0, 0]],
    ['another magic byte', [1, 0, 0, 0, 1, 2]],
    ['JSON', [...Buffer.from('{"a":1}')]],
    ['a negative id', [0, 255, 255, 255, 255]],
  ])('is not %s', (_, bytes) => {
    expect(readWire(Uint8Array.from(bytes))).toMatchObject({ ok: false, errors: [{ code: 'not-confluent', pointer: '' }] })
  })
})
