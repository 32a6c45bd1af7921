import { RECALL_STEPS } from '../../../core/access-log/recall-answer.ts'
import { REPLAY_OUTCOMES } from '../../audit/replay/outcome.ts'
import { feedSchema } from './feed-schema.ts'
import { ofProblem } from './headers.ts'
import { keySchemas } from './key-paths.ts'
import { allocationSchemas } from './allocation-schemas.ts'
import { confirmationSchemas } from './confirmation-schemas.ts'
import { patternSchemas } from './pattern-schemas.ts'
import { publicationSchemas } from './publication-paths.ts'
import { stepUpSchemas } from './step-up-schemas.ts'
import { purposes } from '../../../schemas/generated/codes.ts'
import { PROBLEMS } from '../problem.ts'

const fieldErrors = { type: 'array', items: { $ref: '#/components/schemas/FieldError' } }
const nullable = (type: string): object => ({ type: [type, 'null'] })
const list = (item: object, more: object = {}): object => ({
  type: 'object',
  required: ['items', 'next'],
  properties: { items: { type: 'array', items: item }, next: nullable('string'), ...more },
})
const notice = { type: 'string', description: 'The same words in every answer: the record may be incomplete.' }

const agency = {
  type: 'object',
  required: ['name'],
  properties: { id: { type: 'string' }, name: { type: 'string' }, type: { type: 'string' } },
}
const occurred = {
  type: 'object',
  required: ['from', 'precision'],
  properties: { from: { type: 'string' }, until: { type: 'string' }, precision: { type: 'string' } },
}

const namedEntry = {
  type: 'object',
  required: ['type', 'title', 'agency', 'occurred'],
  properties: { type: { type: 'string' }, title: { type: 'string' }, agency, occurred },
}

