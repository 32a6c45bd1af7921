import fc from 'fast-check'
import { loadCatalogue } from '../../schemas/index.ts'
import type { Catalogue, DetailField } from '../../schemas/index.ts'
import { eventsOfEveryType } from '../flow/canary/every-type.ts'
import type { DemoEvent } from '../schemas/codec/demo.ts'
import { change, mutation, way } from '../schemas/codec/mutate.ts'

const DATES = ['2020-01-01', '2024-05-05', '2024-12-01', '2025-05-05', '2025-12-31', '2026-05-05', '2031-01-01']
const TEXTS = [
  '',
  ' ',
  'n/a',
  'not found',
  'Twenty characters or more of reason.',
  'She failed to protect them.',
  'He said "you provoked me".',
  'A volatile relationship.',
  'It was an argument; she was punched.',
  'Waits at 12 Orchard Street.',
  'Call 07700 900123.',
  'Mutual violence. A difficult woman. Her lifestyle.',
]

/** Just inside and just outside of what a form allows: lengths in whole characters, days of the calendar, times and their offsets, ids, whole numbers. */
const EDGES: readonly unknown[] = [
  ...[200, 201, 500, 501, 4000, 4001].flatMap((length) => ['x'.repeat(length), '\u{1F3E0}'.repeat(length)]),
  '1899-12-31',
  '1900-01-01',
  '1900-02-29',
  '2000-02-29',
  '2023-02-29',
  '2024-02-29',
  '2100-02-29',
  '2400-02-29',
  '2024-04-31',
  '2024-12-31',
  '2024-00-10',
  '2024-13-01',
  '9999-12-31',
  '2024-1-1',
  '2024-05-05 ',
  '2024-05-05\n',
  ...[
    'T23:59:59Z',
    'T24:00:00Z',
    'T12:00:60Z',
    'T12:00Z',
    't12:00:00Z',
    'T12:00:00z',
    'T12:00:00',
    'T12:00:00+14:59',
    'T12:00:00+15:00',
    'T12:00:00.123456789Z',
    'T12:00:00.1234567891Z',
    'T12:00:00.Z',
    ' 12:00:00Z',
    'T12:00:00-00:00',
  ].map((time) => `2024-05-05${time}`),
  '5c000000-0000-4000-8000-000000000001',
  '5C000000-0000-4000-8000-000000000001',
  '5c000000000040008000000000000001',
  '5c000000-0000-4000-8000-000000000001\n',
  -(2 ** 31) - 1,
  -(2 ** 31),
  2 ** 31 - 1,
  2 ** 31,
  100,
  101,
  1.0,
  1e21,
  -0,
]
/** Attributes of a CloudEvent: ours, and such as extensions have. */
const ATTRIBUTES: readonly (readonly [string, unknown])[] = [
  ...[
    null,
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON ;',
    'application/jsonx',
    'application/cloudevents+json',
    '',
    1,
  ].map((value) => ['datacontenttype', value] as const),
  ...[null, 'words', '', true, 7, 1.5, {}, []].map((value) => ['traceparent', value] as const),
  ['Trace', 'x'],
  ['a-b', 'x'],
  ['a'.repeat(20), 'x'],
  ['a'.repeat(21), 'x'],
  ['data_base64', 'eA=='],
  ['subject', 'x'],
  ['dataschema', null],
  ['specversion', '1.1'],
  ['specversion', 1],
  ['source', '/agencies/norshire-police/a/b'],
  ['source', '/agencies/norshire-police/A'],
  ['id', '5C000000-0000-4000-8000-000000000001'],
  ['type', null],
  ['time', null],
  ['data', null],
  ['data', []],
]

/** A value of a field's kind: mostly one that the schema check lets through, so that the rules behind it have something to say. */
function fitting({ kind, codeList }: DetailField, { codeLists }: Catalogue): fc.Arbitrary<unknown> {
  const code = fc.constantFrom(...(codeLists.get(codeList ?? '')?.codes.map((one) => one.code) ?? []), 'nonsense_code')
  switch (kind) {
    case 'code':
      return code
    case 'codes':
      return fc.array(code, { maxLength: 3 })
    case 'bool':
      return fc.boolean()
    case 'int':
      return fc.constantFrom(-1, 0, 1, 1_000)
    case 'date':
      return fc.constantFrom(...DATES)
    case 'datetime':
      return fc.constantFrom(...DATES.map((date) => `${date}T12:00:00+01:00`))
    case 'refs':
      return fc.constantFrom([], ['KV1'], ['X1', 'X1'])
    default:
      return fc.oneof(...TEXTS.map(fc.constant))
  }
}

