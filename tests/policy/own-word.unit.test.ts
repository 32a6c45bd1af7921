import { describe, expect, it } from '@jest/globals'
import { join } from 'node:path'
import type { HarmedEntry, IndexPart } from '../../core/case/index-part.ts'
import { decide } from '../../policy/decide/decide.ts'
import type { DecisionInput } from '../../policy/facts/input.ts'
import { agencyNamed, personNamed } from '../fixtures/ids.ts'
import { adult, childOf, indexOf, inputOf, linked, PERSON, release, requestOf, token, type EventSeed } from './case-builder.ts'
import { readChronology } from './chronology.ts'

const kestrel = readChronology(join(import.meta.dirname, '../../demo'), 'kestrel')
const PRIYAS_IDVA = 'idva:KV2'

/** The case of the chronology after one more event of the advocate's agency. */
function withOwn(seed: Partial<IndexPart>): DecisionInput {
  const input = kestrel.inputOf(PRIYAS_IDVA)
  const [log] = input.logs
  if (log === undefined) throw new RangeError('The case has a log.')
  const sequence = log.events.length + 1
  const index = {
    ...indexOf({ type: 'behaviour.incident-recorded' }, sequence),
    agency: input.request.reader.agency,
    subject: personNamed('KP1'),
    occurred: { from: '2025-04-01', until: null, precision: 'day' },
    ...seed,
  }
  return { ...input, logs: [{ ...log, events: [...log.events, { sequence, index }] }] }
}

const aged = (person: string, role: string, age: string | null): HarmedEntry => ({ person: personNamed(person), role, age, candidates: [] })
const whole = (input: DecisionInput): readonly number[] =>
  decide(release, input)
    .events.filter(({ effect }) => effect === 'shown')
    .map(({ sequence }) => sequence)
const shownFromOtherAgencies = (input: DecisionInput): readonly number[] =>
  whole(input).filter((sequence) => input.logs[0]?.events[sequence - 1]?.index.agency !== input.request.reader.agency)

describe("what an advocate's agency says of who is whose", () => {
  const before = shownFromOtherAgencies(kestrel.inputOf(PRIYAS_IDVA))

  it.each<[string, readonly HarmedEntry[]]>([
    ['her birth date is that of an adult', [aged('KV2', 'adult', 'adult'), aged('KV1', 'child', 'adult')]],
    ['her birth date is not given', [aged('KV2', 'adult', 'adult'), aged('KV1', 'child', null)]],
    ['a false birth date makes her a child', [aged('KV2', 'adult', 'adult'), aged('KV1', 'child', 'child')]],
    ['her child is named with the other woman', [aged('KV2', 'adult', 'adult'), aged('KC1', 'child', 'child')]],
  ])("opens no more of the other woman to Priya's advocate by naming her as Priya's child: %s", (_, harmed) => {
    expect(before.length).toBeGreaterThan(5)
    expect(shownFromOtherAgencies(withOwn({ harmed }))).toEqual(before)
  })

  it("opens nothing by quoting the other woman's proceedings", () => {
    const quoted = kestrel.inputOf(PRIYAS_IDVA).logs[0]?.events.flatMap(({ index }) => index.proceedings) ?? []
    expect(quoted.length).toBeGreaterThan(5)
    for (const type of ['bail.decided', 'order.made', 'marac.referral-made', 'marac.action-agreed']) {
      expect(shownFromOtherAgencies(withOwn({ type, harmed: [aged('KV2', 'adult', 'adult')], proceedings: quoted }))).toEqual(before)
    }
  })
})

