import { describe, expect, it } from '@jest/globals'
import { w09OtherParty } from '../../../core/publish/w09-other-party.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { schemaFor } from '../../fixtures/case-records.ts'
import { theFirst } from '../../fixtures/demo-events.ts'

const incident = theFirst(({ type, data }) => type === 'behaviour.incident-recorded' && data.harmed.length === 1)
const warned = (details: Readonly<Record<string, unknown>>): readonly string[] => {
  const event: AgencyEvent = { ...incident, data: { ...incident.data, details: { ...incident.data.details, ...details } } }
  return w09OtherParty(event, {
    schema: schemaFor(event),
    publisher: { agency: event.agency, type: 'police' },
    now: '2026-01-01T00:00:00Z',
  }).map(({ pointer, code }) => `${code} ${pointer}`)
}
const [given, family] = [incident.data.harmed[0]?.given_name ?? '', incident.data.harmed[0]?.family_name ?? '']

describe('a text that names somebody who is not in its event (W09)', () => {
  it.each(['He rang Priya Nair twice.', 'HE RANG PRIYA.', 'his new partner Chipo was there'])(
    'is warned of, whoever is known: %s',
    (description) => {
      expect(warned({ description })).toEqual(['W09 /data/details/description'])
    },
  )

  it.each([
    `He shouted at ${given}.`,
    `${given} ${family} left with ${incident.data.subject.family_name ?? ''}.`,
    'He waited at the door all night.',
    'Seen at St Mary’s Hospital in May.',
  ])('is not: %s', (description) => {
    expect(warned({ description })).toEqual([])
  })

  it('is not one that is there to say who somebody else is', () => {
    expect(warned({ description: 'He shouted.', reporter_identity: 'her aunt Priya Nair' })).toEqual([])
  })
})
