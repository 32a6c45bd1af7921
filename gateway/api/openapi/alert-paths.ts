import { onRecord } from './headers.ts'
import { answer, pathParameter, problems, reference } from './parts.ts'

const ref = pathParameter('ref', 'Reference of the alert')

export const alertPaths = {
  '/v1/audit/alerts': {
    get: {
      operationId: 'listAlerts',
      tags: ['audit'],
      summary: 'Reads that somebody should ask about, oldest first; nothing of anybody',
      parameters: [
        reference('parameters', 'after'),
        reference('parameters', 'limit'),
        { name: 'state', in: 'query', description: 'Leave it out for both', schema: { enum: ['open', 'closed'] } },
      ],
      responses: { 200: answer('Alerts', 'Alerts', onRecord), ...problems(400, 401, 403, 404, 429, 503) },
    },
  },
  '/v1/audit/alerts/{ref}': {
    get: {
      operationId: 'readAlert',
      tags: ['audit'],
      summary: 'One alert: its rule in words, and the access record that it is about',
      parameters: [ref],
      responses: { 200: answer('The alert', 'WholeAlert', onRecord), ...problems(401, 403, 404, 429, 503) },
    },
  },
  '/v1/audit/alerts/{ref}/close': {
    post: {
      operationId: 'closeAlert',
      tags: ['audit'],
      summary: 'Say what came of asking; the last word counts',
      parameters: [ref],
      requestBody: { required: true, content: { 'application/json': { schema: reference('schemas', 'AlertClosing') } } },
      responses: { 200: answer('The alert, closed', 'WholeAlert', onRecord), ...problems(400, 401, 403, 404, 413, 415, 429, 503) },
    },
  },
} as const
