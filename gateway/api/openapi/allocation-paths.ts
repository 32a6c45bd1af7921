import { onRecord } from './headers.ts'
import { answer, pathParameter, problems, reference } from './parts.ts'

const caseId = pathParameter('case', 'Case id, as the list of cases gives it')
const purpose = reference('parameters', 'purpose')
const body = (schema: string): object => ({ required: true, content: { 'application/json': { schema: reference('schemas', schema) } } })
const inCase = problems(400, 401, 403, 404, 413, 415, 429, 503)
const withoutCase = problems(400, 401, 403, 413, 415, 429, 503)
const inForce = (schema: string): object => ({
  201: answer('It is in force', schema, onRecord),
  202: answer('It is kept and not yet in force', schema, onRecord),
})
const sameAnswer = (schema: string): object => ({
  202: answer('The same words, and after the same time, whether there is such a case or not', schema, onRecord),
})

export const allocationPaths = {
  '/v1/cases/{case}/allocations': {
    get: {
      operationId: 'listAllocations',
      tags: ['step-up'],
      summary: 'Who is allocated to the case: for chair and coordinator of the agency that lists it',
      parameters: [caseId, purpose],
      responses: { 200: answer('People allocated', 'Allocations', onRecord), ...problems(400, 401, 403, 404, 429, 503) },
    },
    post: {
      operationId: 'allocate',
      tags: ['step-up'],
      summary: 'Allocate a worker to the case, for one purpose and one harmed person',
      parameters: [caseId, purpose],
      requestBody: body('Allocation'),
      responses: { ...inForce('StepUp'), ...inCase },
    },
  },
  '/v1/cases/{case}/allocations/{id}/end': {
    post: {
      operationId: 'endAllocation',
      tags: ['step-up'],
      summary: 'End an allocation',
      parameters: [caseId, pathParameter('id', 'Id of the allocation'), purpose],
      requestBody: body('AllocationEnd'),
      responses: { ...inForce('AllocationEnded'), ...inCase },
    },
  },
  '/v1/allocations': {
    post: {
      operationId: 'requestAllocation',
      tags: ['step-up'],
      summary: 'Ask that a worker of your own agency is allocated where another agency names yours; your lead approves it',
      parameters: [purpose],
      requestBody: body('AllocationRequest'),
      responses: { ...sameAnswer('AllocationRequested'), ...withoutCase },
    },
  },
  '/v1/allocations/approvals': {
    post: {
      operationId: 'approveAllocation',
      tags: ['step-up'],
      summary: 'Approve what a colleague asked for: for the lead whom the agency has named',
      parameters: [purpose],
      requestBody: body('AllocationApproval'),
      responses: { ...sameAnswer('AllocationAsked'), ...withoutCase },
    },
  },
  '/v1/allocations/desk': {
    post: {
      operationId: 'openDesk',
      tags: ['step-up'],
      summary: 'Link a bail, out-of-court or DVDS desk to the case of the man before it, for 72 hours',
      parameters: [purpose],
      requestBody: body('AllocationDesk'),
      responses: { ...sameAnswer('AllocationAsked'), ...withoutCase },
    },
  },
} as const
