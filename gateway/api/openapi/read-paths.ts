import { answer, onRecord, pathParameter, problems, reference } from './parts.ts'

const query = (name: string, description: string, schema: object = { type: 'string' }): object => ({ name, in: 'query', description, schema })
const caseId = pathParameter('case', 'Case id, as the list of cases gives it')
const justification = query('justification', 'Id of a justification, where the purpose asks for one')
const refused = problems(400, 401, 403, 404, 429, 503)

export const readPaths = {
  '/v1/cases': { get: {
    operationId: 'listCases', tags: ['read'], summary: 'Cases that this reader has a link to', parameters: [reference('parameters', 'purpose')],
    responses: { 200: answer('Cases', 'Cases', onRecord), ...problems(400, 401, 403, 429, 503) },
  } },
  '/v1/cases/{case}': { get: {
    operationId: 'readCase', tags: ['read'], summary: 'One case', parameters: [caseId, reference('parameters', 'purpose'), justification],
    responses: { 200: answer('The case', 'Case', onRecord), ...refused },
  } },
  '/v1/cases/{case}/timeline': { get: {
    operationId: 'readTimeline', tags: ['read'], summary: 'The released events of a case, oldest first',
    parameters: [
      caseId, reference('parameters', 'purpose'),
      query('from', 'First day', { type: 'string', format: 'date' }), query('to', 'Last day', { type: 'string', format: 'date' }),
      query('family', 'Family of event types', { enum: Array.from({ length: 12 }, (_, at) => `F${String(at + 1)}`) }),
      query('agency', 'Agency that published, where it is named', { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' }),
      query('limit', 'Events a page', { type: 'integer', minimum: 1, maximum: 200, default: 100 }), query('cursor', '`next` of the page before, with the same filters'),
      justification,
    ],
    responses: { 200: answer('A page of the timeline', 'Timeline', onRecord), ...refused },
  } },
} as const
