import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { avroType } from '../../../schemas/avro/avro-type.ts'
import { createAvroForm } from '../../../schemas/codec/avro-form.ts'
import { createDecoder } from '../../../schemas/codec/resolvers.ts'
import { wireOf } from '../../../schemas/codec/wire.ts'
import { loadCatalogue, loadExamples } from '../../../schemas/index.ts'
import { foreignBytes, type Style } from '../../fixtures/foreign-avro.ts'

const catalogue = loadCatalogue()
const examples = [...loadExamples()].map(([type, example]) => {
  const schema = catalogue.types.get(type)
  if (schema === undefined) throw new RangeError('unknown type')
  const canonical = schema.avro.toBuffer(createAvroForm(schema.avro).fill(example.data))
  return { schema, canonical, value: schema.avro.fromBuffer(canonical) as unknown }
})
const decoder = createDecoder({
  schemaOf: async (id) => {
    const found = examples[id - 1]?.schema
    return found && { subject: found.subject, schema: found.source }
  },
  readerOf: (subject) => examples.find(({ schema }) => schema.subject === subject)?.schema.avro,
  canonical: false,
})
const style: fc.Arbitrary<Style> = fc.record({
  block: fc.integer({ min: 1, max: 3 }),
  sized: fc.boolean(),
  longer: fc.integer({ min: 0, max: 9 }),
})

describe('an event of any type, in any valid Avro encoding', () => {
  it('has one value and one form, whatever blocks, sizes and lengths of numbers its client writes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: examples.length }), style, async (id, how) => {
        const { schema, canonical, value } = examples[id - 1]!
        const sent = foreignBytes(schema.avro, value, how)
        const decoded = await decoder.decode(wireOf(id, sent))
        expect(decoded).toMatchObject({ ok: true, value: { value, body: canonical } })
      }),
      { numRuns: 500 },
    )
  })

  it('is refused where a block says another size than it has', async () => {
    const type = avroType({ type: 'record', name: 'Note', fields: [{ name: 'tags', type: { type: 'array', items: 'string' } }] })
    const only = createDecoder({
      schemaOf: async () => ({ subject: 'Note', schema: type.schema({ exportAttrs: true }) }),
      readerOf: () => type,
      canonical: false,
    })
    const sized = foreignBytes(type, { tags: ['A', 'B'] }, { block: 2, sized: true, longer: 0 })
    expect(await only.decode(wireOf(1, sized))).toMatchObject({ ok: true, value: { value: { tags: ['A', 'B'] } } })
    for (const size of [sized.readUInt8(1) - 2, sized.readUInt8(1) + 2]) {
      const wrong = Buffer.from(sized)
      wrong.writeUInt8(size, 1)
      expect(await only.decode(wireOf(1, wrong))).toMatchObject({ ok: false, errors: [{ code: 'wrong-format' }] })
    }
  })
})
