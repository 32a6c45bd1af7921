import { loadCatalogue } from '../../../schemas/index.ts'
import avro from 'avsc'
import type { EventData } from '../../../schemas/codec/agency-event.ts'
import { framed, headersOf, json, patched, schemaId, withData, withDetails, wireOf } from './make.ts'
import { MARK, type BadInput, type Draft, type OverLog } from './table.ts'

const INCIDENT = 'behaviour.incident-recorded'
const SUBJECT = 'uk.throughline.behaviour.IncidentRecorded'
const NO_LOG = 'JSON has no such form'

/** A value of the log that is wrong, over HTTP the nearest that JSON can say. */
const value = (name: string, code: string, make: (good: Draft) => Uint8Array, http: BadInput['http'] = NO_LOG): BadInput => ({
  name,
  http,
  log: { code, pointer: '', record: (good) => ({ value: make(good), headers: headersOf(good) }) },
})

/** A good value whose headers are wrong. */
const header = (name: string, code: string, pointer: string, change: Readonly<Record<string, string | undefined>>): BadInput => {
  const log: OverLog = { code, pointer, record: (good) => ({ value: wireOf(good), headers: { ...headersOf(good), ...change } }) }
  return { name, http: 'over HTTP the attributes are in the body', log }
}

/** The bytes up to the first array of the event, which then claims 50 million items. */
function fiftyMillion(good: Draft): Buffer {
  const type = loadCatalogue().types.get(INCIDENT)?.avro
  if (!(type instanceof avro.types.RecordType)) throw new Error('No such type.')
  const data = good.data as unknown as EventData & Readonly<Record<string, unknown>>
  const before: Buffer[] = []
  for (const { name, type: field } of type.fields) {
    if (name === 'subject') break
    before.push(field.toBuffer(name === 'occurred' ? { until: null, ...data.occurred } : data[name]))
  }
  const subject = Buffer.concat([Buffer.of(4), Buffer.from('KP'), Buffer.of(2)])
  return framed(schemaId(SUBJECT), Buffer.concat([...before, subject, avro.Type.forSchema('long').toBuffer(50_000_000), Buffer.of(0)]))
}

const raised = (good: Draft, fields: Readonly<Record<string, string>>): Draft => withData(good, { sensitivity_raise: fields })
const field = (status: number, code: string, pointer: string, body: (good: Draft) => string): BadInput['http'] => ({
  status,
  code,
  pointer,
  request: (good) => ({ body: body(good) }),
})
const twoKeys = (good: Draft): string =>
  json(raised(good, { description: 'INTEL', descriptioX: 'INTEL' })).replace('descriptioX', 'description')

/** Values in the inbox topic that are wrong as bytes, and their headers. */
export const wrongValues: readonly BadInput[] = [
  value(
    'what is not JSON, or not Avro',
    'not-confluent',
    () => Buffer.from(`{"${MARK}"`),
    field(400, 'not-json', '', () => `{"${MARK}"`),
  ),
  value('an empty value', 'not-confluent', () => Buffer.alloc(0)),
  value('a value of four bytes', 'not-confluent', () => Buffer.alloc(4)),
  value('JSON in the place of Avro', 'not-confluent', (good) => Buffer.from(json(good))),
  value('an unknown schema id', 'unknown-schema', (good) => framed(999_999, wireOf(good).subarray(5))),
  value('the schema id of a record of our own', 'unknown-schema', (good) =>
    framed(schemaId('uk.throughline.log.CaseEvent'), wireOf(good).subarray(5)),
  ),
  value("the schema id of the bus's own event", 'unknown-schema', (good) =>
    framed(schemaId('uk.throughline.access.CaseLinked'), wireOf(good).subarray(5)),
  ),
  value('a truncated value', 'truncated', (good) => wireOf(good).subarray(0, -1)),
  value('a value cut in the middle', 'truncated', (good) => wireOf(good).subarray(0, 60)),
  value('a header and no more', 'truncated', (good) => wireOf(good).subarray(0, 5)),
  value('trailing bytes', 'trailing-bytes', (good) => Buffer.concat([wireOf(good), Buffer.from(MARK)])),
  value('an array that claims 50 million items', 'too-many-items', fiftyMillion),
  value('a text that claims more than a gigabyte', 'truncated', () =>
    framed(schemaId(SUBJECT), avro.Type.forSchema('long').toBuffer(2 ** 31)),
  ),
  value('a branch that there is not', 'wrong-format', (good) =>
    framed(schemaId(SUBJECT), Buffer.concat([avro.Type.forSchema('string').toBuffer(good.time.slice(0, 10)), Buffer.of(14)])),
  ),
  value('a value over 256 kB', 'too-large', (good) => Buffer.concat([wireOf(good), Buffer.alloc(2 ** 18, MARK)]), {
    status: 413,
    code: 'too-large',
    request: (good) => ({ body: json(withDetails(good, { description: MARK.repeat(40_000) })) }),
  }),
  value(
    'the same key twice',
    'duplicate-key',
    (good) => patched(wireOf(raised(good, { description: 'INTEL', descriptioX: 'INTEL' })), 'descriptioX', Buffer.from('description')),
    field(400, 'duplicate-key', '/data/sensitivity_raise/description', twoKeys),
  ),
  value(
    'a key __proto__',
    'reserved-key',
    (good) => patched(wireOf(raised(good, { PROTOTYPE: 'INTEL' })), 'PROTOTYPE', Buffer.from('__proto__')),
    field(400, 'reserved-key', '/data/sensitivity_raise', (good) =>
      json(raised(good, { PROTOTYPE: 'INTEL' })).replace('PROTOTYPE', '__proto__'),
    ),
  ),
  header('no ce_id', 'G03', '/id', { ce_id: undefined }),
  header('no ce_source', 'G03', '/source', { ce_source: undefined }),
  header('no ce_type', 'G03', '/type', { ce_type: undefined }),
  header('no ce_time', 'G03', '/time', { ce_time: undefined }),
  header('an empty ce_id', 'wrong-format', '/id', { ce_id: '' }),
  header('a ce_type of another schema', 'wrong-type', '/type', { ce_type: 'bail.decided' }),
  header('a ce_type that an object has', 'G01', '/type', { ce_type: 'toString' }),
  header('a ce_time in words', 'wrong-format', '/time', { ce_time: `after ${MARK} left` }),
  header('a ce_source of an agency that there is not', 'wrong-source', '/source', { ce_source: `/agencies/${MARK.toLowerCase()}/records` }),
  header('a long ce_id', 'wrong-format', '/id', { ce_id: MARK.repeat(1000) }),
]
