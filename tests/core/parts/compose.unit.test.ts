import { describe, expect, it } from '@jest/globals'
import { compose, type ComposedFor, type Composition } from '../../../core/parts/compose.ts'
import type { OpenedPart } from '../../../core/parts/opened-part.ts'
import { splitParts } from '../../../core/parts/split.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { indexOf, schemaFor } from '../../fixtures/case-records.ts'
import { peopleOf, theFirst } from '../../fixtures/demo-events.ts'
import { agencyNamed, personNamed } from '../../fixtures/ids.ts'

const exact: Composition = { dates: 'exact', publisher: 'named' }
const incident = theFirst(({ type, data }) => type === 'behaviour.incident-recorded' && data.harmed.length === 2)
const notified = theFirst(({ type }) => type === 'family.encompass-notified')
const plain = (event: AgencyEvent): OpenedPart[] =>
  splitParts(schemaFor(event), event, peopleOf(event)).map((part) => ({ ...part, form: 'plain' }))
/** Of the agency that gave the demo's LOCAL identifiers, and facing nobody. */
const anybody: ComposedFor = { agency: incident.agency, facesPerpetrator: false, pseudonymOf: (person) => `pseudonym of ${person}` }
const composed = (event: AgencyEvent, parts: readonly OpenedPart[], composition = exact, ids: readonly string[] = [], reader = anybody) =>
  compose(indexOf(event), parts, composition, {
    reader,
    schema: schemaFor(event),
    eventId: (id) => (ids.includes(id) ? `reader-${id}` : undefined),
  })
const part = (sensitivity: string, values: Record<string, unknown>, form: 'plain' | 'reduced' = 'plain'): OpenedPart => ({
  owner: '',
  class: sensitivity,
  form,
  values,
})

