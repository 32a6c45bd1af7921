import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { judgeEvent } from '../../../core/publish/judge.ts'
import { heldFields } from '../../../core/publish/held.ts'
import { mayPublish } from '../../../core/publish/may-publish.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import type { EventSchema } from '../../../schemas/index.ts'
import { createEventChecker } from '../../../schemas/codec/check.ts'
import type { AgencyEvent, EventData } from '../../../schemas/codec/agency-event.ts'
import type { AgencyType } from '../../../schemas/generated/codes.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { demoEvents } from '../../schemas/codec/demo.ts'

const catalogue = loadCatalogue()
const check = createEventChecker(catalogue)
const agencies = JSON.parse(readFileSync(join(import.meta.dirname, '../../../demo/agencies.json'), 'utf8')) as {
  agency: string
  type: AgencyType
}[]

const schemaOf = (type: string): EventSchema => {
  const schema = catalogue.types.get(type)
  if (schema === undefined) throw new RangeError('unknown type')
  return schema
}
const checked = demoEvents().map((event) => {
  const result = check(event)
  if (!result.ok) throw new RangeError('the demo is not valid')
  return result.value
})
const demo = (type = 'behaviour.incident-recorded'): AgencyEvent => {
  const event = checked.find((one) => one.type === type)
  if (event === undefined) throw new RangeError('no such event')
  return event
}

type Data = Partial<EventData>
interface Case {
  readonly type?: string
  readonly data?: (data: EventData) => Data
  readonly event?: Partial<AgencyEvent>
  readonly publisher?: { agency: AgencyId; type: AgencyType }
  readonly now?: string
}

/** `code pointer` of all that is wrong with a changed demo event: of norshire-police, judged a day after it was recorded, in 2024. */
function judged({ type, data, event: attributes, publisher, now }: Case): string[] {
  const event = demo(type)
  const changed = { ...event, ...attributes, data: { ...event.data, ...data?.(event.data) } }
  const context = {
    publisher: publisher ?? { agency: event.agency, type: schemaOf(event.type).publishers[0] ?? 'police' },
    schema: schemaOf(event.type),
    now: now ?? '2026-01-01T00:00:00Z',
  }
  const errors = judgeEvent(changed, context)
  expect(check({ specversion: '1.0', ...changed, agency: undefined, system: undefined })).toMatchObject({ ok: true })
  return errors.map((error) => `${error.code} ${error.pointer}`)
}

const typeOfAgency = (agency: string): AgencyType => agencies.find((one) => one.agency === agency)?.type ?? 'police'
const subjectOf = demo().data.subject
const harmedOf = demo().data.harmed
const [first] = harmedOf
if (first === undefined) throw new RangeError('the demo names nobody harmed')
const alsoHarmed = (person: Record<string, unknown>): Case => ({ data: () => ({ harmed: [{ ...first, ...person }] }) })

