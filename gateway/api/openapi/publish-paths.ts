import { answer, pathParameter, problems, reference } from './parts.ts'

const one = reference('schemas', 'CloudEvent')
/** What is checked may be anything: that is what the check is for. */
const anything = { description: 'A CloudEvent, or what should be one' }
const inbox = {
  name: 'inbox',
  in: 'query',
  required: false,
  schema: { type: 'string', enum: ['import'] },
  description: "import: for files of what happened before; handled behind everybody's live events",
}

type Body = Readonly<{ type: string; schema: object }>
const single = (event: object): Body => ({ type: 'application/cloudevents+json', schema: event })
const batch = (event: object): Body => ({
  type: 'application/cloudevents-batch+json',
  schema: { type: 'array', minItems: 1, description: 'At most 1,000 events and 2 MB; beyond that 413', items: event },
})
const stream: Body = { type: 'application/x-ndjson', schema: { type: 'string', description: 'One event a line, at most 10,000' } }
const requestBody = ({ type, schema }: Body): object => ({ required: true, content: { [type]: { schema } } })
const refused = problems(400, 401, 403, 413, 415, 422, 429, 503)

const publishes = (operationId: string, summary: string, body: Body): object => ({
  post: {
    operationId,
    tags: ['publish'],
    summary,
    parameters: [inbox],
    requestBody: requestBody(body),
    responses: { 202: answer('A result per event, in their order', 'EventResults'), ...refused },
  },
})
const checks = (operationId: string, summary: string, body: Body): object => ({
  post: {
    operationId,
    tags: ['publish'],
    summary,
    requestBody: requestBody(body),
    responses: { 200: answer('A result per event, in their order', 'EventResults'), ...refused },
  },
})

export const publishPaths = {
  '/v1/events': publishes(
    'publishEvent',
    'Publish an event; 202 when it is durable. Takes batches and streams, too, by their Content-Type',
    single(one),
  ),
  '/v1/events/batch': publishes('publishBatch', 'Publish events as one JSON array; 202 when they are durable', batch(one)),
  '/v1/events/stream': publishes('publishStream', 'Publish events, one a line; 202 when they are durable', stream),
  '/v1/events/check': checks(
    'checkEvent',
    'The same verdict of an event alone; nothing is kept. Takes batches and streams, too, by their Content-Type',
    single(anything),
  ),
  '/v1/events/check/batch': checks('checkBatch', 'The same verdicts of the events alone; nothing is kept', batch(anything)),
  '/v1/events/check/stream': checks('checkStream', 'The same verdicts of the events alone, one a line; nothing is kept', stream),
  '/v1/receipts': {
    get: {
      operationId: 'listReceipts',
      tags: ['publish'],
      summary: "What became of this agency's events, oldest first",
      description:
        'The events themselves are at /v1/publications. With a filter a page may be short, or empty, and not the last: ask on with `next` until it is null. Of one event, without `after`, the newest entry comes first. 410: what comes after the cursor is not all kept any more; begin again without one.',
      parameters: [
        reference('parameters', 'after'),
        reference('parameters', 'limit'),
        { name: 'event_id', in: 'query', description: 'Of one event, by its CloudEvents id', schema: { type: 'string', format: 'uuid' } },
        {
          name: 'status',
          in: 'query',
          description: 'Of one status',
          schema: { type: 'string', enum: ['accepted', 'repeated', 'rejected', 'held'] },
        },
      ],
      responses: { 200: answer('Receipts', 'Receipts'), ...problems(400, 401, 403, 404, 410, 429, 503) },
    },
  },
  '/v1/feed': {
    get: {
      operationId: 'readFeed',
      tags: ['publish'],
      summary: "Health of this agency's feed",
      description: 'The events themselves are at /v1/publications.',
      responses: { 200: answer('The feed', 'Feed'), ...problems(401, 403, 429, 503) },
    },
  },
  '/v1/receipts/{id}/confirm': {
    post: {
      operationId: 'confirmReceipt',
      tags: ['publish'],
      summary: 'Release an event that is held',
      parameters: [pathParameter('id', 'Receipt id')],
      responses: { 202: answer('Sent again as confirmed', 'EventResults'), ...problems(401, 403, 404, 409, 429, 503) },
    },
  },
} as const
