import { describe, expect, it } from '@jest/globals'
import { isDecided, replayDecision } from '../../../../gateway/audit/replay/decision.ts'
import { agencyNamed } from '../../../fixtures/ids.ts'
import { currentPolicy } from '../../../fixtures/current-policy.ts'
import { caseLogOf } from '../../../fixtures/case-records.ts'

const asked = {
  request: {
    reader: { staff: 'a', tokens: ['a'], agency: agencyNamed('norshire-marac'), role: 'marac_coordinator' },
    purpose: 'marac_risk_management',
    channel: 'live' as const,
    justified: false,
  },
  agencies: new Map(),
  now: '2026-02-01T12:00:00Z',
  duties: [],
}

describe.each(['recalls', 'harm-reviews'])('the replay of a list of %s', (action) => {
  it('decides its cases again, and takes nothing for disclosed that is on record and that the decision does not disclose', () => {
    expect(isDecided({ action })).toBe(true)
    const request = { cases: [caseLogOf('kestrel')], asked: null, channel: 'live' as const, justified: false, page: {} }
    const recorded = { outcome: 'permit', events: [], released: [[0, 7, [['', 'META', 'plain']]]] } as const
    const { decision, disclosed } = replayDecision(currentPolicy(), action, asked, [], request, recorded)
    expect([decision.outcome, disclosed]).toEqual(['permit', []])
  })
})