describe('the rules of an event alone', () => {
  it('let every event of the demo pass, at the moment of its recording', () => {
    const errors = checked.flatMap((event) =>
      judgeEvent(event, {
        publisher: { agency: event.agency, type: typeOfAgency(event.agency) },
        schema: schemaOf(event.type),
        now: event.time,
      }),
    )
    expect(errors).toEqual([])
  })

  it.each<[string, Case]>([
    ['recorded by a clock five minutes ahead', { event: { time: '2024-02-09T12:05:00Z' }, now: '2024-02-09T12:00:00Z' }],
    [
      'that occurred today, to the day, and is recorded in the morning',
      { data: () => ({ occurred: { from: '2024-02-09', precision: 'day' } }), now: '2024-02-09T12:00:00Z' },
    ],
    [
      'that occurred at a time of day after that of recording, on the same day',
      { data: () => ({ occurred: { from: '2024-02-09T14:00:00Z', precision: 'exact' } }) },
    ],
    ['that occurred this month', { data: () => ({ occurred: { from: '2024-02-28', precision: 'month' } }), now: '2024-02-09T12:00:00Z' }],
    [
      'that occurred this year',
      { data: () => ({ occurred: { from: '2024-06-30', until: '2024-12-31', precision: 'year' } }), now: '2024-02-09T12:00:00Z' },
    ],
    ['of one day in a range', { data: () => ({ occurred: { from: '2024-02-09', until: '2024-02-09', precision: 'period' } }) }],
    [
      'of a moment on the day that ends the range',
      { data: () => ({ occurred: { from: '2024-02-09T10:00:00Z', until: '2024-02-09', precision: 'period' } }) },
    ],
    ['whose subject has the same LOCAL number as a harmed person', alsoHarmed({ identifiers: [{ scheme: 'LOCAL', value: 'KP1' }] })],
    ['whose subject has the birth date of a harmed person', alsoHarmed({ birth_date: subjectOf.birth_date })],
    ['whose subject has the name of a harmed person', alsoHarmed({ given_name: 'Darren', family_name: 'Holt' })],
    ['that raises a class', { data: () => ({ sensitivity_raise: { description: 'INTEL', incident_type: 'META' } }) }],
  ])('let an event pass %s', (_, change) => {
    expect(judged(change)).toEqual([])
  })

  it.each<[string, string, Case, string[]]>([
    ['source', 'of another agency', { publisher: { agency: agencyNamed('westmere-police'), type: 'police' } }, ['wrong-source /source']],
    [
      'G02',
      'from a type of agency that may not publish it',
      { type: 'justice.arrest-recorded', publisher: { agency: agencyNamed('fixture-police'), type: 'housing_la' } },
      ['G02 /type'],
    ],
    ['G06', 'whose subject has no key', { data: (data) => ({ subject: { ...data.subject, key: ' ' } }) }, ['G06 /data/subject/key']],
    ['G06', 'whose subject is harmed, by key', alsoHarmed({ key: 'KP1' }), ['G06 /data/harmed/0']],
    [
      'G06',
      'whose subject is harmed, by PNC',
      alsoHarmed({ identifiers: [{ scheme: 'PNC', value: '07/418823y' }] }),
      ['G06 /data/harmed/0'],
    ],
    [
      'G06',
      'whose subject is harmed, by name and birth date',
      alsoHarmed({ given_name: 'DARREN ', family_name: 'Hölt', birth_date: subjectOf.birth_date }),
      ['G06 /data/harmed/0'],
    ],
    [
      'G06',
      'with the second of two harmed',
      { data: (data) => ({ harmed: [...data.harmed.slice(0, 1), { ...first, key: 'KP1' }] }) },
      ['G06 /data/harmed/1'],
    ],
    ['G08', 'recorded in the future', { event: { time: '2024-02-09T12:05:01Z' }, now: '2024-02-09T12:00:00Z' }, ['G08 /time']],
    [
      'G08',
      'written down in the future',
      { data: () => ({ recorded_at: '2024-02-09T13:00:00Z' }), now: '2024-02-09T12:00:00Z' },
      ['G08 /data/recorded_at'],
    ],
    [
      'G08',
      'that occurs tomorrow',
      { data: () => ({ occurred: { from: '2024-02-10', precision: 'day' } }), now: '2024-02-09T12:00:00Z' },
      ['G08 /data/occurred/from'],
    ],
    [
      'G08',
      'that occurs next month',
      { data: () => ({ occurred: { from: '2024-03-10', precision: 'month' } }), now: '2024-02-09T12:00:00Z' },
      ['G08 /data/occurred/from'],
    ],
    [
      'G08',
      'that goes on until tomorrow',
      { data: () => ({ occurred: { from: '2024-02-09', until: '2024-02-10', precision: 'period' } }), now: '2024-02-09T12:00:00Z' },
      ['G08 /data/occurred/until'],
    ],
    [
      'G08',
      'recorded before the day on which it occurred',
      { data: () => ({ occurred: { from: '2024-02-10', precision: 'day' } }) },
      ['G08 /data/occurred/from'],
    ],
    [
      'G08',
      'recorded before the day on which it occurred in London',
      { data: () => ({ recorded_at: '2024-07-09T22:30:00Z', occurred: { from: '2024-07-09T23:30:00Z', precision: 'exact' } }) },
      ['G08 /data/occurred/from'],
    ],
    [
      'G08',
      'whose range runs backwards',
      { data: () => ({ occurred: { from: '2024-02-09', until: '2024-02-08', precision: 'period' } }) },
      ['G08 /data/occurred/from'],
    ],
    [
      'G08',
      'whose range runs backwards by a minute',
      { data: () => ({ occurred: { from: '2024-02-09T10:01:00Z', until: '2024-02-09T11:00:00+01:00', precision: 'period' } }) },
      ['G08 /data/occurred/from'],
    ],
    [
      'G08',
      'whose observed period runs backwards',
      {
        type: 'behaviour.pattern-observed',
        data: (data) => ({ details: { ...data.details, period_from: '2024-03-06', period_to: '2024-03-05' } }),
      },
      ['G08 /data/details/period_from'],
    ],
    [
      'G08',
      'exact to the minute of a day',
      { data: () => ({ occurred: { from: '2024-02-09', precision: 'exact' } }) },
      ['G08 /data/occurred/precision'],
    ],
    [
      'G08',
      'exact until a day',
      { data: () => ({ occurred: { from: '2024-02-09T10:00:00Z', until: '2024-02-09', precision: 'exact' } }) },
      ['G08 /data/occurred/precision'],
    ],
    [
      'G08',
      'of a period with one end',
      { data: () => ({ occurred: { from: '2024-02-08', precision: 'period' } }) },
      ['G08 /data/occurred/until'],
    ],
    [
      'people',
      'with a blank key for one harmed',
      { data: (data) => ({ harmed: data.harmed.map((person, index) => (index === 0 ? { ...person, key: ' ' } : person)) }) },
      ['wrong-format /data/harmed/0/key'],
    ],
    [
      'people',
      'with one key for two people',
      { data: (data) => ({ harmed: data.harmed.map((person) => ({ ...person, key: 'KV1' })) }) },
      ['wrong-format /data/harmed/1/key'],
    ],
    [
      'people',
      'about a child whom it does not name',
      { type: 'family.encompass-notified', data: (data) => ({ details: { ...data.details, child_ref: 'KC9' } }) },
      ['wrong-format /data/details/child_ref'],
    ],
    [
      'people',
      'that protects one whom it does not name',
      { type: 'order.made', data: (data) => ({ details: { ...data.details, protects: ['KV1', 'KV9'] } }) },
      ['wrong-format /data/details/protects/1'],
    ],
    [
      'people',
      'of a pair the wrong way round',
      {
        type: 'case.opened',
        data: (data) => ({ details: { ...data.details, pairs: [{ subject: 'FV1', harmed: 'FP1', relationship: 'partner' }] } }),
      },
      ['wrong-format /data/details/pairs/0/subject', 'wrong-format /data/details/pairs/0/harmed'],
    ],
    [
      'class',
      'that lowers a class',
      { data: () => ({ sensitivity_raise: { description: 'META' } }) },
      ['wrong-format /data/sensitivity_raise/description'],
    ],
    [
      'class',
      'that raises a field which does not exist',
      { data: () => ({ sensitivity_raise: { toString: 'INTEL', nothing: 'INTEL' } }) },
      ['G04 /data/sensitivity_raise/toString', 'G04 /data/sensitivity_raise/nothing'],
    ],
    [
      'all',
      'with everything wrong',
      {
        publisher: { agency: agencyNamed('x'), type: 'perpetrator_service' },
        type: 'justice.arrest-recorded',
        event: { time: '2027-01-01T00:00:00Z' },
        data: () => ({ sensitivity_raise: { mode: 'META' } }),
      },
      ['wrong-source /source', 'G02 /type', 'G08 /time', 'wrong-format /data/sensitivity_raise/mode'],
    ],
  ])('refuse, by %s, an event %s', (_, __, change, expected) => {
    expect(judged(change)).toEqual(expected)
  })

  it('say, by G02, who may send it, and what the sender may send instead', () => {
    const event = demo('justice.arrest-recorded')
    const errors = judgeEvent(event, {
      publisher: { agency: event.agency, type: 'evaluator_org' },
      schema: schemaOf(event.type),
      mayPublish: mayPublish(catalogue),
      now: '2026-01-01T00:00:00Z',
    })
    expect(errors.map(({ code, detail }) => [code, detail])).toEqual([
      [
        'G02',
        'An agency of type evaluator_org may not publish events of this type, which is for police. It may publish outcome.extract-released, outcome.measured.',
      ],
    ])
  })

  it('hold no event of the demo', () => {
    expect(checked.flatMap((event) => heldFields(event, schemaOf(event.type)))).toEqual([])
  })
})
