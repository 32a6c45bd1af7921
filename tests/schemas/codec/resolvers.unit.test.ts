import { describe, expect, it } from '@jest/globals'
import { loadCatalogue, schemaFingerprint } from '../../../schemas/index.ts'
import { avroType } from '../../../schemas/avro/avro-type.ts'
import { createDecoder, fieldBytes } from '../../../schemas/codec/resolvers.ts'
import type { Decoder, DecoderDeps, WriterSchema } from '../../../schemas/codec/resolvers.ts'
import { encodeWire } from '../../../schemas/codec/wire.ts'

const subject = 'uk.example.Note'
const record = (...fields: unknown[]): unknown => ({ type: 'record', name: 'Note', namespace: 'uk.example', fields })
const text = { name: 'text', type: 'string' }
const tags = { name: 'tags', type: { type: 'array', items: 'string' } }
const author = { name: 'author', type: ['null', 'string'], default: null }
const older = record(text, tags)
const newer = record(text, tags, author)
const index = { name: 'index', type: { type: 'record', name: 'Index', fields: [text] } }

/** Each level's default holds two of the next. */
const doubling = record(
  text,
  ...[
    Array.from({ length: 60 }).reduce<{ readonly name: string; readonly type: unknown }>(
      (inner, _, level) => ({
        name: 'tags',
        type: { type: 'array', items: { type: 'record', name: `L${String(level)}`, fields: [{ ...inner, default: [{}, {}] }] } },
      }),
      tags,
    ),
  ],
)

interface Setup {
  readonly reader?: unknown
  readonly schemas?: Readonly<Record<number, unknown>>
  readonly canonical?: boolean
}

const setUp = ({ reader = newer, schemas = { 1: older, 2: newer }, canonical = true }: Setup = {}): {
  decode: Decoder['decode']
  asked: number[]
} => {
  const type = avroType(reader)
  const asked: number[] = []
  const deps: DecoderDeps = {
    schemaOf: async (id): Promise<WriterSchema | undefined> => {
      asked.push(id)
      return schemas[id] === undefined ? undefined : { subject: id === 9 ? 'uk.example.Other' : subject, schema: schemas[id] }
    },
    readerOf: (name) => (name === subject ? type : undefined),
    canonical,
  }
  return { decode: createDecoder(deps).decode, asked }
}
const wire = (id: number, ...body: number[]): Uint8Array => Uint8Array.from([0, 0, 0, 0, id, ...body])

describe('decoding a wire value', () => {
  it('reads what was written by the same schema', async () => {
    const { decode } = setUp()
    const result = await decode(encodeWire(2, avroType(newer), { text: 'A', tags: ['x'], author: 'B' }))
    expect(result).toMatchObject({
      ok: true,
      value: { id: 2, subject, value: { text: 'A', tags: ['x'], author: 'B' }, fingerprint: schemaFingerprint(newer) },
    })
    if (result.ok) expect(result.value.value).toBe(result.value.written)
  })

  it('reads what an older schema wrote as our type has it, and keeps what was written', async () => {
    const { decode } = setUp()
    const result = await decode(encodeWire(1, avroType(older), { text: 'A', tags: [] }))
    expect(result).toMatchObject({
      ok: true,
      value: { value: { text: 'A', tags: [], author: null }, written: { text: 'A', tags: [] }, fingerprint: schemaFingerprint(older) },
    })
  })

  it('looks a schema up once', async () => {
    const { decode, asked } = setUp()
    for (let round = 0; round < 3; round += 1) await decode(wire(1, 2, 65, 0))
    expect(asked).toEqual([1])
  })

  it('asks again for an id that was unknown: it may have been registered since', async () => {
    const { decode, asked } = setUp()
    await decode(wire(7))
    await decode(wire(7))
    expect(asked).toEqual([7, 7])
  })

  it.each<[string, Uint8Array, string]>([
    ['what is not in wire format', Uint8Array.of(1, 2, 3), 'not-confluent'],
    ['an id that the registry does not have', wire(7, 2, 65, 0), 'unknown-schema'],
    ['a subject that we do not read', wire(9, 0), 'unknown-schema'],
    ['a schema that is no record', wire(4, 2), 'unsafe-schema'],
    ['a schema that is not Avro', wire(10, 2), 'unknown-schema'],
    ['a schema with an array of items of no bytes', wire(11, 0, 0x80, 0xe1, 0xeb, 0x2f, 0), 'unsafe-schema'],
    ['a schema whose defaults would take for ever to build', wire(12, 2), 'unsafe-schema'],
    ['a value that is cut short', wire(1, 20, 65), 'truncated'],
    ['a value with bytes after it', wire(1, 2, 65, 0, 0), 'trailing-bytes'],
    ['a claim of 50 million items', wire(1, 0, 0x80, 0xe1, 0xeb, 0x2f), 'too-many-items'],
    ['a number that is longer than it need be', wire(1, 0x82, 0x00, 65, 0), 'wrong-format'],
    ['an array in two blocks', wire(1, 0, 2, 2, 65, 2, 2, 66, 0), 'wrong-format'],
  ])('refuses %s', async (_, bytes, code) => {
    const { decode } = setUp({
      schemas: {
        1: older,
        2: newer,
        3: record({ name: 'text', type: 'int' }),
        4: { type: 'nothing' },
        10: record({ name: 'text', type: { type: 'fixed', name: 'F', size: 1.5 } }),
        11: record(text, { name: 'tags', type: { type: 'array', items: 'null' } }),
        12: doubling,
        9: older,
      },
    })
    expect(await decode(bytes)).toMatchObject({ ok: false, errors: [{ code, pointer: '' }] })
  })

  it('refuses what a schema wrote that our type cannot read, and names each field', async () => {
    const broken = record({ name: 'text', type: 'int' }, { name: 'tags', type: { type: 'array', items: 'int' } })
    const { decode, asked } = setUp({ schemas: { 3: broken } })
    for (let round = 0; round < 2; round += 1) {
      const result = await decode(wire(3, 2, 0))
      expect(result.ok ? [] : result.errors.map(({ code, pointer }) => [code, pointer])).toEqual([
        ['incompatible-schema', '/text'],
        ['incompatible-schema', '/tags'],
      ])
    }
    expect(asked).toEqual([3])
  })

  it('takes an array in two blocks where other forms are allowed', async () => {
    const { decode } = setUp({ canonical: false })
    expect(await decode(wire(1, 0, 2, 2, 65, 2, 2, 66, 0))).toMatchObject({ ok: true, value: { value: { tags: ['A', 'B'] } } })
  })

  it('fails, and does not refuse, when the registry cannot be reached', async () => {
    const decoder = createDecoder({ schemaOf: () => Promise.reject(new Error('down')), readerOf: () => undefined })
    await expect(decoder.decode(wire(1, 0))).rejects.toThrow('down')
  })

  it('gives the bytes of a field as its writer wrote them', async () => {
    const { decode } = setUp({ reader: record(text, author, index), schemas: { 1: record(text, index) } })
    const result = await decode(wire(1, 2, 65, 4, 66, 67))
    expect(result.ok && [...fieldBytes(result.value, 'index')]).toEqual([4, 66, 67])
  })

  it('reads every event type of the catalogue by its own schema', () => {
    for (const schema of loadCatalogue().types.values()) expect(schema.avro.equals(avroType(schema.source))).toBe(true)
  })
})