describe('composing an item from opened parts', () => {
  it('says when, on what basis and how verified, and nothing else, when nothing is disclosed', () => {
    expect(composed(incident, [])).toEqual({
      occurred: incident.data.occurred,
      recorded_at: incident.data.recorded_at,
      details: {},
      assertion: { basis: incident.data.assertion.basis, verification: incident.data.assertion.verification },
    })
  })

  it('names the people disclosed without a gap that gives another away', () => {
    const withoutFirst = plain(incident).filter((one) => one.class !== 'VIC_ID')
    expect(composed(incident, withoutFirst).harmed).toEqual([expect.objectContaining({ given_name: 'Tyler' })])
  })

  it('keeps people in the event’s order, also beyond ten', () => {
    const people = Object.fromEntries([2, 10, 0].map((at) => [`/harmed/${String(at)}`, { role: 'adult', key: `k${String(at)}` }]))
    expect(composed(incident, [part('VIC_ID', people)]).harmed).toEqual([
      { role: 'adult', key: 'k0' },
      { role: 'adult', key: 'k2' },
      { role: 'adult', key: 'k10' },
    ])
  })

  it('brings every time to the month', () => {
    const data = composed(incident, [], { dates: 'month', publisher: 'named' })
    expect(data).toMatchObject({ occurred: { from: '2024-02', precision: 'month' }, recorded_at: '2024-02' })
  })

  it('lists what is held in words, each once', () => {
    const parts = [
      part('VIC_LOC', { '/held/location': true }, 'reduced'),
      part('SPECIAL', { '/held/access_need': true }, 'reduced'),
      part('IMMIG', { '/held/access_need': true }, 'reduced'),
    ]
    expect(composed(incident, parts).held).toEqual(['access_need', 'location'])
  })

  it('refers to disclosed events by the reader’s own ids, and to no other', () => {
    const event = notified
    const target = event.data.details.incident_event as string
    expect(composed(event, plain(event))).not.toHaveProperty(['details', 'incident_event'])
    expect(composed(event, plain(event), exact, [target])).toHaveProperty(['details', 'incident_event'], `reader-${target}`)
    const sharing = part('META', { '/sharing': { lawful_basis: ['art6_1e'], wishes_ref: 'w', override_ref: 'o' } })
    expect(composed(event, [sharing], exact, ['o']).sharing).toEqual({ lawful_basis: ['art6_1e'], override_ref: 'reader-o' })
  })

  it('refers to people by key only where the answer names them', () => {
    const event = notified
    expect(composed(event, plain(event))).toHaveProperty(['details', 'child_ref'], 'KC1')
    const unnamed = plain(event).map((one) => (one.class === 'CHILD' ? { ...one, values: { '/details/child_ref': 'KC1' } } : one))
    expect(composed(event, unnamed)).not.toHaveProperty(['details', 'child_ref'])
  })

  it('keeps the pairs of people whom the answer names', () => {
    const event: AgencyEvent = { ...incident, type: 'case.opened', data: { ...incident.data, details: {} } }
    const pairs = [
      { subject: 'KP1', harmed: 'KV1', relationship: 'partner' },
      { subject: 'KP1', harmed: 'KV9', relationship: 'partner' },
    ]
    expect(composed(event, [...plain(event), part('VIC_ID', { '/details/pairs': pairs })])).toHaveProperty(
      ['details', 'pairs'],
      pairs.slice(0, 1),
    )
  })

  it('leaves out the references and the lawful basis by which a masked publisher would be known', () => {
    const masked = composed(incident, plain(incident), { dates: 'exact', publisher: 'masked' })
    expect(masked).not.toHaveProperty('agency_record_ref')
    expect(masked).not.toHaveProperty('sharing')
  })

  describe('for those who face the perpetrator', () => {
    const facing = { ...anybody, facesPerpetrator: true }
    const told = (basis: string, knows: string): AgencyEvent => ({
      ...incident,
      data: {
        ...incident.data,
        assertion: { ...incident.data.assertion, basis },
        handling: { ...incident.data.handling, perp_knows: knows },
      },
    })
    const meta = part('META', { '/details/reported_by_kind': 'neighbour_or_public' })
    const kind = part('BEHAV', { '/details/incident_type': 'third_party_report' })

    it.each(['reported_by_harmed', 'reported_by_child', 'reported_by_third_party', 'reported_by_subject'])(
      'says that it was reported, and not by whom: %s',
      (basis) => {
        const data = composed(told(basis, 'never'), [meta, kind], exact, [], facing)
        expect(data).toMatchObject({
          assertion: { basis: 'reported' },
          details: { reported_by_kind: 'reported', incident_type: 'reported' },
        })
      },
    )

    it('says by whom where he is known to know it, and to everybody else', () => {
      const asSaid = {
        assertion: { basis: 'reported_by_harmed' },
        details: { reported_by_kind: 'neighbour_or_public', incident_type: 'third_party_report' },
      }
      for (const knows of ['already_knows', 'cleared', 'after_action'])
        expect(composed(told('reported_by_harmed', knows), [meta, kind], exact, [], facing)).toMatchObject(asSaid)
      expect(composed(told('reported_by_harmed', 'never'), [meta, kind])).toMatchObject(asSaid)
    })

    it('keeps what is no report as it is said', () => {
      const crime = part('BEHAV', { '/details/incident_type': 'crime' })
      const asSaid = { assertion: { basis: 'observed' }, details: { incident_type: 'crime' } }
      expect(composed(told('observed', 'never'), [crime], exact, [], facing)).toMatchObject(asSaid)
    })
  })

  it('gives a LOCAL identifier to readers of the agency that gave it, and to nobody else', () => {
    const identifiers = [
      { scheme: 'PNC', value: '2011/0090211X' },
      { scheme: 'LOCAL', value: 'NORSHIRE-17' },
    ]
    const parts = [
      part('PERP_ID', { '/subject': { key: 'KP1', identifiers } }),
      part('VIC_ID', { '/harmed/0': { key: 'KV1', role: 'adult', identifiers: identifiers.slice(1) } }),
    ]
    expect(composed(incident, parts)).toMatchObject({ subject: { identifiers }, harmed: [{ identifiers: identifiers.slice(1) }] })
    for (const composition of [exact, { dates: 'exact', publisher: 'masked' } as const]) {
      const data = composed(incident, parts, composition, [], { ...anybody, agency: agencyNamed('another') })
      expect([data.subject, data.harmed]).toEqual([{ key: 'KP1', identifiers: identifiers.slice(0, 1) }, [{ key: 'KV1', role: 'adult' }]])
    }
  })

  it('has the reader’s own pseudonym of a person, not the one that is stored', () => {
    const reduced: OpenedPart = {
      owner: personNamed('p1'),
      class: 'PERP_ID',
      form: 'reduced',
      values: { '/subject': { pseudonym: 'person-0a0a0a0a' } },
    }
    expect(composed(incident, [reduced]).subject).toEqual({ pseudonym: 'pseudonym of p1' })
  })

  it('hides names in texts of details, but of the workers whom the event names', () => {
    const mask = (text: string, workers: ReadonlySet<string>): string => `${text} ${[...workers].join(' ')}`
    const parts = [
      part('BEHAV', { '/details/description': 'Text.' }),
      part('META', { '/agency_record_ref': 'R-1' }),
      part('STAFF', { '/details/requested_by': 'Ngozi Eze' }),
    ]
    const data = compose(indexOf(incident), parts, exact, { reader: anybody, schema: schemaFor(incident), eventId: () => undefined, mask })
    expect(data).toMatchObject({ agency_record_ref: 'R-1', details: { description: 'Text. ngozi eze' } })
  })
})
