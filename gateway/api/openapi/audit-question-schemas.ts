import { IDENTIFIER_KINDS } from '../../../core/linking/identifiers.ts'
import { reference } from './parts.ts'

const text = (description?: string): object => ({ type: 'string', ...(description === undefined ? {} : { description }) })
const nullable = (description?: string): object => ({ type: ['string', 'null'], ...(description === undefined ? {} : { description }) })
const count = { type: 'integer', minimum: 0 }
const flag = { type: 'boolean' }
const listOf = (items: object): object => ({ type: 'array', items })
const object = (properties: Readonly<Record<string, object>>, optional: readonly string[] = []): object => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
})

const moment = (which: string): object => ({
  description: `The ${which} day in London (YYYY-MM-DD), or a moment with offset`,
  anyOf: [
    { type: 'string', format: 'date' },
    { type: 'string', format: 'date-time' },
  ],
})

/** What every question has. */
const QUESTION = {
  reason: { type: 'string', minLength: 10, maxLength: 4000, description: 'Why you ask; it goes on record, sealed' },
  from: moment('first'),
  to: moment('last'),
  after: text('The cursor that the last page gave'),
  limit: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
}

const ask = (properties: Readonly<Record<string, object>>, required: readonly string[]): object => ({
  type: 'object',
  additionalProperties: false,
  required: ['reason', ...required],
  properties: { ...QUESTION, ...properties },
})

const seenPart = {
  class: text('Code of sensitivity_class'),
  form: { enum: ['plain', 'reduced'] },
  of: { enum: ['person', 'event'], description: "The person's own, or the event's as such: of one of those whom it names" },
}

const ACCESS = {
  record: { type: 'string', format: 'uuid', description: 'Id of the access record' },
  at: { type: 'string', format: 'date-time' },
  reader: object({
    staff: nullable('<agency>:<staff id>; null where nobody was signed in, or their opening was erased or cannot be read'),
    agency: text(),
    agency_name: text(),
    role: text(),
  }),
  action: text(),
  did: text('The action in words'),
  purpose: text(),
  law: nullable('The law that the purpose rests on'),
  outcome: text(),
  opening: { enum: ['held', 'erased', 'unreadable', 'altered'], description: 'Whether the record could be opened, and holds' },
  break_glass: flag,
}

const READ = {
  ...ACCESS,
  classes: listOf(object({ ...seenPart, events: count })),
  events: listOf(
    object({
      case: text('Case id, known to your agency only'),
      type: text(),
      title: text(),
      occurred: object({ from: text(), until: text(), precision: text() }, ['until']),
      tombstone: flag,
      classes: listOf(object(seenPart)),
    }),
  ),
}

const page = (item: object): Readonly<Record<string, object>> => ({
  items: listOf(item),
  next: nullable('Cursor of the next page'),
  complete: { type: 'boolean', description: 'False where the newest reads may not be in it yet' },
})

const ONE = { reason: QUESTION.reason }
const when = { type: 'string', format: 'date-time' }
const event = {
  type: text(),
  title: text(),
  occurred: object({ from: text(), until: text(), precision: text() }, ['until']),
}
const ownReads = object({ count, notice: text() })
const answerOf = (properties: Readonly<Record<string, object>>): object => ({ anyOf: [object(properties), { type: 'null' }] })

