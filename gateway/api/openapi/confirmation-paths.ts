import { onRecord } from './headers.ts'
import { answer, pathParameter, problems, reference } from './parts.ts'

const purpose = reference('parameters', 'purpose')

export const confirmationPaths = {
  '/v1/confirmations': {
    get: {
      operationId: 'listConfirmations',
      tags: ['step-up'],
      summary: 'What waits for this reader to confirm or end, blocks and refusals first, and what was answered',
      parameters: [purpose],
      responses: { 200: answer('The list', 'Confirmations', onRecord), ...problems(400, 401, 403, 429, 503) },
    },
  },
  '/v1/confirmations/{id}': {
    post: {
      operationId: 'confirm',
      tags: ['step-up'],
      summary: 'Confirm or end what an agency said, or take an answer of your own agency back',
      parameters: [pathParameter('id', 'Id of the line, or of the answer'), purpose],
      requestBody: { required: true, content: { 'application/json': { schema: reference('schemas', 'Confirmation') } } },
      responses: {
        201: answer('It is in force', 'Confirmed', onRecord),
        202: answer('It is kept and not yet in force', 'Confirmed', onRecord),
        ...problems(400, 401, 403, 404, 413, 415, 429, 503),
      },
    },
  },
} as const
