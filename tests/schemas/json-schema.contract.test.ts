import { describe, expect, it } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { isDate, isDateTime, isUuid } from '../../schemas/codec/formats.ts'
import { createEventChecker } from '../../schemas/codec/check.ts'
import { mustHaveItems } from '../../schemas/codec/says-something.ts'
import { eventJsonSchema, loadCatalogue, loadExamples } from '../../schemas/index.ts'

const catalogue = loadCatalogue()
const examples = loadExamples()
const ajv = new Ajv2020({
  strict: true,
  allowUnionTypes: true,
  allErrors: true,
  formats: { date: isDate, 'date-time': isDateTime, uuid: isUuid },
})
const check = createEventChecker(catalogue)

describe('the example of every type', () => {
  it('is there', () => {
    expect([...examples.keys()].sort()).toEqual([...catalogue.types.keys()].sort())
  })

  it.each([...catalogue.types.values()].map((schema) => [schema.type, schema] as const))(
    '%s: fits its JSON Schema, and the check of the service',
    (type, schema) => {
      const validate = ajv.compile(eventJsonSchema(schema, catalogue.codeLists))
      const example = examples.get(type)
      expect([validate(example), validate.errors]).toEqual([true, null])
      expect(check(example)).toMatchObject({ ok: true })
    },
  )
})

describe('the JSON Schema of a type', () => {
  it.each([...catalogue.types.values()].map((schema) => [schema.type, schema] as const))(
    '%s: refuses what the service refuses for its form',
    (type, schema) => {
      const validate = ajv.compile(eventJsonSchema(schema, catalogue.codeLists))
      const example = examples.get(type) as { readonly data: { readonly details: Readonly<Record<string, unknown>> } }
      const wrong = [
        ...schema.details.filter(({ required }) => required).map(({ name }) => ({ ...example.data.details, [name]: undefined })),
        ...schema.details.filter(({ kind }) => kind === 'code').map(({ name }) => ({ ...example.data.details, [name]: 'nonsense' })),
        { ...example.data.details, surprise: 1 },
        ...schema.details
          .filter(({ kind }) => kind === 'text')
          .map(({ name }) => ({ ...example.data.details, [name]: 'Before\u0000after' })),
        ...schema.details
          .filter(({ kind }) => kind === 'ref' || kind === 'agency')
          .map(({ name }) => ({ ...example.data.details, [name]: ' ' })),
        ...schema.details
          .filter(({ name, required }) => required && mustHaveItems(name))
          .map(({ name }) => ({ ...example.data.details, [name]: [] })),
      ].map((details) => JSON.parse(JSON.stringify({ ...example, data: { ...example.data, details } })) as unknown)
      expect(wrong.map((event) => [validate(event), check(event).ok])).toEqual(wrong.map(() => [false, false]))
    },
  )
})
