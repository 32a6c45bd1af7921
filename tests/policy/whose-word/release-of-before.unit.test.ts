import { describe, expect, it } from '@jest/globals'
import { APPROVAL_GIVEN } from '../../../core/case/step-up.ts'
import { decide } from '../../../policy/decide/decide.ts'
import { loadRelease } from '../../../policy/release/load.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { blockOf, inputOf, releaseFiles, requestOf, systemEvent, token, type EventSeed } from '../case-builder.ts'
import { incident, listed, MRM, sees, withTransfer } from './case.ts'

describe('a release of before', () => {
  const first = loadRelease(new Map([...releaseFiles].filter(([path]) => path !== 'tables/instruments.json')))
  const decided = (seeds: readonly EventSeed[], role = 'marac_chair', purpose = MRM) => {
    const input = inputOf(requestOf(role, purpose), withTransfer([incident, listed, ...seeds]))
    return { ...decide(first, input), ids: input.logs[0]?.events.map(({ index }) => index.event_id) ?? [] }
  }

  it('takes every agency at its word, as it did', () => {
    const old = { published_at: '2026-01-01T09:00:00.000Z' }
    const consent = (status: string, agency: string): EventSeed => ({
      type: 'consent.recorded',
      agency: agencyNamed(agency),
      facts: { person_role: 'harmed_adult', status },
    })
    const refused = consent('refused', 'fixture-idva')
    const override: EventSeed = {
      type: 'consent.override-recorded',
      agency: agencyNamed('fixture-gp'),
      facts: { purposes: MRM, classes: ['VIC_VOICE'], expires_on: '2026-12-01' },
    }
    const words = (...seeds: readonly EventSeed[]): boolean => sees('VIC_VOICE', 'incident', decided(seeds))
    expect([words(), words(refused), words(refused, consent('agreed', 'fixture-drive')), words(refused, override)]).toEqual([
      true,
      false,
      true,
      true,
    ])
    expect(decided([blockOf(token('reader'), { ...old, agency: agencyNamed('fixture-housing'), harmed: [] })]).outcome).toBe('not_found')
    const approval = systemEvent(APPROVAL_GIVEN, {
      class: 'VIC_LOC',
      role: 'idva',
      giver: token('giver'),
      asker: token('reader'),
      at: '2026-05-20T09:00:00.000Z',
    })
    expect(sees('VIC_LOC', 'incident', decided([approval], 'social_worker', 'child_safeguarding'))).toBe(true)
    expect(first.engine).toBe(1)
  })
})
