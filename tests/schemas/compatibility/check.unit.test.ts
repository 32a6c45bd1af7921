import { describe, expect, it } from '@jest/globals'
import { checkCompatibility } from '../../../schemas/compatibility/check.ts'
import { detailOf, detailsOf, eventAvsc, optionalText, type MutableAvsc } from '../../fixtures/event-avsc.ts'

const SUBJECT = 'uk.throughline.housing.ActionTaken'
const fresh = (...changes: readonly ((avsc: MutableAvsc) => unknown)[]): MutableAvsc => {
  const avsc = eventAvsc('housing.action-taken')
  for (const change of changes) change(avsc)
  return avsc
}
const remove =
  (name: string) =>
  (avsc: MutableAvsc): void => {
    detailsOf(avsc).splice(
      detailsOf(avsc).findIndex((field) => field.name === name),
      1,
    )
  }
const set =
  (name: string, change: object) =>
  (avsc: MutableAvsc): void => {
    Object.assign(detailOf(avsc, name), change)
  }
const classed = (name: string, code: string) => set(name, { 'confluent:tags': [code] })

const harmedFields = (avsc: MutableAvsc): Record<string, unknown>[] =>
  (avsc.fields.find(({ name }) => name === 'harmed')?.type as { items: { fields: Record<string, unknown>[] } }).items.fields

/** Findings of the last schema against those before it, released as versions 1, 2 … */
const findings = (...versions: readonly MutableAvsc[]): readonly string[] =>
  checkCompatibility(
    SUBJECT,
    versions.at(-1),
    versions.slice(0, -1).map((schema, index) => ({ subject: SUBJECT, version: index + 1, schema })),
  ).map(({ rule, subject, version, path }) => `${subject === SUBJECT ? '' : 'another '}v${String(version)} ${rule} ${path}`.trim())

describe('what may follow a released version', () => {
  it.each([
    ['nothing new', fresh()],
    ['another doc', fresh(set('result', { doc: 'What came of it' }))],
    ['a new optional field', fresh((avsc) => detailsOf(avsc).push(optionalText('note')))],
    ['an optional field gone', fresh(remove('result'))],
    ['fields in another order', fresh((avsc) => detailsOf(avsc).reverse())],
    ['a stricter class', fresh(classed('result', 'INTEL'))],
    ['a stricter key class', fresh((avsc) => Object.assign(avsc, { keyClass: 'VIC_VOICE' }))],
    ['a META field newly indexed', fresh(set('taken_on', { indexed: true }))],
    ['another publisher', fresh((avsc) => (avsc.publishers as string[]).push('police'))],
  ])('%s', (_, next) => {
    expect(findings(fresh(), next)).toEqual([])
  })
})

