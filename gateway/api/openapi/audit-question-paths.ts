import { onRecord } from './headers.ts'
import { answer, problems, reference } from './parts.ts'

const body = (schema: string): object => ({ required: true, content: { 'application/json': { schema: reference('schemas', schema) } } })

const question = (operationId: string, summary: string, asked: string, found: string): object => ({
  post: {
    operationId,
    tags: ['audit'],
    summary,
    requestBody: body(asked),
    responses: { 200: answer('The answer', found, onRecord), ...problems(400, 401, 403, 404, 413, 415, 429, 503) },
  },
})

/** Questions about reads: who is asked about stands in the body, never in the address. */
export const auditQuestionPaths = {
  '/v1/audit/who-saw': question('whoSaw', 'Who saw this person, or this case, and what', 'WhoSaw', 'WhoSawAnswer'),
  '/v1/audit/seen-by': question('seenBy', 'What somebody saw, and was refused', 'SeenBy', 'SeenByAnswer'),
} as const
