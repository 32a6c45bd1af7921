import { uuidOf } from '../../fixtures/demo-events.ts'
import { goodEvent, headersOf, json, OTHER, patched, withData, withDetails, wireOf } from './make.ts'
import { MARK, type BadInput, type Draft } from './table.ts'

/** An event that is wrong in itself: the same code and pointer over HTTP (422) and in the receipt of the log. */
const both = (name: string, code: string, pointer: string, change: (good: Draft) => Draft): BadInput => ({
  name,
  http: { status: 422, code, pointer, request: (good) => ({ body: json(change(good)) }) },
  log: { code, pointer, record: (good) => ({ value: wireOf(change(good)), headers: headersOf(change(good)) }) },
})

/** Both ways taken, and refused or held by the receipt. */
const byReceipt = (
  receipt: 'rejected' | 'held',
  name: string,
  code: string,
  pointer: string,
  change: (good: Draft) => Draft,
  before?: (good: Draft) => readonly Draft[],
): BadInput => ({
  name,
  ...(before ? { before } : {}),
  http: { status: 202, receipt, code, pointer, request: (good) => ({ body: json(change(good)) }) },
  log: { receipt, code, pointer, record: (good) => ({ value: wireOf(change(good), change(good).type), headers: headersOf(change(good)) }) },
})

const retracting = (good: Draft, target: string): Draft => ({
  ...withData(good, {
    harmed: [],
    details: { target_event: target, reason: 'duplicate', note: `${MARK} twice`, harm_review_needed: false },
  }),
  type: 'record.retracted',
})
const ofOthers = (good: Draft): Draft => goodEvent(`of others, before ${good.id}`, OTHER)
const raised =
  (fields: Readonly<Record<string, string>>) =>
  (good: Draft): Draft =>
    withData(good, { sensitivity_raise: fields })
const crowded = (good: Draft): Draft => withData(good, { case_refs: Array.from({ length: 20_001 }, () => 'x') })
/** U+D800 as UTF-8 would have it, for XYZ. */
const HALF = Buffer.of(0xed, 0xa0, 0x80)
const halved = (good: Draft): Draft => withDetails(good, { description: `${MARK} XYZ` })
const typed = (types: string): string => `Avro cannot say it: ${types}`

