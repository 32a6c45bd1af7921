import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { loadCatalogue, loadRecords, loadSystemTypes } from '../../../schemas/index.ts'
import { createAvroForm, createEventForms } from '../../../schemas/codec/avro-form.ts'
import { createGuard } from '../../../schemas/codec/guard.ts'
import { createDecoder } from '../../../schemas/codec/resolvers.ts'
import { encodeWire } from '../../../schemas/codec/wire.ts'
import { cpuTime } from './cpu-time.ts'
import { demoEvents } from './demo.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'

const catalogue = loadCatalogue()
const forms = createEventForms(catalogue)
const schemas = [...catalogue.types.values(), ...loadRecords().values(), ...loadSystemTypes().values()]
const ids = new Map(schemas.map((schema, index) => [schema.subject, index + 1]))
const bySubject = new Map(schemas.map((schema) => [schema.subject, schema]))
const decoder = createDecoder({
  schemaOf: async (id) => {
    const schema = schemas[id - 1]
    return schema && { subject: schema.subject, schema: schema.source }
  },
  readerOf: (subject) => bySubject.get(subject)?.avro,
})

/** Demo events as wire values, with the data they hold. */
const demo = demoEvents().map((event) => {
  const schema = catalogue.types.get(event.type)
  if (schema === undefined) throw new RangeError('unknown type')
  return { event, schema, wire: encodeWire(ids.get(schema.subject) ?? 0, schema.avro, forms.toAvro(event as unknown as AgencyEvent)) }
})

describe('the codec', () => {
  it('gives every demo event back as it was', async () => {
    for (const { event, wire } of demo) {
      const result = await decoder.decode(wire)
      expect(result.ok && forms.fromAvro(event.type, result.value.value)).toEqual(event.data)
    }
  })

  it('gives random values of every event type and record back as they were', async () => {
    for (const { avro, subject } of schemas)
      for (let round = 0; round < 2; round += 1) {
        const value: unknown = avro.random()
        const result = await decoder.decode(encodeWire(ids.get(subject) ?? 0, avro, value))
        expect(result.ok ? avro.toBuffer(result.value.value) : result.errors).toEqual(avro.toBuffer(value))
        const form = createAvroForm(avro)
        expect(avro.toBuffer(form.fill(form.strip(value)))).toEqual(avro.toBuffer(value))
      }
  })

  it('answers any change of the bytes of a value, and what it accepts is the one encoding of its value', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...demo),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 }),
        fc.option(fc.nat()),
        async ({ wire, schema }, changes, cut) => {
          const bytes = Buffer.from(wire)
          for (const [at, byte] of changes) bytes[5 + (at % (bytes.length - 5))] = byte
          const result = await decoder.decode(cut === null ? bytes : bytes.subarray(0, cut % bytes.length))
          if (result.ok) expect(schema.avro.toBuffer(result.value.value).equals(bytes.subarray(5))).toBe(true)
        },
      ),
      { numRuns: 20_000 },
    )
  })

  it('never crashes on any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(schemas.length), fc.uint8Array({ maxLength: 200 }), async (id, body) => {
        await decoder.decode(Buffer.concat([Buffer.from([0, 0, 0, 0, id]), body]))
      }),
      { numRuns: 5_000 },
    )
  })

  it('guards 20,000 changed values in well under two seconds', () => {
    const guards = demo.map(({ schema, wire }) => ({ guard: createGuard(schema.avro), bytes: Buffer.from(wire.subarray(5)) }))
    const time = cpuTime(() => {
      for (let round = 0; round < 20_000; round += 1) {
        const chosen = guards[round % guards.length]
        if (chosen === undefined) break
        const { guard, bytes } = chosen
        const at = (round * 7919) % bytes.length
        const kept = bytes[at] ?? 0
        bytes[at] = (round * 104_729) % 256
        guard(bytes)
        bytes[at] = kept
      }
    })
    expect(time).toBeLessThan(2_000)
  })
})
