import { onRecord } from './headers.ts'
import { answer, pathParameter, problems, reference } from './parts.ts'

export const recallPaths = {
  '/v1/recalls': {
    get: {
      operationId: 'listRecalls',
      tags: ['read'],
      summary: 'What was corrected, contested, retracted, erased or found to be of another case since this reader read it',
      parameters: [reference('parameters', 'purpose')],
      responses: { 200: answer('Notices, the newest reading first', 'Recalls', onRecord), ...problems(400, 401, 403, 429, 503) },
    },
  },
  '/v1/harm-reviews': {
    get: {
      operationId: 'listHarmReviews',
      tags: ['read'],
      summary:
        'Withdrawn entries of this reader’s cases of which somebody has to find out whether they did harm, and what was based on them',
      parameters: [reference('parameters', 'purpose')],
      responses: { 200: answer('Withdrawals, the newest first', 'HarmReviews', onRecord), ...problems(400, 401, 403, 429, 503) },
    },
  },
  '/v1/recalls/{id}/answer': {
    post: {
      operationId: 'answerRecall',
      tags: ['read'],
      summary: 'Did this reader act on what was recalled?',
      parameters: [pathParameter('id', 'Id of the notice'), reference('parameters', 'purpose')],
      requestBody: { required: true, content: { 'application/json': { schema: reference('schemas', 'RecallAnswer') } } },
      responses: {
        200: answer('The answer as it was recorded', 'RecallAnswered', onRecord),
        ...problems(400, 401, 403, 404, 413, 415, 429, 503),
      },
    },
  },
} as const
