import { RULE_IDS } from '../../../core/alerts/rule-table.ts'
import { ALERT_OUTCOMES } from '../../../core/alerts/told.ts'
import { reasonSchema } from '../reason-field.ts'

const outcome = {
  enum: Object.keys(ALERT_OUTCOMES),
  description: Object.entries(ALERT_OUTCOMES)
    .map(([code, says]) => `${code}: ${says}`)
    .join('; '),
}

const alert = {
  ref: { type: 'string', pattern: '^a-[0-9a-f]{32}$', description: 'The same for the same read and rule, whenever it is worked out' },
  rule: { enum: [...RULE_IDS] },
  severity: { enum: ['high', 'medium', 'low'] },
  at: { type: 'string', format: 'date-time', description: 'Of the read, to the minute' },
  agency: { type: 'string', description: 'Of who read' },
  state: { enum: ['open', 'closed'] },
} as const
const required = Object.keys(alert)

export const alertSchemas = {
  Alerts: {
    type: 'object',
    required: ['items', 'next', 'looked_over', 'complete', 'not_run'],
    properties: {
      items: { type: 'array', items: { type: 'object', required, properties: alert } },
      next: { type: ['string', 'null'] },
      looked_over: { type: 'integer', description: 'Access records that were looked over' },
      complete: { type: 'boolean', description: 'False while records wait to be looked over: ask again' },
      not_run: {
        type: 'array',
        description: 'Rules that have not the data that they need',
        items: {
          type: 'object',
          required: ['rule', 'needs'],
          properties: { rule: { enum: [...RULE_IDS] }, needs: { enum: ['directory', 'sensitive-list', 'roster'] } },
        },
      },
    },
  },
  WholeAlert: {
    type: 'object',
    required: [...required, 'says', 'thresholds', 'record'],
    properties: {
      ...alert,
      says: { type: 'string', description: 'The rule in words' },
      thresholds: { type: 'object', additionalProperties: { type: 'number' } },
      record: {
        type: 'string',
        format: 'uuid',
        description: 'Id of the access record; opening it (`/v1/access-records/{id}`) is on record',
      },
      closed: {
        type: 'object',
        required: ['at', 'outcome', 'record'],
        properties: { at: { type: 'string', format: 'date-time' }, outcome, record: { type: 'string', format: 'uuid' } },
      },
    },
  },
  AlertClosing: {
    type: 'object',
    additionalProperties: false,
    required: ['outcome', 'reason'],
    properties: { outcome, reason: reasonSchema('Whom you asked, and what they said') },
  },
} as const