describe('what may not', () => {
  it.each([
    [
      'a new required field',
      fresh((avsc) => detailsOf(avsc).push({ ...optionalText('note'), type: { type: 'string', maxLength: 9 }, default: undefined })),
      ['v1 cannot-read-released details.note'],
    ],
    ['a required field gone', fresh(remove('taken_on')), ['v1 released-cannot-read details.taken_on']],
    [
      'a required field made optional',
      fresh(set('taken_on', { type: ['null', { type: 'string', format: 'date' }], default: null })),
      ['v1 released-cannot-read details.taken_on'],
    ],
    [
      'an optional field made required',
      fresh(set('result', { type: { type: 'string', maxLength: 4000 }, default: undefined })),
      ['v1 cannot-read-released details.result'],
    ],
    [
      'another type',
      fresh(set('taken_on', { type: { type: 'int', format: 'date' } })),
      ['v1 cannot-read-released details.taken_on', 'v1 released-cannot-read details.taken_on'],
    ],
    [
      'a wider number, which old readers cannot read',
      fresh((avsc) => Object.assign(avsc.fields[0] ?? {}, { type: 'long' })),
      ['v1 cannot-read-released occurred', 'v1 released-cannot-read occurred'],
    ],
    [
      'another record name',
      fresh((avsc) => {
        avsc.name = 'ActionTaken2'
      }),
      ['v1 cannot-read-released', 'v1 released-cannot-read'],
    ],
    ['a lower class', fresh(classed('exception_reason', 'BEHAV')), ['v1 class-lowered details.exception_reason']],
    [
      'a class that is stricter for some purposes and laxer for others',
      fresh(classed('result', 'STAFF')),
      ['v1 class-lowered details.result'],
    ],
    ['a class taken away', fresh(set('result', { 'confluent:tags': undefined })), ['v1 class-lowered details.result']],
    [
      'a lower class through a new name',
      fresh(set('exception_reason', { name: 'reason', aliases: ['exception_reason'], 'confluent:tags': ['META'] })),
      ['v1 class-lowered details.reason'],
    ],
    ['a field above META in the clear', fresh(set('exception_reason', { indexed: true })), ['v1 newly-indexed details.exception_reason']],
    [
      'a META field in the clear, made stricter',
      fresh(set('taken_on', { indexed: true }), classed('taken_on', 'VIC_LOC')),
      ['v1 newly-indexed details.taken_on'],
    ],
    ['another code list', fresh(set('action', { type: { type: 'string', codeList: 'tactic' } })), ['v1 meaning-changed details.action']],
    [
      'another kind of date',
      fresh(set('taken_on', { kind: 'datetime', type: { type: 'string', format: 'date-time' } })),
      ['v1 meaning-changed details.taken_on', 'v1 meaning-changed details.taken_on'],
    ],
    [
      'a reference to another kind of thing',
      fresh(set('views_event', { type: ['null', { type: 'string', refersTo: 'staff', maxLength: 200 }] })),
      ['v1 meaning-changed details.views_event'],
    ],
    [
      'a shorter text: what writers of the released version send would be refused',
      fresh(set('result', { type: ['null', { type: 'string', maxLength: 200 }] })),
      ['v1 limit-changed details.result'],
    ],
    [
      'a longer text: readers of the released version have no room for it',
      fresh(set('result', { type: ['null', { type: 'string', maxLength: 10_000 }] })),
      ['v1 limit-changed details.result'],
    ],
    ['a text without an end', fresh(set('result', { type: ['null', 'string'] })), ['v1 limit-changed details.result']],
    [
      'a text with another limit inside a list of people',
      fresh((avsc) => {
        harmedFields(avsc)[0] = { ...harmedFields(avsc)[0], type: { type: 'string', maxLength: 100 } }
      }),
      ['v1 limit-changed harmed.key'],
    ],
    [
      'another event type',
      fresh((avsc) => {
        avsc.eventType = 'housing.other'
      }),
      ['v1 meaning-changed'],
    ],
    [
      'no Avro',
      fresh((avsc) => {
        avsc.fields = [{ name: 'a b', type: 'string' }]
      }),
      ['v0 not-avro'],
    ],
  ])('%s', (_, next, expected) => {
    expect(findings(fresh(), next)).toEqual(expected)
  })

  it.each([
    ['metres that become yards', { type: 'int', unit: 'metre' }, { type: 'int', unit: 'yard' }, ['v1 meaning-changed details.distance']],
    ['a unit where there was none', { type: 'int' }, { type: 'int', unit: 'metre' }, ['v1 meaning-changed details.distance']],
    [
      'milliseconds that become microseconds',
      { type: 'long', logicalType: 'timestamp-millis' },
      { type: 'long', logicalType: 'timestamp-micros' },
      ['v1 meaning-changed details.distance'],
    ],
    [
      'pounds that become pence',
      { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 0 },
      { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 },
      ['v1 meaning-changed details.distance'],
    ],
    [
      'a score of another scale',
      { type: 'int', minimum: 0, maximum: 10 },
      { type: 'int', minimum: 0, maximum: 100 },
      ['v1 limit-changed details.distance'],
    ],
    ['numbers below the former least', { type: 'int', minimum: 0 }, { type: 'int', minimum: -1 }, ['v1 limit-changed details.distance']],
  ])('%s', (_, before, after, expected) => {
    const withDistance = (type: object): MutableAvsc =>
      fresh((avsc) => detailsOf(avsc).push({ ...optionalText('distance'), kind: 'int', type: ['null', type] }))
    expect(findings(withDistance(before), withDistance(after))).toEqual(expected)
    expect(findings(withDistance(before), withDistance(before))).toEqual([])
    // The attribute may stand on the field, too.
    const onField = (type: object): MutableAvsc =>
      fresh((avsc) =>
        detailsOf(avsc).push({ ...optionalText('distance'), kind: 'int', ...type, type: ['null', (type as { type: string }).type] }),
      )
    expect(findings(onField(before), onField(after))).toEqual(expected)
  })

  it('a class of an opening field or of a person made lower', () => {
    const next = fresh()
    const harmed = next.fields.find(({ name }) => name === 'harmed')?.type as { items: { fields: Record<string, unknown>[] } }
    Object.assign(harmed.items.fields[0] ?? {}, { 'confluent:tags': ['PERP_ID'] })
    expect(findings(fresh(), next)).toEqual(['v1 class-lowered harmed.key'])
  })

  it('a lower key class', () => {
    const strict = fresh((avsc) => Object.assign(avsc, { keyClass: 'VIC_LOC' }))
    expect(findings(strict, fresh())).toEqual(['v1 key-class-lowered'])
    expect(
      findings(
        strict,
        fresh((avsc) => delete avsc.keyClass),
      ),
    ).toEqual(['v1 key-class-lowered'])
  })

  it('what an older version than the newest cannot read: all of them count', () => {
    const withNote = fresh((avsc) => detailsOf(avsc).push(optionalText('note', 'VIC_VOICE')))
    const back = fresh((avsc) => detailsOf(avsc).push(optionalText('note', 'META')))
    expect(findings(withNote, fresh(), back)).toEqual(['v1 class-lowered details.note'])
    const number = fresh((avsc) => detailsOf(avsc).push({ ...optionalText('note', 'VIC_VOICE'), kind: 'int', type: ['null', 'int'] }))
    expect(findings(withNote, fresh(), number)).toEqual([
      'v1 cannot-read-released details.note',
      'v1 released-cannot-read details.note',
      'v1 limit-changed details.note',
      'v1 meaning-changed details.note',
    ])
  })

  it('names every path at once', () => {
    expect(findings(fresh(), fresh(remove('taken_on'), remove('action'), classed('exception_reason', 'META')))).toEqual([
      'v1 released-cannot-read details.action',
      'v1 released-cannot-read details.taken_on',
      'v1 class-lowered details.exception_reason',
    ])
  })

  it('a released version that is no Avro is said to be so', () => {
    expect(checkCompatibility(SUBJECT, fresh(), [{ subject: SUBJECT, version: 1, schema: { type: 'record' } }])).toMatchObject([
      { rule: 'not-avro', version: 1 },
    ])
  })
})
