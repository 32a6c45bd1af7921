import { Ajv2020 } from 'ajv/dist/2020.js'
import { openApiDocument } from '../../../gateway/api/openapi/document.ts'
import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import { isDate, isDateTime, isUuid } from '../../../schemas/codec/formats.ts'
import { pascalCase } from '../../../schemas/generation/names.ts'
import { eventJsonSchema } from '../../../schemas/index.ts'

/** Whether a value fits what is published of its type. */
export interface BySchema {
  /** The JSON Schema of /v1/event-types, without a word from `format`: a validator need not look at it. False where no type says which. */
  readonly jsonSchema: (value: unknown) => boolean
  /** The type's schema of /openapi.json. */
  readonly openApi: (value: unknown) => boolean
}

const typeOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? (value as { readonly type?: unknown }).type : undefined

/** Compiles both for every type. */
export function createBySchema(catalogue: Catalogue): BySchema {
  const plain = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false })
  const document = new Ajv2020({ strict: false, formats: { date: isDate, 'date-time': isDateTime, uuid: isUuid } })
  document.addSchema({ $id: 'openapi', components: openApiDocument(catalogue).components })
  const types = [...catalogue.types.values()]
  const schemas = new Map<unknown, (value: unknown) => boolean>(
    types.map((schema) => [schema.type, plain.compile(eventJsonSchema(schema, catalogue.codeLists))]),
  )
  const components = new Map<unknown, (value: unknown) => boolean>(
    types.map(({ type }) => [type, document.compile({ $ref: `openapi#/components/schemas/${pascalCase(type)}` })]),
  )
  return {
    jsonSchema: (value) => schemas.get(typeOf(value))?.(value) ?? false,
    openApi: (value) => components.get(typeOf(value))?.(value) ?? false,
  }
}
