type Properties = Readonly<Record<string, object>>

const all = (properties: Properties, description?: string): object => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
  ...(description === undefined ? {} : { description }),
})
/** What a role that the view is not for is not given. */
const orNull = (properties: Properties, description: string): object => ({ ...all(properties, description), type: ['object', 'null'] })
const arrayOf = (items: object, description?: string): object => ({
  type: 'array',
  items,
  ...(description === undefined ? {} : { description }),
})
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` })

const text = { type: 'string' }
const textOrNull = { type: ['string', 'null'] }
const count = { type: 'integer', minimum: 0 }
const countOrNull = { type: ['integer', 'null'] }
const flag = { type: 'boolean' }
const codes = arrayOf(text)
const events = arrayOf(text, 'Ids of the events that it was made of, as the timeline has them')
const counted = { count: { ...count, description: 'Number of `events`' }, events }
const day = { type: 'string', format: 'date' }
const shown = { type: 'string', description: 'YYYY-MM-DD, or YYYY-MM or YYYY where no more is shown' }
const agency = ref('PatternAgency')
const agencyProperties = { id: text, name: text, type: text }
const agencyOrNull = { type: ['object', 'null'], required: ['name'], additionalProperties: false, properties: agencyProperties }

const tactics = orNull(
  {
    counted_from: { type: ['string', 'null'], description: 'First day that is counted; null where all is' },
    total: all(counted, 'Every event that is counted, once'),
    cells: arrayOf(
      all({
        group: { ...textOrNull, description: "The part of a tactic's code before the dot; null where no tactic is shown" },
        month: shown,
        person: { ...textOrNull, description: 'Id in `people`' },
        agency: agencyOrNull,
        ...counted,
        tactics: arrayOf(all({ tactic: text, events })),
      }),
      'Events by tactic group, month, harmed person and agency: one of several groups or people is in a cell of each',
    ),
    groups: arrayOf(
      all({
        group: textOrNull,
        ...counted,
        gravity: { ...countOrNull, description: 'The weight of its gravest tactic that is shown, 1 to 10' },
      }),
    ),
    agencies: arrayOf(all({ agency, month: shown, ...counted, breaches: all(counted) })),
    across: arrayOf(all({ group: text, ...counted, people: codes }), 'What he did to more than one of the people who are named'),
    beside: arrayOf(all({ kind: { enum: ['alert', 'court_outcome'] }, month: shown, agency: agencyOrNull, ...counted })),
  },
  'What he did. Counts of events, not of severity',
)

const score = (more: Properties): object => all({ value: { type: 'integer', minimum: 0, maximum: 10 }, ...more, events })
const workedOut = {
  ...all({
    since: day,
    recency: score({ days: countOrNull }),
    frequency: score({ abusive_events: count }),
    gravity: score({ tactic: textOrNull }),
    victims: score({
      since: day,
      people: codes,
      adults: count,
      at_least: { ...flag, description: 'An adult is shown by role alone, and may be another' },
    }),
    total: count,
    out_of: { const: 40 },
  }),
  type: ['object', 'null'],
}

const rfg = orNull(
  {
    withheld: { ...textOrNull, description: 'Why there are no numbers: under_18, or age_not_shown' },
    worked_out: workedOut,
    published: arrayOf(
      all({
        event: text,
        on: shown,
        agency,
        recency: countOrNull,
        frequency: countOrNull,
        gravity: countOrNull,
        victims: countOrNull,
        total: countOrNull,
        window_months: countOrNull,
        method: textOrNull,
      }),
      'As published, by another method and from other data: never compared or added',
    ),
  },
  'Recency, frequency, gravity and victims, each with its events. It decides nothing, and is never used alone',
)

const risk = orNull(
  {
    tools: arrayOf(
      all({
        tool: textOrNull,
        most: countOrNull,
        assessments: arrayOf(
          all({
            event: text,
            on: shown,
            agency,
            level: textOrNull,
            score: countOrNull,
            raised_by_judgement: { type: ['boolean', 'null'] },
            informed_by_harmed: { type: ['boolean', 'null'] },
            her_view: textOrNull,
            valid_until: textOrNull,
          }),
        ),
      }),
      'Each tool on its own scale: never compared or added',
    ),
    levels: arrayOf(all({ event: text, on: shown, agency, from: textOrNull, to: textOrNull, reasons: codes, harmed_input: textOrNull })),
  },
  'Assessments by tool, and changes of level',
)

const now = orNull(
  {
    custody: {
      ...all({ where: { enum: ['in_custody', 'in_the_community', 'not_known'] }, status: textOrNull, since: shown, event: text }),
      type: ['object', 'null'],
    },
    licence: { ...all({ conditions: codes, since: shown, event: text }), type: ['object', 'null'] },
    in_force: arrayOf(ref('PatternOrder')),
    overrides: arrayOf(all({ event: text, agency, purposes: codes, classes: codes, ends: textOrNull })),
    listings: arrayOf(all({ ref: textOrNull, meeting_on: textOrNull, status: textOrNull, agency, ends: textOrNull, events })),
    expectations: arrayOf(ref('PatternLedgerRow')),
  },
  'What is in force on the day, as far as is shown',
)

const engagement = orNull(
  {
    gaps: arrayOf(
      all({
        since: day,
        until: day,
        days: count,
        open: { ...flag, description: 'It goes on' },
        from: text,
        to: textOrNull,
        seen: arrayOf(text, 'Events in it at which he was seen without being engaged'),
      }),
      'More than 90 days in which no agency engaged him',
    ),
    longest: countOrNull,
    engaged: all(counted),
    seen: all(counted, 'Seen, and not engaged'),
    last: { ...all({ event: text, on: shown, agency }), type: ['object', 'null'] },
  },
  'When agencies engaged him: a gap is about services',
)

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
