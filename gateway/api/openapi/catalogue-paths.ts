import { RETRY_AFTER } from './headers.ts'
import { answer, pathParameter, problems } from './parts.ts'

const open: readonly never[] = []

export const cataloguePaths = {
  '/v1/event-types': {
    get: {
      operationId: 'listEventTypes',
      tags: ['catalogue'],
      security: open,
      summary: 'All event types',
      responses: { 200: answer('Event types', 'EventTypes'), ...problems(429) },
    },
  },
  '/v1/event-types/{type}': {
    get: {
      operationId: 'readEventType',
      tags: ['catalogue'],
      security: open,
      summary: 'One event type with its fields, classes, code lists and Avro schema',
      parameters: [pathParameter('type', 'For example behaviour.incident-recorded')],
      responses: { 200: answer('The event type', 'EventType'), ...problems(404, 429) },
    },
  },
  '/v1/code-lists': {
    get: {
      operationId: 'listCodeLists',
      tags: ['catalogue'],
      security: open,
      summary: 'All code lists',
      responses: { 200: answer('Code lists', 'CodeLists'), ...problems(429) },
    },
  },
  '/v1/code-lists/{name}': {
    get: {
      operationId: 'readCodeList',
      tags: ['catalogue'],
      security: open,
      summary: 'One code list: codes, labels, and the days between which they are in force',
      parameters: [pathParameter('name', 'For example tactic')],
      responses: { 200: answer('The code list', 'CodeList'), ...problems(404, 429) },
    },
  },
  '/v1/catalogue': {
    get: {
      operationId: 'searchCatalogue',
      tags: ['catalogue'],
      security: open,
      summary: 'What of the catalogue says something: event types, fields, codes, and the words that people use for them',
      parameters: [
        {
          name: 'q',
          in: 'query',
          required: true,
          description: 'Words of what happened, never of a person',
          schema: { type: 'string', minLength: 1, maxLength: 100 },
          example: 'missed appointment',
        },
      ],
      responses: { 200: answer('At most 20, the best first', 'CatalogueHits'), ...problems(400, 429) },
    },
  },
  '/v1/classes': {
    get: {
      operationId: 'listClasses',
      tags: ['catalogue'],
      security: open,
      summary: 'The sensitivity classes of fields',
      responses: { 200: answer('Classes', 'Classes'), ...problems(429) },
    },
  },
} as const

export const operationPaths = {
  '/livez': {
    get: {
      operationId: 'live',
      tags: ['operations'],
      security: open,
      summary: 'Whether the process lives',
      responses: { 200: answer('It lives', 'Health') },
    },
  },
  '/readyz': {
    get: {
      operationId: 'ready',
      tags: ['operations'],
      security: open,
      summary: 'Whether it can answer',
      responses: { 200: answer('It can', 'Health'), 503: answer('Not yet', 'Health', RETRY_AFTER) },
    },
  },
  '/asyncapi.json': {
    get: {
      operationId: 'asyncapi',
      tags: ['operations'],
      security: open,
      summary: 'The Kafka interface for agencies',
      responses: {
        200: { description: 'AsyncAPI 3.0', content: { 'application/json': { schema: { type: 'object' } } } },
        ...problems(429),
      },
    },
  },
  '/openapi.json': {
    get: {
      operationId: 'openapi',
      tags: ['operations'],
      security: open,
      summary: 'This document',
      responses: { 200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } }, ...problems(429) },
    },
  },
} as const
