import { breakGlassOutcomes, classCodes, purposes } from '../../../schemas/generated/codes.ts'
import { MOST_DAYS } from '../../step-up/approvals.ts'
import { reasonSchema as words } from '../reason-field.ts'

const only = (properties: Readonly<Record<string, object>>): object => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
})
const moment = { type: 'string', format: 'date-time' }

const listOf = (items: object): object => ({
  type: 'object',
  required: ['items', 'next'],
  properties: { next: { type: ['string', 'null'] }, items: { type: 'array', items } },
})

/** An opening of emergency access, and what is said of it besides. */
function opened(more: Readonly<Record<string, object>>): object {
  const properties = {
    id: { type: 'string', description: 'Known to this reader only' },
    case: { type: 'string' },
    case_readable: { type: 'boolean', description: 'Whether this reader may look at the case for this purpose' },
    opened_at: moment,
    until: moment,
    agency: { type: 'string', description: 'Name of the agency of who opened it' },
    role: { type: 'string' },
    purpose: { type: 'string' },
    staff: { type: ['string', 'null'] },
    reason: { type: ['string', 'null'] },
    shown: {
      type: 'array',
      description: 'What was first shown to them while it was open, by the access records: types and dates, nothing of the content',
      items: {
        type: 'object',
        required: ['type', 'occurred', 'first_read_at'],
        properties: {
          type: { type: 'string' },
          occurred: {
            type: 'object',
            required: ['from', 'precision'],
            properties: { from: { type: 'string' }, until: { type: 'string' }, precision: { type: 'string' } },
          },
          first_read_at: moment,
        },
      },
    },
    read_before: { type: 'integer', description: 'How many events of the case they had been shown before' },
    may_close: {
      type: 'boolean',
      description:
        'Whether this reader may close the review, and let them open it once more: they are of another agency than who opened it',
    },
    again_allowed: { type: 'boolean', description: 'Whether somebody has let them open it once more' },
    ...more,
  }
  return { type: 'object', required: Object.keys(properties), properties }
}

/** Bodies and answers of steps beyond a read. */
export const stepUpSchemas = {
  Justification: only({ words: words('Why this person reads this case for this purpose; sealed with the access record') }),
  JustificationGiven: {
    type: 'object',
    required: ['id', 'until'],
    properties: {
      id: { type: 'string', description: 'What reads send as `justification`; of use to this reader, for this case and purpose' },
      until: moment,
    },
  },
  Approval: only({
    asker: {
      type: 'string',
      pattern: '^[a-z0-9][a-z0-9_-]{0,63}:[A-Za-z0-9][A-Za-z0-9._-]{0,127}$',
      description: 'Who asked: <agency>:<staff id>',
    },
    class: { enum: classCodes },
    purpose: { enum: purposes, description: 'The purpose that the asker reads for' },
    days: { type: 'integer', minimum: 1, maximum: MOST_DAYS },
    reason: words('Why the asker needs it'),
  }),
  BreakGlass: only({ reason: words('Who is in danger, of what, and what is needed to prevent it') }),
  StepUp: {
    type: 'object',
    required: ['id', 'until', 'in_force'],
    properties: {
      id: { type: 'string', description: 'Id of the event of the case' },
      until: { ...moment, description: 'When it ends by itself' },
      in_force: { type: 'boolean' },
    },
  },
  CaseLookup: only({
    scheme: { enum: ['PNC', 'CRN', 'NOMIS', 'NHS', 'NINO'] },
    value: { type: 'string', minLength: 1, maxLength: 64 },
    birth_date: { type: 'string', format: 'date' },
    reason: words('Who is in danger, and why this case is looked for; sealed with the access record'),
  }),
  CaseFound: {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'string', description: "Case id, known to the reader's agency only" } },
  },
  BreakGlassQueue: listOf(
    opened({
      due: { ...moment, description: 'One working day after it was opened' },
      overdue: { type: 'boolean' },
    }),
  ),
  BreakGlassReviews: listOf(
    opened({
      review: {
        type: 'object',
        required: ['at', 'agency', 'role', 'outcome', 'reviewer', 'note'],
        properties: {
          at: moment,
          agency: { type: 'string' },
          role: { type: 'string' },
          outcome: { enum: breakGlassOutcomes },
          reviewer: { type: ['string', 'null'] },
          note: { type: ['string', 'null'] },
        },
      },
    }),
  ),
  BreakGlassAllowance: only({ reason: words('Why four hours more are needed, as you were told') }),
  BreakGlassReview: only({ outcome: { enum: breakGlassOutcomes }, note: words('On what the finding rests') }),
  BreakGlassReviewed: {
    type: 'object',
    required: ['id', 'in_force'],
    properties: { id: { type: 'string' }, in_force: { type: 'boolean' } },
  },
} as const
