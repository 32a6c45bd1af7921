import { purposes } from '../../../schemas/generated/codes.ts'
import { PROCEEDING_KINDS } from '../../step-up/allocations/about.ts'
import { reasonSchema as words } from '../reason-field.ts'

const only = (properties: Readonly<Record<string, object>>): object => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
})
const worker = {
  worker: { type: 'string', pattern: '^[a-z0-9][a-z0-9_-]{0,63}:[A-Za-z0-9][A-Za-z0-9._-]{0,127}$', description: '<agency>:<staff id>' },
  role: { type: 'string', pattern: '^[a-z][a-z_]{0,63}$', description: 'Role in which they work on the case' },
  purpose: { enum: purposes, description: 'The one purpose for which the link counts' },
  until: { type: 'string', format: 'date', description: 'Last day, six months ahead at most' },
}
const number = only({
  scheme: { enum: ['PNC', 'CRN', 'NOMIS', 'NHS', 'NINO'] },
  value: { type: 'string', minLength: 1, maxLength: 64 },
  birth_date: { type: 'string', format: 'date' },
})
const detail = { type: 'string', description: 'The same words for everybody' }

/** Bodies and answers of allocations. */
export const allocationSchemas = {
  Allocation: only({
    ...worker,
    event: {
      type: 'string',
      pattern: '^[A-Za-z0-9_-]{22}$',
      description: 'Id, as your timeline has it, of an event that names the one adult whose case it is',
    },
    reason: words('Why they need the case'),
  }),
  Allocations: {
    type: 'object',
    required: ['items', 'next'],
    properties: {
      next: { type: ['string', 'null'] },
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'worker', 'agency', 'role', 'purpose', 'from', 'until', 'given_by', 'reason'],
          properties: {
            id: { type: 'string', description: 'Known to this reader only' },
            worker: { type: ['string', 'null'] },
            agency: { type: 'string' },
            role: { type: ['string', 'null'] },
            purpose: { type: ['string', 'null'] },
            from: { type: 'string' },
            until: { type: ['string', 'null'] },
            given_by: { type: ['string', 'null'] },
            reason: { type: ['string', 'null'] },
          },
        },
      },
    },
  },
  AllocationEnd: only({ reason: words('Why it ends') }),
  AllocationEnded: { type: 'object', required: ['id', 'in_force'], properties: { id: { type: 'string' }, in_force: { type: 'boolean' } } },
  AllocationRequest: only({
    ...worker,
    about: { oneOf: [only({ kind: { enum: PROCEEDING_KINDS }, id: { type: 'string', minLength: 1, maxLength: 200 } }), number] },
    reason: words('Why they need the case'),
  }),
  AllocationRequested: {
    type: 'object',
    required: ['request', 'detail'],
    properties: {
      request: { type: 'string', description: 'What the lead sends to approve it: sealed, for your agency, for 14 days' },
      detail,
    },
  },
  AllocationApproval: only({
    request: { type: 'string', maxLength: 4096, description: 'As the colleague got it' },
    reason: words('Why you approve it'),
  }),
  AllocationAsked: { type: 'object', required: ['detail'], properties: { detail } },
  AllocationDesk: only({
    about: number,
    number: { type: 'string', minLength: 3, maxLength: 64, description: 'Custody, crime or DVDS number' },
  }),
} as const
