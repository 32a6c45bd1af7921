import { describe, expect, it } from '@jest/globals'
import { APPROVAL_GIVEN } from '../../../core/case/step-up.ts'
import { mayApprove } from '../../../policy/decide/may-approve.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { adult, blockOf, inputOf, linked, PERSON, release, requestOf, systemEvent, token, type EventSeed } from '../case-builder.ts'
import { idvaOf, INCIDENT, incident, listed, listing, MRM, read, sees, withTransfer } from './case.ts'

describe('an approval of a class', () => {
  const ofOther: EventSeed = { type: INCIDENT, event_id: 'of-other', harmed: [adult(PERSON.other)] }
  const approval = (role: string, code: string, seed: Readonly<Record<string, string>> = {}): EventSeed =>
    systemEvent(APPROVAL_GIVEN, {
      class: code,
      role,
      giver: token('giver'),
      agency: 'fixture-idva',
      asker: token('reader'),
      at: '2026-05-20T09:00:00.000Z',
      ...seed,
    })
  const where = (seeds: readonly EventSeed[]) => {
    const got = read('social_worker', 'child_safeguarding', [incident, ofOther, listed, ...seeds], { justified: true })
    return [sees('VIC_LOC', 'incident', got), sees('VIC_LOC', 'of-other', got)]
  }

  it('by an advocate opens where her own client is, and never where the other woman is', () => {
    expect(where([approval('idva', 'VIC_LOC'), idvaOf(PERSON.one, 'giver')])).toEqual([true, false])
    expect(where([approval('idva', 'VIC_LOC'), idvaOf(PERSON.other, 'giver')])).toEqual([false, true])
  })

  it('by an advocate opens nothing that leads to nobody, whomever the reader’s own agency names', () => {
    const ofNobody: EventSeed = { type: INCIDENT, event_id: 'of-nobody', harmed: [] }
    const own: EventSeed = { type: INCIDENT, event_id: 'own', agency: agencyNamed('fixture-idva') }
    const opened = (...seeds: readonly EventSeed[]): boolean =>
      sees(
        'VIC_LOC',
        'of-nobody',
        read(
          'social_worker',
          'child_safeguarding',
          [ofNobody, listed, approval('idva', 'VIC_LOC'), linked(token('giver'), 'allocated'), ...seeds],
          { justified: true },
        ),
      )
    expect([opened(), opened(own)]).toEqual([false, false])
  })

  it('of an advocate who is allocated to nobody here, of a chair without an open listing and of an officer without a task does not count', () => {
    expect(where([approval('idva', 'VIC_LOC')])).toEqual([false, false])
    expect(where([approval('marac_chair', 'VIC_LOC', { agency: 'fixture-marac' })])).toEqual([false, false])
    expect(where([approval('marac_chair', 'VIC_LOC', { agency: 'fixture-marac' }), listing])).toEqual([true, true])
  })

  it('in an event about both opens her own address, and not the other woman’s', () => {
    const both: EventSeed = { type: INCIDENT, event_id: 'both', harmed: [adult(PERSON.one), adult(PERSON.other)] }
    const got = read('social_worker', 'child_safeguarding', [both, listed, approval('idva', 'VIC_LOC'), idvaOf(PERSON.one, 'giver')], {
      justified: true,
    })
    const owners = got.events
      .flatMap(({ parts }) => parts)
      .filter((part) => part.class === 'VIC_LOC' && part.form === 'plain')
      .map(({ owner }) => owner)
    expect(owners).not.toContain(PERSON.other)
    expect(owners).not.toContain('')
  })

  it('of somebody who is barred does not count', () => {
    expect(where([approval('marac_chair', 'VIC_LOC', { agency: 'fixture-marac' }), listing, blockOf(token('giver'))])).toEqual([
      false,
      false,
    ])
  })

  it('is refused where it would not count, as where there is no such case', () => {
    const by = (role: string, code: string, seeds: readonly EventSeed[], agency = 'fixture-idva') =>
      mayApprove(release, inputOf(requestOf(role, MRM, { agency: agencyNamed(agency) }), withTransfer([incident, ...seeds])), code)
    expect([by('idva', 'VIC_LOC', [listed]), by('idva', 'VIC_LOC', [idvaOf(PERSON.one, 'reader')])]).toEqual([false, true])
    expect([by('marac_chair', 'VIC_LOC', [], 'fixture-marac'), by('marac_chair', 'VIC_LOC', [listing], 'fixture-marac')]).toEqual([
      false,
      true,
    ])
  })
})
