import { RETRY_AFTER } from './headers.ts'
import { pathParameter } from './parts.ts'

const open: readonly never[] = []
const JSON_TYPE = 'application/vnd.schemaregistry.v1+json'
const registry = (description: string, schema: object): object => ({ description, content: { [JSON_TYPE]: { schema } } })
const refused = (codes: string): object =>
  registry(`Refused, in Confluent's words: error_code ${codes}`, {
    type: 'object',
    required: ['error_code', 'message'],
    properties: { error_code: { type: 'integer' }, message: { type: 'string' } },
  })
const tooMany = { ...refused('429'), headers: RETRY_AFTER }
const answers = (description: string, schema: object, errors: Readonly<Record<number, string>> = {}): object => ({
  200: registry(description, schema),
  ...Object.fromEntries(Object.entries(errors).map(([status, codes]) => [status, refused(codes)])),
  429: tooMany,
})
const subject = pathParameter('subject', 'Full record name')
const version = {
  ...pathParameter('version', 'A number, or latest (-1)'),
  schema: { type: 'string', pattern: '^(latest|-1|[1-9][0-9]{0,8})$' },
}
const id = pathParameter('id', 'Wire id')
const avro = { type: 'string', description: 'Avro, as JSON text' }
const avroSchema = { type: 'object', required: ['type'], properties: { type: { type: 'string' } } }
const numbers = { type: 'array', items: { type: 'integer' } }
const texts = { type: 'array', items: { type: 'string' } }
const subjectVersion = {
  type: 'object',
  required: ['subject', 'version'],
  properties: { subject: { type: 'string' }, version: { type: 'integer' } },
}
const written = {
  type: 'object',
  required: ['subject', 'version', 'id', 'schema'],
  properties: { ...subjectVersion.properties, id: { type: 'integer' }, schema: avro },
}
const NO_SUBJECT = '40401',
  NO_VERSION = '40401, 40402',
  NO_SCHEMA = '40403',
  WRONG_VERSION = '42202'

/** The registry that the gateway plays, read only. */
export const registryPaths = {
  '/subjects': {
    get: {
      operationId: 'listSubjects',
      tags: ['catalogue'],
      security: open,
      summary: 'Registry subjects',
      responses: answers('Subjects', texts),
    },
  },
  '/subjects/{subject}': {
    post: {
      operationId: 'lookUpSchema',
      tags: ['catalogue'],
      security: open,
      summary: 'The version that a schema is: the very same, or the newest that is written and read alike',
      parameters: [subject],
      requestBody: {
        required: true,
        content: {
          [JSON_TYPE]: { schema: { type: 'object', required: ['schema'], properties: { schema: avro, schemaType: { const: 'AVRO' } } } },
        },
      },
      responses: answers('Id and schema', written, { 404: '40401, 40403', 413: '413', 415: '415', 422: '42201' }),
    },
  },
  '/subjects/{subject}/versions': {
    get: {
      operationId: 'listSubjectVersions',
      tags: ['catalogue'],
      security: open,
      summary: 'Versions of a subject',
      parameters: [subject],
      responses: answers('Versions', numbers, { 404: NO_SUBJECT }),
    },
  },
  '/subjects/{subject}/versions/{version}': {
    get: {
      operationId: 'readSubjectVersion',
      tags: ['catalogue'],
      security: open,
      summary: 'A version of a subject',
      parameters: [subject, version],
      responses: answers('Id and schema', written, { 404: NO_VERSION, 422: WRONG_VERSION }),
    },
  },
  '/subjects/{subject}/versions/{version}/schema': {
    get: {
      operationId: 'readSubjectVersionSchema',
      tags: ['catalogue'],
      security: open,
      summary: 'The schema of a version alone',
      parameters: [subject, version],
      responses: answers('Avro', avroSchema, { 404: NO_VERSION, 422: WRONG_VERSION }),
    },
  },
  '/schemas/types': {
    get: {
      operationId: 'listSchemaTypes',
      tags: ['catalogue'],
      security: open,
      summary: 'Languages of schemas: AVRO',
      responses: answers('Languages', texts),
    },
  },
  '/schemas/ids/{id}': {
    get: {
      operationId: 'readSchema',
      tags: ['catalogue'],
      security: open,
      summary: 'A schema by its wire id',
      parameters: [id],
      responses: answers('The schema', { type: 'object', required: ['schema'], properties: { schema: avro } }, { 404: NO_SCHEMA }),
    },
  },
  '/schemas/ids/{id}/schema': {
    get: {
      operationId: 'readSchemaText',
      tags: ['catalogue'],
      security: open,
      summary: 'The schema of a wire id alone',
      parameters: [id],
      responses: answers('Avro', avroSchema, { 404: NO_SCHEMA }),
    },
  },
  '/schemas/ids/{id}/subjects': {
    get: {
      operationId: 'listSubjectsOfSchema',
      tags: ['catalogue'],
      security: open,
      summary: 'Subjects that have the schema of a wire id',
      parameters: [id],
      responses: answers('Subjects', texts, { 404: NO_SCHEMA }),
    },
  },
  '/schemas/ids/{id}/versions': {
    get: {
      operationId: 'listVersionsOfSchema',
      tags: ['catalogue'],
      security: open,
      summary: 'Versions that are the schema of a wire id',
      parameters: [id],
      responses: answers('Versions', { type: 'array', items: subjectVersion }, { 404: NO_SCHEMA }),
    },
  },
} as const
