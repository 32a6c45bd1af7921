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
  agencyOrNull,
  type Properties,
} from './pattern-kit.ts'

export const tactics = orNull(
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

export const rfg = orNull(
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

export const risk = orNull(
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

export const now = orNull(
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

export const engagement = orNull(
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