export const schemas = {
  FieldError: {
    type: 'object',
    required: ['pointer', 'code', 'detail'],
    properties: {
      pointer: { type: 'string', description: 'JSON Pointer; in lists it begins with the index' },
      code: { type: 'string', description: 'Publish rule (G01 …), warning (W01 …) or error code' },
      detail: { type: 'string' },
      rule: { type: 'string', description: 'The language rule (L01 …) behind a G21 or a W01' },
    },
  },
  Problem: {
    type: 'object',
    required: ['type', 'title', 'status', 'detail', 'code'],
    properties: {
      type: { type: 'string', description: 'An address of this service that says what the code means, as a page or as JSON' },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string' },
      code: { enum: Object.keys(PROBLEMS) },
      accepts: { type: 'array', items: { type: 'string' }, description: 'Of a 415: the media types that the address takes' },
      errors: fieldErrors,
      results: { type: 'array', items: { $ref: '#/components/schemas/EventResult' } },
    },
  },
  EventResult: {
    type: 'object',
    required: ['id', 'source', 'status'],
    properties: {
      id: nullable('string'),
      source: nullable('string'),
      status: {
        enum: ['received', 'accepted', 'rejected'],
        description:
          'received: it is durable, and its receipt says what became of it. accepted: of a check, that nothing is wrong with it by itself',
      },
      receipt: { type: 'string', format: 'uuid' },
      errors: fieldErrors,
      in_force: {
        enum: [true, false, 'not_told'],
        description:
          'Of an event that takes effect for readers (consent, override, objection, block, retraction, correction, erasure, dispute). To a sender whose people have a link to the case: true when no read that begins now shows what it took away; false: it is kept, and not yet in force. To everybody else not_told, whether there is a case or not; false where the receipt says why it was not taken, and to bulk',
      },
      in_force_detail: { type: 'string', description: 'With not_told: what that means, and whom to ring when it is urgent' },
      held: {
        ...fieldErrors,
        description: 'Fields that look like an address or a telephone number: the event waits for POST /v1/receipts/{id}/confirm.',
      },
      warnings: { ...fieldErrors, description: 'What its sender may want to put right; the event is kept as it is.' },
    },
  },
  EventResults: {
    type: 'object',
    required: ['results'],
    properties: { results: { type: 'array', items: { $ref: '#/components/schemas/EventResult' } } },
  },
  Receipt: {
    type: 'object',
    required: ['receipt', 'status', 'errors', 'warnings', 'at', 'final'],
    description:
      'An entry of a receipt. Entries of one inbox come in the order of the inbox; two of one id are one receipt, and the later one holds.',
    properties: {
      receipt: { type: 'string', format: 'uuid' },
      source: nullable('string'),
      event_id: nullable('string'),
      type: nullable('string'),
      agency_record_ref: { ...nullable('string'), description: 'As the event has it, for as long as the inbox has the event: 30 days' },
      status: { enum: ['accepted', 'repeated', 'rejected', 'held'] },
      errors: fieldErrors,
      warnings: fieldErrors,
      at: { type: 'string', format: 'date-time', description: 'When the event was published' },
      final: {
        type: 'boolean',
        description:
          'False: a later entry follows at the first whole minute at least a minute after publication, as for every event of this type: what the case says, or that there is nothing to add',
      },
    },
  },
  Feed: feedSchema,
  ...publicationSchemas,
  ...keySchemas,
  Receipts: list(
    { $ref: '#/components/schemas/Receipt' },
    {
      cursor: {
        type: 'string',
        description: '`after` for what comes after all that this answer looked at, also at the end: keep it, and begin there next time',
      },
    },
  ),
  Case: {
    type: 'object',
    required: ['id', 'subject', 'last_occurred'],
    properties: {
      id: { type: 'string', description: "Known to the reader's agency only" },
      subject: nullable('object'),
      unreadable: { const: true, description: 'What names the subject cannot be read: its key is missing from the service' },
      last_occurred: nullable('string'),
      notice,
    },
  },
  Cases: list(
    { $ref: '#/components/schemas/Case' },
    {
      need_words: {
        type: 'array',
        description:
          'Cases that the reader has a link to and that are read for this purpose only with a justification: POST /v1/cases/{case}/justifications. Until then nothing but the id is told of them',
        items: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
      },
      notice,
    },
  ),
  TimelineItem: {
    type: 'object',
    required: ['id', 'type', 'title', 'agency', 'occurred', 'recorded_at', 'state', 'late', 'corrected', 'data'],
    properties: {
      id: { type: 'string', description: 'Known to this reader only' },
      type: { type: 'string' },
      title: { type: 'string' },
      agency,
      occurred,
      recorded_at: { type: 'string' },
      state: { enum: ['shown', 'reduced', 'tombstone'] },
      late: { type: 'boolean' },
      corrected: { type: 'boolean' },
      contested_in: { type: 'array', items: { type: 'string' }, description: 'Ids of its disputes' },
      use_restricted: { const: true, description: 'A dispute restricts its use' },
      not_in_effect: {
        const: true,
        description: 'It bears on what others see, and has no effect now: told to who has it on a list to confirm',
      },
      under_review: {
        type: 'array',
        items: { type: 'string' },
        description: 'Ids of withdrawals, as of the wrong person, of what it was based on',
      },
      sight_ends: {
        type: 'string',
        format: 'date',
        description: 'Of an overdue action, for who coordinates it or carries it out: when sight of the case ends while it is open',
      },
      unreadable: {
        const: true,
        description:
          'Parts that this reader may see cannot be read, because their key is missing from the service. They were not erased, and may come back',
      },
      data: { type: 'object', description: "The released part of the event's data" },
    },
  },
  Recall: {
    type: 'object',
    required: ['id', 'read_on', 'entry', 'answer'],
    properties: {
      id: { type: 'string', description: 'Known to this reader only' },
      read_on: { type: 'string', format: 'date', description: 'Day in London of the first reading' },
      entry: {
        type: ['object', 'null'],
        description: 'Null where the reader is shown no announcement: do not rely on what was read that day',
        required: ['case', 'event', 'what', 'title', 'by', 'announced_in'],
        properties: {
          case: { type: 'string' },
          event: { type: 'string' },
          what: { enum: ['corrected', 'contested', 'retracted', 'erased'] },
          title: { type: 'string' },
          type: { type: 'string', description: 'Type of the entry that was read' },
          subject: { type: ['object', 'null'], description: 'Whom it was about, as the list of cases has him now' },
          occurred: { ...occurred, description: 'When the entry was about, no finer than the reader may know today' },
          agency: { ...agency, description: 'Who had recorded the entry' },
          announced: { ...occurred, description: 'When it was announced, as coarse as the timeline shows it' },
          said: { type: 'object', description: 'What the announcement says of the entry, as its details on the timeline' },
          instead: { type: 'string', description: 'Id of the event that stands in its place now' },
          harm_review_needed: {
            const: true,
            description: 'It was of the wrong person, or its agency says that somebody may have come to harm by it',
          },
          reason: { type: 'string' },
          by: agency,
          announced_in: { type: 'string' },
        },
      },
      answer: {
        type: ['object', 'null'],
        required: ['acted', 'at'],
        properties: { acted: { enum: ['yes', 'no'] }, step: { type: 'string' }, at: { type: 'string', format: 'date-time' } },
      },
    },
  },
  Recalls: list({ $ref: '#/components/schemas/Recall' }),
  HarmReviews: list({
    type: 'object',
    required: ['id', 'case', 'subject', 'withdrawn', 'by', 'said', 'entry', 'rests_on_it'],
    properties: {
      id: { type: 'string', description: 'Id of the withdrawal on the timeline, known to this reader only' },
      case: { type: 'string' },
      subject: { type: ['object', 'null'], description: 'Whom it was about, as the list of cases has him' },
      withdrawn: occurred,
      by: agency,
      said: { type: 'object', description: 'What the withdrawal says, as its details on the timeline' },
      entry: { ...namedEntry, type: ['object', 'null'], description: 'What was withdrawn' },
      rests_on_it: {
        type: 'array',
        items: {
          ...namedEntry,
          required: ['id', ...namedEntry.required],
          properties: { id: { type: 'string' }, ...namedEntry.properties },
        },
        description: 'What the timeline marks as under review because of it',
      },
    },
  }),
  RecallAnswer: {
    type: 'object',
    additionalProperties: false,
    required: ['acted'],
    properties: { acted: { enum: ['yes', 'no'] }, step: { enum: Object.keys(RECALL_STEPS), description: 'What was done about it' } },
  },
  RecallAnswered: {
    type: 'object',
    required: ['id', 'acted'],
    properties: { id: { type: 'string' }, acted: { enum: ['yes', 'no'] }, step: { type: 'string' } },
  },
  Timeline: list(
    { $ref: '#/components/schemas/TimelineItem' },
    {
      emergency_until: {
        type: 'string',
        format: 'date-time',
        description: 'When the emergency access ends that this reader opened to the case. Absent: none is open',
      },
      notice,
    },
  ),
  Explanation: {
    type: 'object',
    required: ['id', 'type', 'title', 'because', 'notice'],
    properties: {
      id: { type: 'string' },
      type: { type: 'string' },
      title: { type: 'string' },
      because: { type: 'array', items: { type: 'string' }, description: 'Sentences for the reader: the words of the policies' },
      reader: {
        type: 'object',
        required: ['role', 'agency'],
        properties: { role: { type: 'string' }, agency: { type: 'string', description: 'Its name' } },
      },
      purpose: { type: 'string' },
      link: {
        type: 'object',
        description:
          'By what the reader has to do with the case; listed: by a meeting or by name, where the listing is not on the timeline',
        required: ['kind'],
        properties: {
          kind: { enum: ['meeting', 'named', 'listed', 'allocated', 'task', 'emergency', 'extract'] },
          meeting: {
            type: 'object',
            required: ['on', 'by'],
            properties: { on: { type: 'string' }, by: { type: 'string', description: 'Name of the agency that coordinates it' } },
          },
        },
      },
      lawful_basis: { type: 'string', description: 'Of reading for the purpose, in words' },
      more: { type: 'array', items: { type: 'string' }, description: 'What more there is to say, in plain words' },
      emergency_until: { type: 'string', format: 'date-time', description: 'When the emergency access of this reader to the case ends' },
      notice,
    },
  },
  ...patternSchemas,
  TimelineDelivery: {
    type: 'object',
    required: ['complete', 'record', 'items', 'removed', 'notice'],
    properties: {
      complete: { type: 'boolean', description: 'The items are the whole timeline: whatever was shown before is to be taken away' },
      record: { type: 'string', format: 'uuid', description: 'Id of the access record of this delivery' },
      items: {
        type: 'array',
        items: { $ref: '#/components/schemas/TimelineItem' },
        description: 'New, or in place of the item with the same id',
      },
      removed: { type: 'array', items: { type: 'string' }, description: 'Ids of items that are to be taken away' },
      notice,
    },
  },
  ...stepUpSchemas,
  ...allocationSchemas,
  ...confirmationSchemas,
  AccessRecord: {
    type: 'object',
    description:
      'The clear part of an access record, its commitments in hex, and for one record its opening and log: the index of its leaf in the transparency log, and the sizes of the newest signed and witnessed checkpoints that have it, each null where there is none yet',
    additionalProperties: true,
  },
  AccessRecords: list({ $ref: '#/components/schemas/AccessRecord' }),
  ReplayRange: {
    type: 'object',
    additionalProperties: false,
    properties: {
      from: { type: 'string', format: 'date-time' },
      to: { type: 'string', format: 'date-time' },
      ids: { type: 'array', minItems: 1, maxItems: 1000, items: { type: 'string', format: 'uuid' } },
      case: { type: 'string', description: 'A case id as the auditor sees it, or a case log' },
      person: { type: 'string', format: 'uuid', description: 'Reads that gave out something about this person' },
      reader: { type: 'string', description: 'Who read: <agency>:<staff id>' },
      action: { type: 'string', description: 'As the access record has it' },
    },
  },
  Replay: {
    type: 'object',
    description: 'What a replay found; while it runs, how far it is',
    required: ['id'],
    properties: {
      id: { type: 'string' },
      progress: {
        type: ['object', 'null'],
        properties: { done: { type: 'integer' }, of: { type: 'integer' }, findings: { type: 'integer' } },
      },
      counts: { type: 'object', propertyNames: { enum: [...REPLAY_OUTCOMES] }, additionalProperties: { type: 'integer' } },
      findings: {
        type: 'array',
        items: {
          type: 'object',
          required: ['record', 'offset', 'outcome', 'detail'],
          properties: {
            record: { type: 'string', description: 'Access record id; empty where the entry cannot be read' },
            offset: { type: 'integer' },
            outcome: { enum: REPLAY_OUTCOMES.filter((outcome) => outcome !== 'match') },
            detail: { type: 'string', description: 'What is different, in a sentence' },
          },
        },
      },
    },
  },
  EventType: {
    type: 'object',
    required: ['type', 'title', 'family', 'subject'],
    additionalProperties: true,
    properties: { type: { type: 'string' }, title: { type: 'string' }, family: { type: 'string' }, subject: { type: 'string' } },
  },
  CatalogueHits: list({
    type: 'object',
    required: ['kind'],
    additionalProperties: true,
    properties: {
      kind: {
        enum: ['words', 'event-type', 'field', 'code'],
        description:
          'Words that people use, with what says them (words, say, note); an event type (type, title, doc); a field of details (field, doc, types); a code (code_list, code, label, used_by)',
      },
      say: {
        type: 'array',
        description: 'The best first',
        items: {
          type: 'object',
          required: ['type'],
          additionalProperties: false,
          properties: {
            type: { type: 'string' },
            with: { type: 'object', description: 'Field of details → code', additionalProperties: { type: 'string' } },
          },
        },
      },
    },
  }),
  EventTypes: list({ $ref: '#/components/schemas/EventType' }),
  CodeList: {
    type: 'object',
    required: ['name', 'version', 'codes'],
    properties: {
      name: { type: 'string' },
      version: { type: 'integer', minimum: 1 },
      codes: {
        type: 'array',
        items: {
          type: 'object',
          required: ['code', 'label'],
          additionalProperties: false,
          properties: {
            code: { type: 'string' },
            label: { type: 'string' },
            from: { type: 'string', format: 'date', description: 'First day in force' },
            until: { type: 'string', format: 'date', description: 'Last day in force' },
          },
        },
      },
      used_by: {
        type: 'array',
        items: {
          type: 'object',
          required: ['type', 'field'],
          additionalProperties: false,
          properties: { type: { type: 'string' }, field: { type: 'string' } },
        },
      },
    },
  },
  CodeLists: list({
    type: 'object',
    required: ['name', 'version', 'codes'],
    additionalProperties: false,
    properties: { name: { type: 'string' }, version: { type: 'integer' }, codes: { type: 'integer' } },
  }),
  Classes: list({
    type: 'object',
    required: ['code', 'label', 'reduced'],
    additionalProperties: false,
    properties: { code: { type: 'string' }, label: { type: 'string' }, reduced: { type: 'string' } },
  }),
  Health: { type: 'object', required: ['status'], properties: { status: { type: 'string' } } },
} as const

/** Statuses of no operation of its own: any address may answer them. */
const OF_EVERY_ADDRESS: ReadonlySet<number> = new Set([405, 408, 431, 500])
const statuses = [...new Set(Object.values(PROBLEMS).map(({ status }) => status))].filter((status) => !OF_EVERY_ADDRESS.has(status)).sort()

/** One response per status: titles of its problems, problem+json. */
export const responses = Object.fromEntries(
  statuses.map((status) => [
    `Problem${status}`,
    {
      description: Object.values(PROBLEMS)
        .filter((problem) => problem.status === status)
        .map(({ title }) => title)
        .join(' · '),
      headers: ofProblem(status),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]),
)

export const parameters = {
  purpose: {
    name: 'purpose',
    in: 'query',
    required: true,
    description: 'Why the reader reads: a code of the list purpose',
    schema: { type: 'string', enum: purposes },
  },
  after: {
    name: 'after',
    in: 'query',
    description: '`next` of the page before. Where `next` is null, there is nothing more for now: ask again with the same `after`.',
    schema: { type: 'string' },
  },
  limit: { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 1000, default: 100 } },
} as const
