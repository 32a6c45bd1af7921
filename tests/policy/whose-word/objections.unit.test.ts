import { describe, expect, it } from '@jest/globals'
import { agencyNamed } from '../../fixtures/ids.ts'
import { adult, PERSON, type EventSeed } from '../case-builder.ts'
import { allocated, answer, incident, LATELY, listing, ofDrive, read, sees, SINCE } from './case.ts'

describe('an objection', () => {
  const granted = (agency: string, seed: Partial<EventSeed> = {}): EventSeed => ({
    type: 'rights.request-updated',
    event_id: 'granted',
    agency: agencyNamed(agency),
    harmed: [],
    published_at: LATELY,
    facts: { kind: 'objection', requester_kind: 'subject', status: 'granted' },
    ...seed,
  })
  const seesEach = (seeds: readonly EventSeed[], more: Parameters<typeof read>[3] = {}) => {
    const got = read(
      'probation_practitioner',
      'offender_management',
      [incident, { ...ofDrive, agency: agencyNamed('fixture-idva') }, allocated, ...seeds],
      more,
    )
    return [sees('BEHAV', 'of-drive', got), sees('BEHAV', 'incident', got)]
  }

  it('that any agency granted stops the use of its own events, and empties nobody else’s reads', () => {
    expect([seesEach([]), seesEach([granted('fixture-idva')]), seesEach([granted('fixture-police')])]).toEqual([
      [true, true],
      [false, true],
      [true, false],
    ])
  })

  it('granted by the coordinating agency, or by the bus operator, stops it for the case', () => {
    expect(seesEach([granted('fixture-marac')])).toEqual([true, true])
    expect(seesEach([granted('fixture-marac'), listing])).toEqual([false, false])
    expect(seesEach([granted('fixture-operator')])).toEqual([false, false])
  })

  it('is dismissed by no agency for another', () => {
    const request = { proceedings: [{ kind: 'request', token: 'request-1' }] }
    const refused = granted('fixture-idva', {
      ...request,
      event_id: 'refused',
      facts: { kind: 'objection', requester_kind: 'subject', status: 'refused_reason' },
    })
    expect(seesEach([granted('fixture-operator', request), refused])).toEqual([false, false])
  })

  it('of before: his stops others’ use for 28 days; hers until it is ended', () => {
    const [his, hers] = [
      granted('fixture-idva', { published_at: '2026-05-01T09:00:00.000Z' }),
      granted('fixture-idva', {
        published_at: '2026-05-01T09:00:00.000Z',
        harmed: [adult(PERSON.one)],
        facts: { kind: 'objection', requester_kind: 'harmed_adult', status: 'granted' },
      }),
    ]
    const at = (instrumentsSince: string) => [seesEach([his], { instrumentsSince }), seesEach([hers], { instrumentsSince })]
    expect(at('2026-05-04T12:00:00.000Z')).toEqual([
      [false, false],
      [false, false],
    ])
    expect(at('2026-05-04T11:59:59.999Z')).toEqual([
      [false, true],
      [false, false],
    ])
    expect(seesEach([hers, listing, answer(hers, 'fixture-marac', 'ended')], { instrumentsSince: SINCE })).toEqual([true, true])
  })
})
