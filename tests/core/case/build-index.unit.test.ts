import { describe, expect, it } from '@jest/globals'
import { buildIndex, type Assignment } from '../../../core/case/build-index.ts'
import { fact } from '../../../core/case/index-part.ts'
import { staffToken } from '../../../core/linking/tokens.ts'
import { loadRecords, recordOf } from '../../../schemas/index.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { demoEvents, peopleOf, theFirst } from '../../fixtures/demo-events.ts'
import { schemaFor } from '../../fixtures/case-records.ts'
import { caseLogNamed } from '../../fixtures/ids.ts'

const secret = Buffer.alloc(32, 7)
const placement = (event: AgencyEvent): Assignment => ({
  caseLog: caseLogNamed('case'),
  epoch: 3,
  publishedAt: Date.UTC(2025, 5, 1, 10, 0, 0, 7),
  people: peopleOf(event),
  secret,
  proceedings: [{ kind: 'em', tokens: ['t1', 't2'] }],
})
const indexOf = (event: AgencyEvent) => buildIndex(schemaFor(event), event, placement(event))
const ofType = (type: string): AgencyEvent => theFirst((event) => event.type === type)

describe('the clear index part', () => {
  it('says to which case an event was assigned, when it happened, was recorded and was published', () => {
    const event = ofType('behaviour.incident-recorded')
    expect(indexOf(event)).toMatchObject({
      event_id: event.id,
      agency: event.agency,
      system: 'records',
      type: event.type,
      schema: schemaFor(event).fingerprint,
      case_log: 'case',
      epoch: 3,
      occurred: { from: event.data.occurred.from, until: null, precision: 'day' },
      recorded_at: event.data.recorded_at,
      published_at: '2025-06-01T10:00:00.007Z',
      basis: event.data.assertion.basis,
      verification: event.data.assertion.verification,
      perp_knows: 'never',
      proceedings: [
        { kind: 'em', token: 't1', ended: false },
        { kind: 'em', token: 't2', ended: false },
      ],
    })
  })

  it('names people by their random ids, in the order of the event', () => {
    const event = ofType('behaviour.incident-recorded')
    const [subject, ...harmed] = peopleOf(event)
    expect(indexOf(event).subject).toBe(subject)
    expect(indexOf(event).harmed).toEqual(
      event.data.harmed.map(({ role }, index) => ({ person: harmed[index], role, age: role, candidates: [] })),
    )
  })

  it('has the age of a harmed person on the day of the event as coarsely as pairs need it, and no birth date', () => {
    const event = ofType('behaviour.incident-recorded')
    const ages = (born: string | null, from: string) =>
      indexOf({
        ...event,
        data: {
          ...event.data,
          occurred: { ...event.data.occurred, from },
          harmed: event.data.harmed.map((person) => ({ ...person, birth_date: born })),
        },
      }).harmed.map(({ age }) => age)
    expect(ages('2008-03-02', '2026-03-01')).toEqual(['between', 'between'])
    expect(ages('2008-03-02', '2026-03-02')).toEqual(['adult', 'adult'])
    expect(ages('2008-03-02', '2024-03-01')).toEqual(['child', 'child'])
    expect(ages('2008-03-02', '2024-03-01T23:30:00+00:00')).toEqual(['child', 'child'])
    expect(ages('2008-02-29', '2026-02-28')).toEqual(['between', 'between'])
    expect(ages('2008-02-29', '2026-03-01')).toEqual(['adult', 'adult'])
    expect(ages(null, '2026-03-01')).toEqual([null, null])
    expect(ages('1900-01-01', '2026-03-01')).toEqual([null, null])
    expect(JSON.stringify(indexOf(event))).not.toContain(String(event.data.harmed[0]?.birth_date))
  })

  it('has the indexed fields as text, and staff as keyed hashes', () => {
    const block = ofType('case.access-blocked')
    expect(fact(indexOf(block), 'blocked_ref')).toEqual([staffToken(secret, 'fixture-housing_la:mashe')])
    const listed = ofType('marac.case-listed')
    expect(fact(indexOf(listed), 'agencies_asked')).toEqual(listed.data.details.agencies_asked)
    const contested = ofType('record.contested')
    expect(fact(indexOf(contested), 'restrict_use')).toEqual([String(contested.data.details.restrict_use)])
  })

  it('names an agency by its id, and leaves out what is none: it may be a person', () => {
    const action = ofType('marac.action-agreed')
    expect(fact(indexOf(action), 'owner')).toEqual([action.data.details.owner])
    const named = { ...action, data: { ...action.data, details: { ...action.data.details, owner: 'Leanne Marsh' } } }
    expect(fact(indexOf(named), 'owner')).toEqual([])
  })

  it('refers to the events of its details and of its evidence, each once', () => {
    const retraction = ofType('record.retracted')
    const target = retraction.data.details.target_event
    expect(indexOf(retraction).references).toEqual([target])
    expect(indexOf({ ...retraction, data: { ...retraction.data, based_on: ['e1', String(target)] } }).references).toEqual(['e1', target])
  })

  it('names raised classes in the order of their fields', () => {
    const event = ofType('behaviour.incident-recorded')
    const raised = indexOf({ ...event, data: { ...event.data, sensitivity_raise: { tactics: 'INTEL', description: 'VIC_VOICE' } } }).raised
    expect(raised).toEqual([
      { field: 'description', class: 'VIC_VOICE' },
      { field: 'tactics', class: 'INTEL' },
    ])
  })

  it("holds no words, names, identifiers or proceedings' ids of any demo event, and is of its schema", () => {
    const { avro } = recordOf(loadRecords(), 'case-event')
    for (const event of ['kestrel', 'linnet', 'single-events'].flatMap(demoEvents)) {
      const index = indexOf(event)
      expect(avro.isValid({ index, parts: [] })).toBe(true)
      const clear = JSON.stringify(index)
      const people = [event.data.subject, ...event.data.harmed]
      const identifiers = people.flatMap((person) => (person.identifiers ?? []).map(({ value }) => value))
      const words = schemaFor(event)
        .details.filter(({ kind }) => kind === 'text' || kind === 'json')
        .map(({ name }) => event.data.details[name])
      const texts = words.filter((word): word is string => typeof word === 'string' && word.length > 12)
      for (const said of [...people.flatMap((person) => [person.given_name, person.family_name]), ...identifiers, ...texts]) {
        if (typeof said === 'string') expect(clear.includes(`"${said}"`)).toBe(false)
      }
    }
  })
})
