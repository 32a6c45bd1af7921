import { onRecord } from './headers.ts'
import { answer, pathParameter, problems, reference } from './parts.ts'

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

const day = (name: string, description: string): object => ({
  name,
  in: 'query',
  description,
  schema: { type: 'string', format: 'date' },
})

/** Questions about reads: who is asked about stands in the body, never in the address. */
export const auditQuestionPaths = {
  '/v1/audit/who-saw': question('whoSaw', 'Who saw this person, or this case, and what', 'WhoSaw', 'WhoSawAnswer'),
  '/v1/audit/seen-by': question('seenBy', 'What somebody saw, and was refused', 'SeenBy', 'SeenByAnswer'),
  '/v1/audit/why': question('whyAllowed', 'Why a read was allowed, or refused, in a paragraph', 'WhyAllowed', 'WhyAllowedAnswer'),
  '/v1/audit/withdrawn': question(
    'whoReadWithdrawn',
    'Who read what has since been corrected, contested, withdrawn or erased',
    'WhoReadWithdrawn',
    'WhoReadWithdrawnAnswer',
  ),
  '/v1/audit/instruments': question(
    'instrumentsOfCase',
    'Whose word counts in a case (domain model, D.11), and who used it',
    'InstrumentsOfCase',
    'InstrumentsOfCaseAnswer',
  ),
  '/v1/audit/break-glass': question(
    'breakGlassHistory',
    'Openings of emergency access: why, what was read under it, its review, and what is overdue',
    'BreakGlassHistory',
    'BreakGlassHistoryAnswer',
  ),
  '/v1/cases/{case}/readers': {
    get: {
      operationId: 'readersOfCase',
      tags: ['read'],
      summary: 'Who has read this case, by agency, role and day: for who coordinates it',
      parameters: [
        pathParameter('case', 'Case id, as the list of cases gives it'),
        reference('parameters', 'purpose'),
        day('from', 'First day, in London'),
        day('to', 'Last day, in London'),
      ],
      responses: { 200: answer('Counts of reads; nobody is named', 'ReadersOfCase', onRecord), ...problems(400, 401, 403, 404, 429, 503) },
    },
  },
} as const
