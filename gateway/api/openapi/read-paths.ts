import { onRecord } from './headers.ts'
import { patternExample } from './pattern-example.ts'
import { answer, pathParameter, problems, reference } from './parts.ts'

const query = (name: string, description: string, schema: object = { type: 'string' }): object => ({
  name,
  in: 'query',
  description,
  schema,
})
const caseId = pathParameter('case', 'Case id, as the list of cases gives it')
const justification = query('justification', 'Id of a justification, where the purpose asks for one')
const filters = [
  query('from', 'First day', { type: 'string', format: 'date' }),
  query('to', 'Last day', { type: 'string', format: 'date' }),
  query('family', 'Family of event types', { enum: Array.from({ length: 12 }, (_, at) => `F${String(at + 1)}`) }),
  query('agency', 'Agency that published, where it is named', { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' }),
]
const refused = problems(400, 401, 403, 404, 429, 503)

export const readPaths = {
  '/v1/cases': {
    get: {
      operationId: 'listCases',
      tags: ['read'],
      summary: 'Cases that this reader has a link to',
      parameters: [reference('parameters', 'purpose')],
      responses: { 200: answer('Cases', 'Cases', onRecord), ...problems(400, 401, 403, 429, 503) },
    },
  },
  '/v1/cases/{case}': {
    get: {
      operationId: 'readCase',
      tags: ['read'],
      summary: 'One case',
      parameters: [caseId, reference('parameters', 'purpose'), justification],
      responses: { 200: answer('The case', 'Case', onRecord), ...refused },
    },
  },
  '/v1/cases/{case}/timeline': {
    get: {
      operationId: 'readTimeline',
      tags: ['read'],
      summary: 'The released events of a case, oldest first',
      parameters: [
        caseId,
        reference('parameters', 'purpose'),
        ...filters,
        query('limit', 'Events a page', { type: 'integer', minimum: 1, maximum: 200, default: 100 }),
        query('cursor', '`next` of the page before, with the same filters'),
        justification,
      ],
      responses: { 200: answer('A page of the timeline', 'Timeline', onRecord), ...refused },
    },
  },
  '/v1/cases/{case}/timeline/stream': {
    get: {
      operationId: 'followTimeline',
      tags: ['read'],
      summary: 'The released events of a case, and every change of them, as server-sent events',
      description:
        'An event named `timeline` for each delivery: its data is a TimelineDelivery. The first is the whole timeline; after that, what is different. Each is decided and on record. ' +
        'What is withdrawn is taken back within a second: take away every item in `removed`. An event named `end` has a Problem for its data, and is the last: ' +
        'where its status is 401, 403 or 404, take away everything and close. After one with status 503, and when the connection ends in any other way, ask again, as an EventSource ' +
        'does by itself, and take away everything when the first delivery comes. An EventSource gives up for ever after any answer other than 200: after a 429 or 503 open a new one when Retry-After has passed.',
      parameters: [caseId, reference('parameters', 'purpose'), ...filters, justification],
      responses: {
        200: {
          description: 'The stream',
          headers: onRecord,
          content: {
            'text/event-stream': {
              schema: { type: 'string', description: 'Events whose data is JSON', contentSchema: reference('schemas', 'TimelineDelivery') },
            },
          },
        },
        ...refused,
      },
    },
  },
  '/v1/cases/{case}/pattern': {
    get: {
      operationId: 'readPattern',
      tags: ['read'],
      summary: 'The pattern of a case as numbers, from the events that the timeline of this reader shows',
      description:
        'The whole timeline is read, and on record, as one read; the numbers are worked out from that alone, and each names its events by the ids that the timeline gives. ' +
        'Withdrawn events, and those of which a dispute restricts the use, are never counted. What a role is given of each view is in `views`.',
      parameters: [
        caseId,
        reference('parameters', 'purpose'),
        query('from', 'First day that tactics are counted from. Everything else looks back as far as its own rule says', {
          type: 'string',
          format: 'date',
        }),
        query('to', 'The day that the numbers are of: nothing later is read. Default, and at most, today in London', {
          type: 'string',
          format: 'date',
        }),
        justification,
      ],
      responses: { 200: answer('The numbers', 'Pattern', onRecord, patternExample), ...refused },
    },
  },
  '/v1/cases/{case}/timeline/{id}/explanation': {
    get: {
      operationId: 'explainEvent',
      tags: ['read'],
      summary: 'Why this reader sees an event, in words for the reader',
      parameters: [caseId, pathParameter('id', 'Event id, as the timeline gives it'), reference('parameters', 'purpose'), justification],
      responses: { 200: answer('What lets the reader see it', 'Explanation', onRecord), ...refused },
    },
  },
} as const
