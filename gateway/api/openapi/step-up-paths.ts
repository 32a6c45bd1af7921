import { onRecord } from './headers.ts'
import { answer, pathParameter, problems, reference } from './parts.ts'

const caseId = pathParameter('case', 'Case id, as the list of cases gives it')
const purpose = reference('parameters', 'purpose')
const body = (schema: string): object => ({ required: true, content: { 'application/json': { schema: reference('schemas', schema) } } })
const inCase = problems(400, 401, 403, 404, 413, 415, 429, 503)

export const stepUpPaths = {
  '/v1/cases/{case}/justifications': {
    post: {
      operationId: 'justify',
      tags: ['step-up'],
      summary: 'Say why, where a purpose asks for it',
      parameters: [caseId, purpose],
      requestBody: body('Justification'),
      responses: { 201: answer('What reads send', 'JustificationGiven', onRecord), ...inCase },
    },
  },
  '/v1/cases/{case}/approvals': {
    post: {
      operationId: 'approve',
      tags: ['step-up'],
      summary: 'Open one class of the case to one other person, for a time',
      parameters: [caseId, purpose],
      requestBody: body('Approval'),
      responses: {
        201: answer('It is in force', 'StepUp', onRecord),
        202: answer('It is kept and not yet in force', 'StepUp', onRecord),
        ...inCase,
      },
    },
  },
  '/v1/cases/{case}/break-glass': {
    post: {
      operationId: 'breakGlass',
      tags: ['step-up'],
      summary: 'Open emergency access for imminent risk of death or serious harm; told to chair and data protection officer at once',
      parameters: [caseId, purpose],
      requestBody: body('BreakGlass'),
      responses: {
        201: answer('It is in force', 'StepUp', onRecord),
        202: answer('It is kept and not yet in force', 'StepUp', onRecord),
        ...inCase,
      },
    },
  },
  '/v1/cases/lookup': {
    post: {
      operationId: 'lookUpCase',
      tags: ['step-up'],
      summary: 'Find a case for emergency access',
      parameters: [purpose],
      requestBody: body('CaseLookup'),
      responses: { 200: answer('The case', 'CaseFound', onRecord), ...inCase },
    },
  },
  '/v1/break-glass': {
    get: {
      operationId: 'listBreakGlass',
      tags: ['step-up'],
      summary: 'Emergency access that waits for this reader’s review, what is due first at the top',
      parameters: [purpose],
      responses: { 200: answer('The queue', 'BreakGlassQueue', onRecord), ...problems(400, 401, 403, 429, 503) },
    },
  },
  '/v1/break-glass/reviewed': {
    get: {
      operationId: 'listBreakGlassReviews',
      tags: ['step-up'],
      summary: 'Closed reviews of emergency access, the newest first: for those who review and for auditors',
      parameters: [purpose],
      responses: { 200: answer('The reviews', 'BreakGlassReviews', onRecord), ...problems(400, 401, 403, 429, 503) },
    },
  },
  '/v1/break-glass/{id}/allow': {
    post: {
      operationId: 'allowBreakGlassAgain',
      tags: ['step-up'],
      summary: 'Let whoever opened it within the last 24 hours open it once more; for who may close its review',
      parameters: [pathParameter('id', 'Id of the entry'), purpose],
      requestBody: body('BreakGlassAllowance'),
      responses: {
        201: answer('It is in force', 'BreakGlassReviewed', onRecord),
        202: answer('It is kept and not yet in force', 'BreakGlassReviewed', onRecord),
        ...inCase,
      },
    },
  },
  '/v1/break-glass/{id}/review': {
    post: {
      operationId: 'reviewBreakGlass',
      tags: ['step-up'],
      summary: 'Write down what a review found',
      parameters: [pathParameter('id', 'Id of the entry'), purpose],
      requestBody: body('BreakGlassReview'),
      responses: {
        201: answer('It is in force', 'BreakGlassReviewed', onRecord),
        202: answer('It is kept and not yet in force', 'BreakGlassReviewed', onRecord),
        ...inCase,
      },
    },
  },
} as const
