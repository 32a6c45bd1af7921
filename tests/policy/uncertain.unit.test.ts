import { describe, expect, it } from '@jest/globals'
import { CONFIRMED } from '../../core/case/confirmations.ts'
import { foldCase } from '../../core/case/case-state.ts'
import type { HarmedEntry } from '../../core/case/index-part.ts'
import { decide } from '../../policy/decide/decide.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import { agencyNamed, personNamed } from '../fixtures/ids.ts'
import { adult, agencies, inputOf, linked, NOW, PERSON, release, requestOf, systemEvent, token, type EventSeed } from './case-builder.ts'

const unknown: HarmedEntry = { person: personNamed('fv3'), role: 'adult', age: null, candidates: [PERSON.one, PERSON.other] }
const incident: EventSeed = { type: 'voice.views-recorded', harmed: [unknown] }
const refusal = (harmed: readonly HarmedEntry[]): EventSeed => ({
  type: 'consent.recorded',
  harmed,
  facts: { person_role: 'harmed_adult', status: 'refused' },
})

/** Classes that a social worker is shown of the last event; undefined where it is hidden. */
function classesOfLast(...events: readonly EventSeed[]): readonly string[] | undefined {
  const { events: decided } = decide(
    release,
    inputOf(requestOf('social_worker', 'child_safeguarding'), [linked(token('reader'), 'listed'), ...events]),
  )
  return decided.find(({ sequence }) => sequence === events.length + 1)?.parts.map((part) => `${part.class} ${part.form}`)
}

describe('a harmed person who may be one of several', () => {
  it('is bound by the strictest wishes of all of them', () => {
    const plain: EventSeed = { type: 'voice.views-recorded', harmed: [adult('fv3')] }
    expect(classesOfLast(refusal([adult(PERSON.other)]), incident)).not.toEqual(classesOfLast(refusal([adult(PERSON.other)]), plain))
    expect(classesOfLast(refusal([adult(PERSON.other)]), incident)).toEqual(classesOfLast(refusal([adult('fv3')]), plain))
  })

  it('refuses for each of them, until they say otherwise', () => {
    const hers: EventSeed = { type: 'voice.views-recorded', harmed: [adult(PERSON.one)] }
    expect(classesOfLast(refusal([unknown]), hers)).toEqual(classesOfLast(refusal([adult(PERSON.one)]), hers))
    expect(classesOfLast(refusal([unknown]), hers)).not.toEqual(classesOfLast(hers))
  })

  it('is of another pair to the worker of each of them', () => {
    for (const person of [PERSON.one, PERSON.other]) {
      const { events } = decide(
        release,
        inputOf(requestOf('idva', 'victim_safety_planning'), [
          linked(token('reader'), 'allocated', { pairs: [PERSON.perpetrator, person] }),
          { type: 'behaviour.incident-recorded', harmed: [unknown] },
          incident,
        ]),
      )
      expect(events.filter(({ sequence }) => sequence > 1).map(({ sequence, effect }) => [sequence, effect])).toEqual([[2, 'reduced']])
    }
  })

  it('is still so where the event that was the first to name her is taken back, while another names her', () => {
    const refused = refusal([adult(PERSON.other)])
    const known: EventSeed = { type: 'voice.views-recorded', agency: agencyNamed('fixture-housing'), harmed: [adult('fv3')] }
    const planted: EventSeed = { ...incident, event_id: 'planted', agency: agencyNamed('fixture-idva') }
    const takenBack: EventSeed = {
      type: 'record.retracted',
      event_id: 'taken-back',
      agency: agencyNamed('fixture-idva'),
      harmed: [],
      facts: { target_event: 'planted' },
    }
    expect(classesOfLast(refused, planted, takenBack, known)).toEqual(classesOfLast(refused, planted, known))
    expect(classesOfLast(refused, planted, takenBack, known)).not.toEqual(classesOfLast(refused, known))
  })

  it('is told to whoever asks people to compare, until they make her one of them', () => {
    const { logs } = inputOf(requestOf('idva', 'victim_safety_planning'), [
      incident,
      { ...incident, harmed: [{ ...unknown, person: PERSON.one }] },
    ])
    const word = release.instruments && { table: release.instruments, since: undefined }
    const uncertain = (reader?: AgencyId) =>
      foldCase(logs, agencies, Date.parse(NOW), word, reader).uncertain.map(({ event, person, candidates }) => [
        event.sequence,
        person,
        candidates,
      ])
    expect(uncertain(agencyNamed('fixture-idva'))).toEqual([[1, 'fv3', [PERSON.one, PERSON.other]]])
    expect(uncertain()).toEqual([])
  })

  it('is a line on the list until somebody says who she is, and is nobody’s any more once they have told her apart', () => {
    const word = release.instruments && { table: release.instruments, since: undefined }
    const state = (...seeds: readonly EventSeed[]) =>
      foldCase(
        inputOf(requestOf('idva', 'victim_safety_planning'), seeds).logs,
        agencies,
        Date.parse(NOW),
        word,
        agencyNamed('fixture-idva'),
      )
    const hers: EventSeed = { ...incident, event_id: 'views', agency: agencyNamed('fixture-police') }
    const apart = (by: string): EventSeed =>
      systemEvent(CONFIRMED, {
        target_event: 'views',
        target_agency: 'fixture-police',
        target_system: 'records',
        answer: 'ended',
        agency: by,
        staff: 'somebody',
        role: 'dpo',
        at: '2026-05-20T09:00:00.000Z',
      })
    expect(state(hers).instruments.map(({ kind, effect, toConfirm }) => [kind, effect, toConfirm])).toEqual([['comparison', 'waits', true]])
    expect(state(hers, apart('fixture-operator')).instruments).toEqual([])
    expect(state(hers, apart('fixture-housing')).instruments).toHaveLength(1)
    const refused = refusal([adult(PERSON.other)])
    expect(classesOfLast(refused, apart('fixture-housing'), hers)).toEqual(classesOfLast(refused, hers))
    expect(classesOfLast(refused, apart('fixture-operator'), hers)).toEqual(classesOfLast(refused, { ...hers, harmed: [adult('fv3')] }))
  })
})