export const auditQuestionSchemas = {
  Access: object(ACCESS),
  WhyAllowed: { ...object({ ...ONE, record: { type: 'string', format: 'uuid', description: 'Id of the access record' } }) },
  WhyAllowedAnswer: object({
    ...ACCESS,
    because: text('One short paragraph'),
    entries: count,
    policies: listOf(object({ id: text(), says: text(), entries: count })),
    classes: listOf(object({ class: text(), plain: count, reduced: count, withheld: count })),
    refused_by: listOf(text('A question that no policy permitted')),
    release: text('Hash of the policy release that it was decided by'),
    replay: text('match where the decision was made again from the logs with this result; else what was found'),
    replay_detail: nullable(),
  }),
  WhoReadWithdrawn: ask({ case: text('Only of this case') }, []),
  WhoReadWithdrawnAnswer: object({
    ...page(
      object({
        case: text(),
        ...event,
        what: { enum: ['corrected', 'contested', 'retracted', 'erased'] },
        said_at: when,
        said_by: text(),
        readers: listOf(object({ ...ACCESS, answer: answerOf({ acted: text(), step: nullable(), at: when }) })),
      }),
    ),
    own_reads: ownReads,
    more: flag,
  }),
  InstrumentsOfCase: object({ ...ONE, case: text('Case id, as answers to your agency have it') }),
  InstrumentsOfCaseAnswer: object({
    items: listOf(
      object({
        kind: text('As the table of whose word counts has it; link, approval, emergency of the bus'),
        ...event,
        said_by: text(),
        published_at: when,
        effect: { enum: ['in-force', 'own-and-facing', 'own', 'waits', 'ended'] },
        until: nullable(),
        closes: flag,
        to_confirm: flag,
        used_by: {
          anyOf: [
            listOf(
              object({
                staff: nullable(),
                agency: text(),
                agency_name: text(),
                role: text(),
                accesses: count,
                first: when,
                last: when,
              }),
            ),
            { type: 'null' },
          ],
        },
      }),
    ),
    own_reads: ownReads,
    complete: flag,
    more: flag,
  }),
  BreakGlassHistory: ask({}, []),
  BreakGlassHistoryAnswer: object(
    page(
      object({
        ...ACCESS,
        case: nullable(),
        until: nullable(),
        reason: nullable("The opener's words; null where you are not shown them"),
        reads: listOf(reference('schemas', 'Access')),
        due: nullable(),
        overdue: flag,
        review: answerOf({ at: when, agency: text(), role: text(), outcome: text(), note: nullable() }),
      }),
    ),
  ),
  ReadersOfCase: object({
    items: listOf(
      object({
        day: { type: 'string', format: 'date' },
        by: { enum: ['agency', 'oversight'] },
        agency: text(),
        role: text(),
        reads: count,
        printed: count,
      }),
    ),
    complete: flag,
    more: flag,
  }),
  WhoSaw: ask(
    {
      person: {
        type: 'object',
        additionalProperties: false,
        description: 'What is known of them: names, or an identifier, or both; the date of birth where it is known',
        properties: {
          given_name: text(),
          family_name: text(),
          birth_date: { type: 'string', format: 'date' },
          identifier: object({ scheme: { enum: IDENTIFIER_KINDS }, value: text() }),
        },
      },
      people: { type: 'array', minItems: 1, maxItems: 20, items: text('A candidate of the last answer') },
      case: text('Case id, as answers to your agency have it'),
      class: text('Only reads in which parts of this class went out: VIC_LOC, her address'),
      attempts: { type: 'boolean', description: 'Also refusals, look-ups and emergency access of the case, which showed nothing' },
    },
    [],
  ),
  WhoSawAnswer: object({
    candidates: listOf(
      object({ person: text('Send it as one of people'), case: text(), role: text(), matched: listOf(text()), entries: count }),
    ),
    ...page(reference('schemas', 'ReadOfEvents')),
    summary: {
      anyOf: [
        object({
          reads: count,
          readers: count,
          agencies: listOf(object({ agency: text(), agency_name: text(), reads: count, readers: count })),
          classes: listOf(object({ class: text(), form: { enum: ['plain', 'reduced'] }, reads: count })),
          printed: count,
          break_glass: count,
        }),
        { type: 'null' },
      ],
    },
    own_reads: object({ count, notice: text() }),
  }),
  ReadOfEvents: object(READ),
  SeenBy: ask({ staff: text('<agency>:<staff id>') }, ['staff']),
  SeenByAnswer: object({
    staff: text(),
    ...page(object({ ...READ, cases: listOf(object({ case: text(), events: count, classes: listOf(text()) })) })),
  }),
} as const
