import fc from 'fast-check'
import { loadCatalogue } from '../../schemas/index.ts'
import type { Catalogue, DetailField } from '../../schemas/index.ts'
import { eventsOfEveryType } from '../flow/canary/every-type.ts'
import type { DemoEvent } from '../schemas/codec/demo.ts'
import { mutation } from '../schemas/codec/mutate.ts'

const DATES = ['2020-01-01', '2024-05-05', '2024-12-01', '2025-05-05', '2025-12-31', '2026-05-05', '2031-01-01']
const TEXTS = [
  '', ' ', 'n/a', 'not found', 'Twenty characters or more of reason.', 'She failed to protect them.', 'He said "you provoked me".',
  'A volatile relationship.',
  'It was an argument; she was punched.', 'Waits at 12 Orchard Street.', 'Call 07700 900123.', 'Mutual violence. A difficult woman. Her lifestyle.',
]

/** A value of a field's kind: mostly one that the schema check lets through, so that the rules behind it have something to say. */
function fitting({ kind, codeList }: DetailField, { codeLists }: Catalogue): fc.Arbitrary<unknown> {
  const code = fc.constantFrom(...(codeLists.get(codeList ?? '')?.codes.map((one) => one.code) ?? []), 'nonsense_code')
  switch (kind) {
    case 'code': return code
    case 'codes': return fc.array(code, { maxLength: 3 })
    case 'bool': return fc.boolean()
    case 'int': return fc.constantFrom(-1, 0, 1, 1_000)
    case 'date': return fc.constantFrom(...DATES)
    case 'datetime': return fc.constantFrom(...DATES.map((date) => `${date}T12:00:00+01:00`))
    case 'refs': return fc.constantFrom([], ['KV1'], ['X1', 'X1'])
    default: return fc.oneof(...TEXTS.map(fc.constant))
  }
}

type Change = (event: DemoEvent) => unknown

const ofDetails = (event: DemoEvent, catalogue: Catalogue): fc.Arbitrary<Change> => {
  const fields = catalogue.types.get(event.type)?.details ?? []
  return fc.constantFrom(...fields).chain((field) => fc.oneof(fc.constant(null), fitting(field, catalogue))
    .map((value) => (changed) => ({ ...changed, data: { ...changed.data, details: { ...changed.data.details, [field.name]: value } } })))
}
const ofData: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom('norshire-police', 'fixture-housing_la', 'westmere-csc')
    .map((agency) => (event: DemoEvent) => ({ ...event, source: `/agencies/${agency}/records` })),
  fc.constantFrom('behaviour.incident-recorded', 'no.such-type').map((type) => (event: DemoEvent) => ({ ...event, type })),
  fc.constant((event: DemoEvent) => ({
    ...event, data: { ...event.data, surprise: 1, details: { ...event.data.details, 'a surprise': 1, surprise: 1 } },
  })),
  fc.constantFrom('INTEL', 'META', 'nonsense').map((raised) => (event: DemoEvent) =>
    ({ ...event, data: { ...event.data, sensitivity_raise: Object.fromEntries(Object.keys(event.data.details).map((name) => [name, raised])) } })),
  fc.constant((event: DemoEvent) => ({ ...event, data: { ...event.data, harmed: [] } })),
  fc.constant((event: DemoEvent) => ({ ...event, data: { ...event.data, harmed: [{ ...event.data.subject, role: 'adult' }] } })),
  fc.constantFrom(...DATES).map((from) => (event: DemoEvent) => ({ ...event, data: { ...event.data, occurred: { from, precision: 'day' } } })),
  fc.constantFrom('2023-12-01T12:00:00Z', '2031-01-01T00:00:00Z', '2025-06-01T12:04:59Z').map((time) => (event: DemoEvent) => ({ ...event, time })),
)

/** Events of every type with one to three changes: values of the right kind, and anything else anywhere. */
export const mutatedEvents = (catalogue = loadCatalogue()): fc.Arbitrary<unknown> =>
  fc.constantFrom(...eventsOfEveryType(catalogue) as unknown as readonly DemoEvent[]).chain((event) => fc.tuple(
    fc.array(fc.oneof({ weight: 16, arbitrary: ofDetails(event, catalogue) }, { weight: 1, arbitrary: ofData }), { maxLength: 3 }),
    fc.option(mutation, { freq: 1 }),
  ).map(([changes, anywhere]) => {
    const changed = changes.reduce<unknown>((value, change) => change(value as DemoEvent), event)
    return anywhere === null ? changed : anywhere(changed)
  }))
