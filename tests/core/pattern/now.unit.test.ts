import { describe, expect, it } from '@jest/globals'
import type { PatternItem } from '../../../core/pattern/item.ts'
import { nowView } from '../../../core/pattern/now.ts'
import { item } from './items.ts'

const now = (items: readonly PatternItem[], asOf = '2025-06-01') => nowView(items, [], [], asOf)
const custody = (on: string, status: string, more: object = {}) => item('justice.custody-status-changed', on, { status, ...more })

describe('what is in force', () => {
  it('says where he is by the newest event that tells it', () => {
    const sentence = item('justice.court-outcome-recorded', '2025-01-01', { outcome: 'sentence_custody' })
    expect(now([sentence]).custody).toEqual({ where: 'in_custody', status: 'sentence_custody', since: '2025-01-01', event: sentence.id })
    expect(now([sentence, custody('2025-03-01', 'released_licence')]).custody?.where).toBe('in_the_community')
    expect(now([sentence, item('justice.court-outcome-recorded', '2025-02-01', { outcome: 'discontinued' })]).custody?.event).toBe(
      sentence.id,
    )
    expect(now([custody('2025-03', 'in_custody')]).custody).toMatchObject({ where: 'in_custody', since: '2025-03' })
    expect(now([]).custody).toBeNull()
  })

  it('says that bail released him who was held for a charge, and not who serves a sentence; what a court decided does not say where he is', () => {
    const held = item('bail.decided', '2025-01-01', { decision: 'remanded' })
    const bail = item('bail.decided', '2025-02-01', { decision: 'post_charge_conditional' })
    const freed = item('justice.court-outcome-recorded', '2025-02-01', { outcome: 'acquitted' })
    expect(now([held, bail]).custody).toMatchObject({ where: 'in_the_community', event: bail.id })
    expect(now([held, freed]).custody).toMatchObject({ where: 'not_known', event: freed.id })
    expect(now([custody('2025-01-01', 'sentenced'), bail]).custody?.where).toBe('in_custody')
    expect(now([bail]).custody).toBeNull()
  })

  it('has the conditions of a licence for as long as he is on it', () => {
    const released = custody('2025-03-01', 'released_licence', { licence_conditions: ['no_contact'] })
    expect(now([released]).licence).toMatchObject({ conditions: ['no_contact'], event: released.id })
    expect(now([released, custody('2025-04-01', 'recalled')]).licence).toBeNull()
    expect(now([custody('2025-03-01', 'released_end_sentence')]).licence).toBeNull()
  })

  it('has overrides to the end of their last day', () => {
    const override = item('consent.override-recorded', '2025-01-01', {
      purposes: ['marac_risk_management'],
      classes: ['VIC_ID'],
      expires_on: '2025-06-01',
    })
    expect(now([override]).overrides).toMatchObject([{ event: override.id, classes: ['VIC_ID'], ends: '2025-06-01' }])
    expect(now([override], '2025-06-02').overrides).toEqual([])
  })

  describe('has a listing', () => {
    const listed = item('marac.case-listed', '2025-04-20', {
      marac_id: 'M1',
      meeting_on: '2025-05-01T09:30:00+01:00',
      list_status: 'listed',
    })
    const action = item('marac.action-agreed', '2025-05-01', { marac_id: 'M1', action_id: 'A1', due: '2025-05-20' })
    const done = item('marac.action-updated', '2025-05-25', { action_id: 'A1', status: 'completed', updated_on: '2025-05-25' })
    const ends = (...items: readonly PatternItem[]) => now(items, '2025-05-10').listings.map((listing) => listing.ends)

    it('until 28 days after its meeting and the closing of its actions, and 56 after an open one is due', () => {
      expect(ends(listed)).toEqual(['2025-05-29'])
      expect(ends(listed, action)).toEqual(['2025-07-15'])
      expect(ends(listed, action, done)).toEqual(['2025-06-22'])
    })

    it('never longer than twelve months after its first meeting', () => {
      expect(ends(listed, { ...action, data: { ...action.data, details: { marac_id: 'M1', due: '2026-12-01' } } })).toEqual(['2026-05-01'])
    })

    it('of which no end is said where a date is not shown, and none that was withdrawn or is over', () => {
      expect(ends(item('marac.case-listed', '2025-04', { list_status: 'listed' }, { state: 'reduced' }))).toEqual([null])
      expect(ends(listed, item('marac.case-listed', '2025-04-25', { marac_id: 'M1', list_status: 'withdrawn' }))).toEqual([])
      expect(now([listed], '2025-05-30').listings).toEqual([])
    })
  })
})