type Change = (event: DemoEvent) => unknown

const ofDetails = (event: DemoEvent, catalogue: Catalogue): fc.Arbitrary<Change> => {
  const fields = catalogue.types.get(event.type)?.details ?? []
  return fc.constantFrom(...fields).chain((field) =>
    fc.oneof(fc.constant(null), fitting(field, catalogue)).map((value) => (changed) => ({
      ...changed,
      data: { ...changed.data, details: { ...changed.data.details, [field.name]: value } },
    })),
  )
}
const ofData: fc.Arbitrary<Change> = fc.oneof(
  fc
    .constantFrom('norshire-police', 'fixture-housing_la', 'westmere-csc')
    .map((agency) => (event: DemoEvent) => ({ ...event, source: `/agencies/${agency}/records` })),
  fc.constantFrom('behaviour.incident-recorded', 'no.such-type').map((type) => (event: DemoEvent) => ({ ...event, type })),
  fc.constant((event: DemoEvent) => ({
    ...event,
    data: { ...event.data, surprise: 1, details: { ...event.data.details, 'a surprise': 1, surprise: 1 } },
  })),
  fc.constantFrom('INTEL', 'META', 'nonsense').map((raised) => (event: DemoEvent) => ({
    ...event,
    data: { ...event.data, sensitivity_raise: Object.fromEntries(Object.keys(event.data.details).map((name) => [name, raised])) },
  })),
  fc.constant((event: DemoEvent) => ({ ...event, data: { ...event.data, harmed: [] } })),
  fc.constant((event: DemoEvent) => ({ ...event, data: { ...event.data, harmed: [{ ...event.data.subject, role: 'adult' }] } })),
  fc
    .constantFrom(...DATES)
    .map((from) => (event: DemoEvent) => ({ ...event, data: { ...event.data, occurred: { from, precision: 'day' } } })),
  fc
    .constantFrom('2023-12-01T12:00:00Z', '2031-01-01T00:00:00Z', '2025-06-01T12:04:59Z')
    .map((time) => (event: DemoEvent) => ({ ...event, time })),
)

/** Changes the member of an object, where it is one. */
const within =
  (name: string, changed: (member: unknown) => unknown) =>
  (value: unknown): unknown =>
    typeof value === 'object' && value !== null && name in value
      ? { ...value, [name]: changed((value as Readonly<Record<string, unknown>>)[name]) }
      : value
/** The last change: it may leave anything. */
const last: fc.Arbitrary<(value: unknown) => unknown> = fc.oneof(
  mutation,
  fc.tuple(way, fc.constantFrom(...EDGES)).map(([steps, edge]) =>
    within(
      'data',
      change(steps, () => edge),
    ),
  ),
  fc.tuple(way, fc.constantFrom(...EDGES)).map(([steps, edge]) =>
    within(
      'data',
      within(
        'details',
        change(steps, () => edge),
      ),
    ),
  ),
  fc.constantFrom(...ATTRIBUTES).map(
    ([name, value]) =>
      (event: unknown) =>
        typeof event === 'object' && event !== null ? { ...event, [name]: value } : event,
  ),
)

/** Events of every type with one to three changes: values of the right kind, and anything else anywhere. */
export const mutatedEvents = (catalogue = loadCatalogue()): fc.Arbitrary<unknown> =>
  fc.constantFrom(...(eventsOfEveryType(catalogue) as unknown as readonly DemoEvent[])).chain((event) =>
    fc
      .tuple(
        fc.array(fc.oneof({ weight: 16, arbitrary: ofDetails(event, catalogue) }, { weight: 1, arbitrary: ofData }), { maxLength: 3 }),
        fc.option(last, { freq: 2 }),
      )
      .map(([changes, anywhere]) => {
        const changed = changes.reduce<unknown>((value, change) => change(value as DemoEvent), event)
        return anywhere === null ? changed : anywhere(changed)
      }),
  )
