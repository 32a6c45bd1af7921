import { describe, expect, it } from '@jest/globals'
import { fieldClasses, ownerOf, partsOf } from '../../../core/parts/classes.ts'
import { compose } from '../../../core/parts/compose.ts'
import { plaintextOf, splitParts, valuesOf } from '../../../core/parts/split.ts'
import { loadCatalogue } from '../../../schemas/catalogue/load.ts'
import type { EventSchema } from '../../../schemas/catalogue/event-schema.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { demoEvents, peopleOf, theFirst } from '../../fixtures/demo-events.ts'
import { indexOf } from '../../fixtures/case-records.ts'
import { personNamed } from '../../fixtures/ids.ts'

const { types } = loadCatalogue()
const schemaOf = (type: string): EventSchema => {
  const schema = types.get(type)
  if (schema === undefined) throw new Error('unknown type')
  return schema
}
const events = ['kestrel', 'linnet', 'single-events'].flatMap(demoEvents)
const incident = theFirst(({ type, data }) => type === 'behaviour.incident-recorded' && data.harmed.length === 2)
const [subject = '', adult = '', child = ''] = peopleOf(incident)
const schema = schemaOf(incident.type)
const withDetails = (details: Record<string, unknown>, rest: Partial<AgencyEvent['data']> = {}): AgencyEvent => ({
  ...incident,
  data: { ...incident.data, ...rest, details: { ...incident.data.details, ...details } },
})
const part = (event: AgencyEvent, sensitivity: string, owner: string) =>
  splitParts(schema, event, peopleOf(event)).find((one) => one.class === sensitivity && one.owner === owner)?.values

describe('splitting an event into parts', () => {
  it('gives what is about the perpetrator to the perpetrator, and each harmed person their own identity', () => {
    expect(part(incident, 'PERP_ID', subject)).toHaveProperty(['/subject', 'family_name'], 'Holt')
    expect(part(incident, 'VIC_ID', adult)).toHaveProperty(['/harmed/0', 'given_name'], 'Leanne')
    expect(part(incident, 'CHILD', child)).toMatchObject({
      '/harmed/1': { given_name: 'Tyler' },
      '/details/child_presence': 'saw_or_heard',
    })
    expect(part(incident, 'BEHAV', '')).toHaveProperty(['/details/description'])
  })

  it('keeps what is about several adults under the key of the case', () => {
    const two = {
      subject: personNamed(subject),
      harmed: [
        { person: personNamed('a'), role: 'adult' },
        { person: personNamed('b'), role: 'adult' },
      ],
    }
    expect(['VIC_VOICE', 'VIC_LOC', 'SPECIAL', 'CHILD', 'BEHAV', 'RISK'].map((sensitivity) => ownerOf(sensitivity, two))).toEqual([
      '',
      '',
      '',
      '',
      '',
      '',
    ])
    expect(ownerOf('PERP_HEALTH', two)).toBe(subject)
  })

  it('seals a field under the class that its publisher raised it to', () => {
    const raised = withDetails({ description: 'He was seen by a neighbour.' }, { sensitivity_raise: { description: 'INTEL' } })
    expect(part(raised, 'INTEL', '')).toEqual({ '/details/description': 'He was seen by a neighbour.' })
    expect(part(raised, 'BEHAV', '')).not.toHaveProperty(['/details/description'])
    expect(fieldClasses(schema, [{ field: 'description', class: 'INTEL' }]).get('description')).toBe('INTEL')
  })

  it('writes no part without values, and no null', () => {
    const parts = splitParts(schema, withDetails({ harmed_words: null, place_address: null }), peopleOf(incident))
    expect(parts.some((one) => Object.keys(one.values).length === 0 || one.class === 'VIC_VOICE')).toBe(false)
    expect(plaintextOf(parts.map(({ values }) => values) as never).includes('null')).toBe(false)
  })

  it('orders parts by class then owner, each once', () => {
    for (const event of events) {
      const keys = splitParts(schemaOf(event.type), event, peopleOf(event)).map((one) => `${one.class} ${one.owner}`)
      expect(keys).toEqual([...new Set(keys)].sort())
    }
  })

  it('never makes a part that the schema and the index do not announce', () => {
    for (const event of events) {
      const announced = partsOf(schemaOf(event.type), indexOf(event)).map((one) => `${one.class} ${one.owner}`)
      expect(announced).toEqual([...new Set(announced)].sort())
      expect(announced).toEqual(
        expect.arrayContaining(splitParts(schemaOf(event.type), event, peopleOf(event)).map((one) => `${one.class} ${one.owner}`)),
      )
    }
  })

  it('seals canonical bytes that open to the same values', () => {
    const values = { '/details/b': [1, 'é'], '/details/a': { z: true, y: null } }
    expect(plaintextOf(values).toString()).toBe('{"/details/a":{"y":null,"z":true},"/details/b":[1,"é"]}')
    expect(valuesOf(plaintextOf(values))).toEqual(values)
  })

  it('puts every part together again as the event that was sent', () => {
    for (const event of events) {
      const opened = splitParts(schemaOf(event.type), event, peopleOf(event)).map((one) => ({ ...one, form: 'plain' as const }))
      const reader = { agency: event.agency, facesPerpetrator: false, pseudonymOf: (person: string) => person }
      const context = { reader, schema: schemaOf(event.type), eventId: (id: string) => id }
      const inIndexOnly = ['based_on', 'corrects', 'sensitivity_raise', 'purposes_permitted']
      const said = Object.entries(event.data).filter(
        ([name, value]) => !inIndexOnly.includes(name) && !(name === 'harmed' && event.data.harmed.length === 0) && value !== null,
      )
      expect(compose(indexOf(event), opened, { dates: 'exact', publisher: 'named' }, context)).toEqual(Object.fromEntries(said))
    }
  })
})
