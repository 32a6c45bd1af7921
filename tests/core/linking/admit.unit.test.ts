import { describe, expect, it } from '@jest/globals'
import { admit } from '../../../core/linking/admit.ts'
import { emptyIndex, learnEvent, type KnownEvent } from '../../../core/linking/link-index.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { agencyNamed, caseLogNamed, personNamed } from '../../fixtures/ids.ts'

const at = (offset: number) => ({ topic: 'agency.police.events', partition: 0, offset })
const knownEvent = (eventId: string, more: Partial<KnownEvent> = {}): KnownEvent => ({
  agency: agencyNamed('police'),
  system: 'records',
  eventId,
  type: 'behaviour.incident-recorded',
  digest: 'one',
  inbox: at(5),
  caseLog: caseLogNamed('case'),
  people: [personNamed('p')],
  ...more,
})

const event = (id: string, type = 'behaviour.incident-recorded', details: object = {}, corrects?: string): AgencyEvent =>
  ({
    id,
    source: '/agencies/police/records',
    agency: 'police',
    system: 'records',
    type,
    time: '',
    data: { details, corrects },
  }) as unknown as AgencyEvent

const known = emptyIndex()
learnEvent(known, knownEvent('mine'))
learnEvent(known, knownEvent('waiting', { caseLog: undefined, people: [] }))
learnEvent(known, knownEvent('theirs', { agency: agencyNamed('probation') }))
learnEvent(known, knownEvent('mine', { agency: agencyNamed('probation'), digest: 'other' }))

describe('an event that was sent before', () => {
  it('goes where it went when it is the same inbox record', () => {
    expect(admit(event('mine'), 'one', at(5), known, false)).toMatchObject({
      kind: 'redelivered',
      event: { caseLog: 'case', agency: 'police' },
    })
    expect(admit(event('waiting'), 'one', at(5), known, false)).toMatchObject({ kind: 'redelivered', event: { caseLog: undefined } })
  })

  it('is a repeat with the same content', () => {
    expect(admit(event('mine'), 'one', at(6), known, false)).toEqual({ kind: 'repeated' })
    expect(admit(event('waiting'), 'one', at(6), known, false)).toEqual({ kind: 'repeated' })
  })

  it('is refused with other content (G09)', () => {
    expect(admit(event('mine'), 'two', at(6), known, false)).toMatchObject({ kind: 'rejected', errors: [{ pointer: '/id', code: 'G09' }] })
  })

  it('is another event when another agency or system uses the id', () => {
    expect(admit(event('theirs'), 'one', at(6), known, false)).toEqual({ kind: 'fresh' })
    expect(admit({ ...event('mine'), system: 'other' }, 'two', at(6), known, false)).toEqual({ kind: 'fresh' })
  })
})

describe('a risk change (G16)', () => {
  const polygraph = (eventId: string, more: Partial<KnownEvent> = {}): void => {
    learnEvent(known, knownEvent(eventId, { type: 'monitoring.polygraph-completed', ...more }))
  }
  polygraph('session')
  polygraph('session that waits', { caseLog: undefined, people: [] })
  polygraph('session of another agency', { agency: agencyNamed('probation') })
  const resting = (...ids: readonly string[]) => {
    const change = event('change', 'risk.level-changed')
    return admit({ ...change, data: { ...change.data, based_on: [...ids] } }, 'd', at(9), known, false)
  }

  it('on polygraph sessions of its own agency alone is refused, whether they are in a case or wait: the answer tells nobody of who is known', () => {
    for (const ids of [['session'], ['session that waits'], ['session', 'session that waits']]) {
      expect(resting(...ids)).toMatchObject({ kind: 'rejected', errors: [{ pointer: '/data/based_on', code: 'G16' }] })
    }
  })

  it("on something else too, on another agency's or on what nobody knows is taken", () => {
    for (const ids of [['session', 'mine'], ['session of another agency'], ['session', 'nowhere'], []])
      expect(resting(...ids)).toEqual({ kind: 'fresh' })
  })
})

describe('a correction, retraction or erasure (G10)', () => {
  const TYPES = ['record.corrected', 'record.retracted', 'record.erased']

  it.each(TYPES)('%s may target an own event, linked or waiting', (type) => {
    expect(admit(event('new', type, { target_event: 'mine', replacement_event: 'later' }), 'd', at(9), known, false)).toEqual({
      kind: 'fresh',
    })
    expect(admit(event('new', type, { target_event: 'waiting' }), 'd', at(9), known, false)).toEqual({ kind: 'fresh' })
  })

  it.each(TYPES)("%s of another agency's event and of none get the same answer", (type) => {
    const foreign = admit(event('new', type, { target_event: 'theirs' }), 'd', at(9), known, false)
    const absent = admit(event('new', type, { target_event: 'nowhere' }), 'd', at(9), known, false)
    expect(foreign).toEqual(absent)
    expect(foreign).toMatchObject({ kind: 'rejected', errors: [{ pointer: '/data/details/target_event', code: 'G10' }] })
  })

  it('is judged after a stop as it was before, when its target stands later in the inbox', () => {
    const retraction = event('new', 'record.retracted', { target_event: 'mine' })
    expect(admit(retraction, 'd', at(4), known, false)).toMatchObject({ kind: 'rejected', errors: [{ code: 'G10' }] })
  })

  it("may be sent by the bus operator for any agency's event", () => {
    expect(admit(event('new', 'record.erased', { target_event: 'theirs' }), 'd', at(9), known, true)).toEqual({ kind: 'fresh' })
    expect(admit(event('new', 'record.erased', { target_event: 'nowhere' }), 'd', at(9), known, true)).toMatchObject({ kind: 'rejected' })
  })

  it('in the replacement names an own event', () => {
    expect(admit(event('new', 'behaviour.incident-recorded', {}, 'mine'), 'd', at(9), known, false)).toEqual({ kind: 'fresh' })
    expect(admit(event('new', 'behaviour.incident-recorded', {}, 'theirs'), 'd', at(9), known, false)).toMatchObject({
      kind: 'rejected',
      errors: [{ pointer: '/data/corrects', code: 'G10' }],
    })
  })

  it("is not asked of an objection, which may be about any agency's event", () => {
    expect(admit(event('new', 'record.contested', { target_event: 'theirs' }), 'd', at(9), known, false)).toEqual({ kind: 'fresh' })
  })
})
