import { ANSWERS } from '../confirmations/answer-body.ts'
import { reasonSchema } from '../reason-field.ts'

const moment = { type: 'string', format: 'date-time' }
const line = {
  id: { type: 'string', description: 'Known to this reader only' },
  case: { type: 'string' },
  kind: { type: 'string' },
  sender: { type: 'string', description: 'Name of the agency that said it' },
  count: { type: 'integer', minimum: 1 },
  closes: { type: 'boolean', description: 'It hides; else it opens, or switches others off' },
  effect: { type: 'string' },
  since: moment,
  latest: moment,
  due: { ...moment, description: 'One working day after the last of them' },
  overdue: { type: 'boolean' },
  until: { type: ['string', 'null'], description: 'When its effect ends by itself' },
  workers: { type: 'array', items: { type: 'string' }, description: 'Who was allocated, of an allocation' },
}
const answered = {
  id: { type: 'string' },
  case: { type: 'string' },
  kind: { type: ['string', 'null'] },
  sender: { type: ['string', 'null'] },
  answer: { enum: ANSWERS },
  answered_at: moment,
  agency: { type: 'string' },
  staff: { type: ['string', 'null'] },
  reason: { type: ['string', 'null'] },
  own: { type: 'boolean' },
}
const list = (properties: Readonly<Record<string, object>>): object => ({
  type: 'array',
  items: { type: 'object', required: Object.keys(properties), properties },
})

/** The list to confirm, and an answer. */
export const confirmationSchemas = {
  Confirmations: {
    type: 'object',
    required: ['items', 'answered', 'contact', 'next'],
    properties: {
      items: list(line),
      answered: list(answered),
      next: { type: ['string', 'null'] },
      contact: { type: ['string', 'null'], description: "Whom to ring at the operator's when it is urgent, by day and by night" },
    },
  },
  Confirmation: {
    type: 'object',
    additionalProperties: false,
    required: ['answer', 'reason'],
    properties: { answer: { enum: ANSWERS }, reason: reasonSchema('On what the answer rests') },
  },
  Confirmed: { type: 'object', required: ['id', 'in_force'], properties: { id: { type: 'string' }, in_force: { type: 'boolean' } } },
} as const
