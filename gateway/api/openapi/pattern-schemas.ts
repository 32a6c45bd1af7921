import {
  all,
  orNull,
  arrayOf,
  ref,
  text,
  textOrNull,
  count,
  countOrNull,
  flag,
  codes,
  events,
  counted,
  day,
  shown,
  agency,
  agencyProperties,
  agencyOrNull,
} from './pattern-kit.ts'
import { engagement, now, rfg, risk, tactics } from './pattern-views.ts'

const views = ['tactics', 'rfg', 'escalation', 'engagement', 'ledger', 'orders', 'risk', 'now'] as const

/** The numbers of a pattern: core/pattern/pattern.ts. */
export const patternSchemas = {
  PatternAgency: { type: 'object', additionalProperties: false, required: ['name'], properties: agencyProperties },
  PatternBreach: all({ event: text, on: shown, condition: textOrNull, response: textOrNull, agency }),
  PatternOrder: all({
    kind: { enum: ['order', 'bail', 'tag'] },
    ref: textOrNull,
    type: textOrNull,
    conditions: codes,
    agency,
    begins: shown,
    ends: textOrNull,
    in_force: { enum: ['yes', 'no', 'not_known'] },
    last: { ...textOrNull, description: 'The last that was said of it: order_status, bail_decision or em_status' },
    breaches: arrayOf(ref('PatternBreach')),
    alerts: arrayOf(ref('PatternBreach')),
    wraparound: { ...all({ programme: textOrNull, support: textOrNull }), type: ['object', 'null'] },
    events,
  }),
  PatternLedgerRow: all({
    kind: { enum: ['expectation', 'resolution', 'order', 'bail', 'programme'] },
    ref: textOrNull,
    asked_by: { ...agencyOrNull, description: 'Null of an answer to what nobody is shown to have asked' },
    asked_on: textOrNull,
    due: textOrNull,
    asked: codes,
    source: textOrNull,
    wording: textOrNull,
    answers: arrayOf(
      all({
        event: text,
        on: shown,
        agency,
        answer: textOrNull,
        evidence: textOrNull,
        next: { ...textOrNull, description: 'What the agency did next' },
      }),
    ),
    state: { enum: ['open', 'answered', 'unchecked', 'in_force', 'ended', 'not_known', 'no_provision'] },
    unchecked_by: {
      ...all({ id: textOrNull, name: text }, 'The agency whose check is outstanding'),
      type: ['object', 'null'],
    },
    events,
  }),
  Pattern: all(
    {
      as_of: { ...day, description: 'The day in London that everything is of' },
      views: {
        ...all(Object.fromEntries(views.map((view) => [view, { enum: ['whole', 'reduced', 'none'] }]))),
        description: 'What this role is given of each view: one that it is not given is null',
      },
      people: arrayOf(
        all({
          id: { type: 'string', description: 'Of this answer alone' },
          named: { ...flag, description: 'False where only a role is shown: it may stand for several people' },
          given_name: textOrNull,
          family_name: textOrNull,
          role: textOrNull,
          relationships: codes,
          events,
        }),
      ),
      tactics,
      headline: orNull(
        {
          since: day,
          groups: arrayOf(all({ group: text, ...counted })),
          breaches: all(counted),
          days_between: arrayOf(countOrNull, 'From each breach to the next; null where either is not dated to the day'),
        },
        'The last six months',
      ),
      serial: orNull(
        { since: day, serial: { enum: ['yes', 'no', 'not_known'] }, people: codes, ...counted },
        'Adults harmed in three years',
      ),
      repeat: orNull(
        {
          repeat: flag,
          pairs: arrayOf(all({ person: text, referral: text, referred_on: shown, until: day, ...counted })),
        },
        'New abuse within twelve months of the last referral',
      ),
      orders: orNull(
        {
          items: arrayOf(ref('PatternOrder')),
          breaches: arrayOf(ref('PatternBreach'), 'Of what is not shown'),
          last_breach: {
            ...all({ event: text, on: shown, condition: textOrNull, response: textOrNull, agency }),
            type: ['object', 'null'],
          },
        },
        'Orders, bail and tags, those in force first',
      ),
      escalation: orNull(
        {
          since: day,
          escalating: { ...flag, description: 'Two or more signals' },
          signals: arrayOf({
            type: 'object',
            additionalProperties: false,
            required: ['signal', 'count', 'events'],
            properties: {
              signal: { enum: ['new_tactic_group', 'gravity', 'shorter_gap', 'breach', 'separation'] },
              ...counted,
              groups: codes,
              before: count,
              now: count,
            },
          }),
          reasons: arrayOf(all({ reason: text, ...counted }), 'Beside the signals: reasons that agencies gave'),
        },
        'Signals of the last 90 days',
      ),
      rfg,
      engagement,
      ledger: orNull(
        { rows: arrayOf(ref('PatternLedgerRow')), unset: count, unchecked: count },
        'What was asked of him, what he did, and what the agency did next',
      ),
      risk,
      now,
      not_counted: arrayOf(
        all({ event: text, why: { enum: ['withdrawn', 'use_restricted', 'not_in_effect', 'other_party_primary'] } }),
        'Events that are shown, and that nothing is made of',
      ),
      notice: { type: 'string', description: 'The same words in every answer: the record may be incomplete.' },
    },
    'Numbers worked out from what the timeline of this reader shows, and from nothing else. No composite score; each number names its events',
  ),
} as const