describe('whose a child is', () => {
  const OWN = agencyNamed('fixture-idva')
  const link = linked(token('reader'), 'allocated', { pairs: [PERSON.perpetrator, PERSON.one] })
  const about = (harmed: readonly HarmedEntry[], more: Partial<EventSeed> = {}): EventSeed => ({
    type: 'behaviour.incident-recorded',
    harmed,
    occurred: { from: '2026-02-01', until: null, precision: 'day' },
    ...more,
  })
  const mother = aged(PERSON.one, 'adult', 'adult')
  const otherMother = aged(PERSON.other, 'adult', 'adult')
  const child = (age: string | null): HarmedEntry => aged(PERSON.child, 'child', age)
  /** What the mother's advocate is shown of the last event: whole, or reduced as another pair's. */
  const effectOnLast = (...events: readonly EventSeed[]): string | undefined => {
    const { events: decided } = decide(release, inputOf(requestOf('idva', 'victim_safety_planning'), [link, ...events]))
    return decided.find(({ sequence }) => sequence === events.length + 1)?.effect
  }

  it("is said by another agency than the reader's", () => {
    expect(effectOnLast(about([mother, child('child')]), about([child('child')]))).toBe('shown')
    expect(effectOnLast(about([mother, child('between')]), about([child(null)]))).toBe('shown')
  })

  it('is said by the own agency of a child under 16 whom others name with nobody, until another names it with somebody else', () => {
    const own = about([mother, child('child')], { agency: OWN })
    expect(effectOnLast(own, about([child('child')]))).toBe('shown')
    expect(effectOnLast(own, about([otherMother, child('child')]), about([child('child')]))).toBe('reduced')
  })

  it.each(['between', null])('is not said by the own agency of one whose age is %s', (age) => {
    expect(effectOnLast(about([mother, child(age)], { agency: OWN }), about([child(age)]))).toBe('reduced')
  })

  it("is nobody's where the person is an adult by the birth date that most agencies state, whoever calls her a child", () => {
    const wrong = about([mother, aged(PERSON.other, 'child', null)])
    expect(effectOnLast(wrong, about([otherMother]))).toBe('reduced')
    expect(
      effectOnLast(
        wrong,
        about([aged(PERSON.other, 'child', 'child')], { agency: agencyNamed('fixture-housing') }),
        about([otherMother], { agency: agencyNamed('fixture-marac') }),
        about([otherMother]),
      ),
    ).toBe('reduced')
  })

  it('is judged in each event by her age then', () => {
    const asChild = about([mother, aged(PERSON.other, 'child', 'child')], {
      occurred: { from: '2015-02-01', until: null, precision: 'day' },
    })
    const alone = (year: string, age: string | null): EventSeed =>
      about([aged(PERSON.other, year < '2020' ? 'child' : 'adult', age)], {
        occurred: { from: `${year}-03-01`, until: null, precision: 'day' },
      })
    expect(effectOnLast(asChild, alone('2026', 'adult'))).toBe('reduced')
    expect(effectOnLast(asChild, alone('2026', 'adult'), alone('2014', null))).toBe('shown')
  })

  it("is nobody's between 16 and 18 where any other agency says adult", () => {
    const named = about([mother, child('between')])
    expect(effectOnLast(named, about([child('between')]))).toBe('shown')
    expect(
      effectOnLast(
        named,
        about([aged(PERSON.child, 'adult', null)], { agency: agencyNamed('fixture-housing') }),
        about([child('between')]),
      ),
    ).toBe('reduced')
  })

  it('under 16 is a child, whoever says adult', () => {
    expect(effectOnLast(about([mother, aged(PERSON.child, 'adult', 'child')]), about([aged(PERSON.child, 'adult', 'child')]))).toBe('shown')
  })
})

describe('whose a proceeding is', () => {
  const link = linked(token('reader'), 'allocated', { pairs: [PERSON.perpetrator, PERSON.one] })
  const bail = [{ kind: 'bail', token: 'b1' }]
  const following: EventSeed = { type: 'bail.breached', harmed: [], proceedings: bail, agency: agencyNamed('fixture-housing') }
  const said = (type: string, person: string, agency: string): EventSeed => ({
    type,
    harmed: [adult(person)],
    proceedings: bail,
    agency: agencyNamed(agency),
  })
  const effects = (...events: readonly EventSeed[]): readonly (string | undefined)[] => {
    const { events: decided } = decide(release, inputOf(requestOf('idva', 'victim_safety_planning'), [link, ...events]))
    return events.flatMap((event, at) => (event === following ? [decided.find(({ sequence }) => sequence === at + 2)?.effect] : []))
  }

  it('is what the issuing agency says, whoever else quotes it', () => {
    expect(
      effects(said('bail.decided', PERSON.other, 'fixture-police'), said('voice.views-recorded', PERSON.one, 'fixture-marac'), following),
    ).toEqual(['reduced'])
    expect(effects(said('bail.decided', PERSON.one, 'fixture-police'), following)).toEqual(['shown'])
    expect(effects(said('bail.victim-views-sought', PERSON.one, 'fixture-marac'), following)).toEqual(['shown'])
  })

  it('is what the own agency says only where another quotes its id later, and none names anybody', () => {
    const own = said('bail.decided', PERSON.one, 'fixture-idva')
    expect(effects(following, own)).toEqual([undefined])
    expect(effects(own, following)).toEqual(['shown'])
    expect(effects(own, said('bail.victim-views-sought', PERSON.other, 'fixture-marac'), following)).toEqual(['reduced'])
  })

  it('is not opened by an own event that comes after the events that wait for it, nor by an own event of an id that they refer to', () => {
    const waiting: EventSeed = { type: 'bail.breached', harmed: [], references: ['x'], agency: agencyNamed('fixture-housing') }
    const shown = (...events: readonly EventSeed[]): readonly number[] =>
      decide(release, inputOf(requestOf('idva', 'victim_safety_planning'), [link, ...events]))
        .events.filter(({ sequence }) => events[sequence - 2] === waiting)
        .map(({ sequence }) => sequence)
    const own: EventSeed = {
      type: 'behaviour.incident-recorded',
      event_id: 'x',
      harmed: [adult(PERSON.one)],
      agency: agencyNamed('fixture-idva'),
    }
    expect(shown(waiting, own)).toEqual([])
    expect(shown(own, waiting)).toEqual([3])
  })

  it('is of own events by all that the own agency says', () => {
    const own: EventSeed = { type: 'behaviour.incident-recorded', harmed: [], proceedings: bail, agency: agencyNamed('fixture-idva') }
    const { events } = decide(
      release,
      inputOf(requestOf('idva', 'victim_safety_planning'), [
        link,
        said('bail.victim-views-sought', PERSON.one, 'fixture-idva'),
        own,
        childlessRest,
      ]),
    )
    expect(events.find(({ sequence }) => sequence === 3)?.effect).toBe('shown')
  })
})

const childlessRest: EventSeed = { type: 'risk.assessment-completed', harmed: [childOf(PERSON.child)] }