/** Events in form, and wrong in what they say. */
export const wrongEvents: readonly BadInput[] = [
  both('an unknown type', 'G01', '/type', (good) => ({ ...good, type: `behaviour.${MARK.toLowerCase()}-seen` })),
  {
    name: 'a missing field',
    http: {
      status: 422,
      code: 'G03',
      pointer: '/data/details/incident_type',
      request: (good) => ({ body: json(withDetails(good, { incident_type: undefined })) }),
    },
    log: typed('a value without the field is a truncated one'),
  },
  {
    name: 'a required field that is null',
    http: { status: 422, code: 'G03', pointer: '/data/subject', request: (good) => ({ body: json(withData(good, { subject: null })) }) },
    log: typed('a required field has no null'),
  },
  {
    name: 'a wrong type of field',
    http: {
      status: 422,
      code: 'wrong-type',
      pointer: '/data/details/tactics',
      request: (good) => ({ body: json(withDetails(good, { tactics: MARK })) }),
    },
    log: typed('the schema has the types'),
  },
  both('a time in words', 'wrong-format', '/data/recorded_at', (good) => withData(good, { recorded_at: `when ${MARK} rang` })),
  both('a birth date that is no day', 'wrong-format', '/data/subject/birth_date', (good) =>
    withData(good, { subject: { ...good.data.subject, birth_date: '1989-02-30' } }),
  ),
  both('words that are too long', 'wrong-format', '/data/details/description', (good) =>
    withDetails(good, { description: `${MARK} `.repeat(500) }),
  ),
  {
    name: 'an extra field',
    http: {
      status: 422,
      code: 'G04',
      pointer: '/data/details/surprise',
      request: (good) => ({ body: json(withDetails(good, { surprise: MARK })) }),
    },
    log: typed('a field that the schema lacks is trailing bytes'),
  },
  {
    name: 'an extra field whose name is a sentence',
    http: {
      status: 422,
      code: 'G04',
      pointer: '/data/details',
      request: (good) => ({ body: json(withDetails(good, { [`${MARK} lives at home`]: 1 })) }),
    },
    log: typed('a field that the schema lacks is trailing bytes'),
  },
  both('U+0000 in free text', 'control-character', '/data/details/description', (good) =>
    withDetails(good, { description: `Before\u0000after ${MARK}` }),
  ),
  both('an escape in a name', 'control-character', '/data/subject/family_name', (good) =>
    withData(good, { subject: { ...good.data.subject, family_name: `${MARK}\u001b[8m` } }),
  ),
  both('no lawful basis', 'wrong-format', '/data/sharing/lawful_basis', (good) => withData(good, { sharing: { lawful_basis: [] } })),
  both('no tactic', 'wrong-format', '/data/details/tactics', (good) => withDetails(good, { tactics: [] })),
  both('an empty reference', 'wrong-format', '/data/agency_record_ref', (good) => withData(good, { agency_record_ref: '' })),
  both('a precision that its date does not have', 'G08', '/data/occurred/precision', (good) =>
    withData(good, { occurred: { from: '2024-01-02', precision: 'exact' } }),
  ),
  both('a raised class of no field', 'G04', '/data/sensitivity_raise/surprise', raised({ surprise: 'INTEL' })),
  both('a raised class of a sentence', 'G04', '/data/sensitivity_raise', raised({ [`${MARK} lives at home`]: 'INTEL' })),
  both('a class that is lowered', 'wrong-format', '/data/sensitivity_raise/description', raised({ description: 'META' })),
  both('a code that is not on its list', 'G05', '/data/details/tactics/1', (good) =>
    withDetails(good, { tactics: ['emotional.verbal', `${MARK}.hit-him-back`] }),
  ),
  both('a class that there is not', 'G05', '/data/sensitivity_raise/description', raised({ description: MARK })),
  both('a day in the future', 'G08', '/data/occurred/from', (good) =>
    withData(good, { occurred: { from: '2999-01-01', precision: 'day' } }),
  ),
  both('a recording in the future', 'G08', '/time', (good) => ({ ...good, time: '2999-01-01T00:00:00+00:00' })),
  both('a range that runs backwards', 'G08', '/data/occurred/from', (good) =>
    withData(good, { occurred: { from: '2024-02-09', until: '2024-02-01', precision: 'day' } }),
  ),
  both('a subject who is also listed as harmed', 'G06', '/data/harmed/0', (good) =>
    withData(good, { harmed: [{ ...good.data.subject, role: 'adult', relationship: 'partner' }] }),
  ),
  both('two people with one key', 'wrong-format', '/data/harmed/1/key', (good) =>
    withData(good, { harmed: good.data.harmed.map((person) => ({ ...person, key: MARK })) }),
  ),
  both('a reference that is no event id', 'wrong-format', '/data/based_on/0', (good) => withData(good, { based_on: [MARK] })),
  {
    name: 'more items than an event may have',
    http: { status: 422, code: 'too-many-items', pointer: '/data/case_refs', request: (good) => ({ body: json(crowded(good)) }) },
    log: { code: 'too-many-items', pointer: '', record: (good) => ({ value: wireOf(crowded(good)), headers: headersOf(good) }) },
  },
  {
    name: "another agency's source",
    http: {
      status: 403,
      code: 'wrong-source',
      pointer: '/source',
      request: (good) => ({ body: json({ ...good, source: `/agencies/${OTHER}/records` }) }),
    },
    log: {
      code: 'wrong-source',
      pointer: '/source',
      record: (good) => ({ value: wireOf(good), headers: headersOf({ ...good, source: `/agencies/${OTHER}/records` }) }),
    },
  },
  both('a source that is none', 'wrong-format', '/source', (good) => ({ ...good, source: `${MARK} of the night shift` })),
  both('an id that is no UUID', 'wrong-format', '/id', (good) => ({ ...good, id: `${MARK}-0001` })),
  both('a time without a zone', 'wrong-format', '/time', (good) => ({ ...good, time: '2024-02-09T12:00:00' })),
  both('another version of CloudEvents', 'wrong-format', '/specversion', (good) => ({ ...good, specversion: MARK })),
  byReceipt('held', 'words that look like an address', 'held', '/data/details/description', (good) =>
    withDetails(good, { description: `He waited for ${MARK} at 12 Orchard Street.` }),
  ),
  byReceipt(
    'rejected',
    'the same id with other content (G09)',
    'G09',
    '/id',
    (good) => withDetails(good, { description: `Something else about ${MARK}.` }),
    (good) => [good],
  ),
  byReceipt(
    'rejected',
    "a retraction of another agency's event (G10)",
    'G10',
    '/data/details/target_event',
    (good) => retracting(good, ofOthers(good).id),
    (good) => [ofOthers(good)],
  ),
  byReceipt(
    'rejected',
    "a correction of another agency's event (G10)",
    'G10',
    '/data/corrects',
    (good) => withData(good, { corrects: ofOthers(good).id }),
    (good) => [ofOthers(good)],
  ),
  byReceipt('rejected', 'a retraction of no event (G10)', 'G10', '/data/details/target_event', (good) =>
    retracting(good, uuidOf('no event')),
  ),
  {
    name: 'half of a surrogate pair, escaped',
    http: {
      status: 400,
      code: 'lone-surrogate',
      pointer: '/data/details/description',
      request: (good) => ({ body: json(withDetails(good, { description: `${MARK} HALF` })).replace('HALF', String.raw`\ud800`) }),
    },
    log: typed('it has no escapes'),
  },
  {
    name: 'half of a surrogate pair, raw',
    http: {
      status: 400,
      code: 'not-json',
      pointer: '',
      request: (good) => ({ body: patched(Buffer.from(json(halved(good))), 'XYZ', HALF) }),
    },
    log: {
      code: 'wrong-format',
      pointer: '',
      record: (good) => ({ value: patched(wireOf(halved(good)), 'XYZ', HALF), headers: headersOf(good) }),
    },
  },
]
