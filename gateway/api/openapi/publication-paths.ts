import { onRecord } from './headers.ts'
import { answer, pathParameter, problems, reference } from './parts.ts'

const source = pathParameter('source', 'CloudEvents source, URL-encoded: %2Fagencies%2F<agency>%2F<system>')

/** Schemas of own publications. */
export const publicationSchemas = {
  Publication: {
    type: 'object',
    required: ['id', 'source', 'type', 'state', 'at', 'errors'],
    properties: {
      id: { type: ['string', 'null'] },
      source: { type: ['string', 'null'] },
      type: { type: ['string', 'null'] },
      state: {
        enum: ['accepted', 'erased', 'unreadable', 'held', 'rejected', 'repeated'],
        description:
          'accepted says nothing of whether anybody in it was known. unreadable: its key is missing from the service; it was not erased.',
      },
      at: { type: 'string', format: 'date-time', description: 'When it was published; of what was not accepted, when it was judged' },
      errors: { type: 'array', items: { $ref: '#/components/schemas/FieldError' } },
      event: {
        ...reference('schemas', 'CloudEvent'),
        description: 'Of an accepted event: as it was sent. An optional field that says nothing is left out.',
      },
      erased: {
        type: 'object',
        required: ['reason', 'on'],
        properties: {
          reason: { type: 'string', description: 'Code of erasure_reason' },
          on: { type: 'string', description: 'When the erasure took effect' },
        },
      },
    },
  },
  Publications: {
    type: 'object',
    required: ['items', 'next'],
    properties: {
      items: { type: 'array', items: { $ref: '#/components/schemas/Publication' } },
      next: { type: ['string', 'null'], description: 'Send as after. Null at the end; a page may be empty and not the last.' },
    },
  },
} as const

export const publicationPaths = {
  '/v1/publications': {
    get: {
      operationId: 'listPublications',
      tags: ['publish'],
      summary: 'What this agency published, newest first; an event is there from the first whole minute 60 seconds after its publication',
      parameters: [reference('parameters', 'after'), reference('parameters', 'limit')],
      responses: { 200: answer('Own publications, without content', 'Publications'), ...problems(400, 401, 403, 404, 429, 503) },
    },
  },
  '/v1/publications/{source}/{id}': {
    get: {
      operationId: 'readPublication',
      tags: ['publish'],
      summary: 'One event that this agency published, as it was sent',
      parameters: [source, pathParameter('id', 'CloudEvents id')],
      responses: { 200: answer('The event, or what became of it', 'Publication', onRecord), ...problems(401, 403, 404, 429, 503) },
    },
  },
} as const
