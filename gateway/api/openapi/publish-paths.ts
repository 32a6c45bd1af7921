import { answer, pathParameter, problems, reference } from './parts.ts'

const bodies = (event: object, schema: object): object => ({
  'application/cloudevents+json': { schema: event },
  'application/cloudevents-batch+json': { schema: { type: 'array', minItems: 1, description: 'At most 1,000 events and 2 MB; beyond that 413', items: event } },
  'application/x-ndjson': { schema },
})
const lines = { type: 'string', description: 'One event a line, at most 10,000' }
const requestBody = { required: true, content: bodies(reference('schemas', 'CloudEvent'), lines) }
/** What is checked may be anything: that is what the check is for. */
const checkBody = { required: true, content: bodies({ description: 'A CloudEvent, or what should be one' }, lines) }

export const publishPaths = {
  '/v1/events': { post: {
    operationId: 'publishEvents', tags: ['publish'], summary: 'Publish events; 202 when they are durable', requestBody,
    parameters: [{
      name: 'inbox', in: 'query', required: false, schema: { type: 'string', enum: ['import'] },
      description: 'import: for files of what happened before; handled behind everybody\'s live events',
    }],
    responses: { 202: answer('A result per event, in their order', 'EventResults'), ...problems(400, 401, 403, 413, 415, 422, 429, 503) },
  } },
  '/v1/events/check': { post: {
    operationId: 'checkEvents', tags: ['publish'], summary: 'The same verdicts of the events alone; nothing is kept', requestBody: checkBody,
    responses: { 200: answer('A result per event, in their order', 'EventResults'), ...problems(400, 401, 403, 413, 415, 422, 429, 503) },
  } },
  '/v1/receipts': { get: {
    operationId: 'listReceipts', tags: ['publish'], summary: "What became of this agency's events, oldest first",
    description: 'The events themselves are at /v1/publications. With a filter a page may be short, or empty, and not the last: ask on with `next` until it is null. Of one event, without `after`, the newest entry comes first.',
    parameters: [
      reference('parameters', 'after'), reference('parameters', 'limit'),
      { name: 'event_id', in: 'query', description: 'Of one event, by its CloudEvents id', schema: { type: 'string', format: 'uuid' } },
      { name: 'status', in: 'query', description: 'Of one status', schema: { type: 'string', enum: ['accepted', 'repeated', 'rejected', 'held'] } },
    ],
    responses: { 200: answer('Receipts', 'Receipts'), ...problems(400, 401, 403, 404, 429, 503) },
  } },
  '/v1/feed': { get: {
    operationId: 'readFeed', tags: ['publish'], summary: "Health of this agency's feed", description: 'The events themselves are at /v1/publications.', responses: { 200: answer('The feed', 'Feed'), ...problems(401, 403, 429, 503) },
  } },
  '/v1/receipts/{id}/confirm': { post: {
    operationId: 'confirmReceipt', tags: ['publish'], summary: 'Release an event that is held', parameters: [pathParameter('id', 'Receipt id')],
    responses: { 202: answer('Sent again as confirmed', 'EventResults'), ...problems(401, 403, 404, 409, 429, 503) },
  } },
} as const
