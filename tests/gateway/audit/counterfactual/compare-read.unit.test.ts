import { describe, expect, it } from '@jest/globals'
import { itemChanges, type ReadEvent } from '../../../../gateway/audit/counterfactual/compare-read.ts'
import { publicView } from '../../../../gateway/audit/counterfactual/public-view.ts'
import type { CounterfactualReport } from '../../../../gateway/audit/counterfactual/report.ts'
import { createTally } from '../../../../gateway/audit/counterfactual/tally.ts'
import type { Decision, EventDecision } from '../../../../policy/decide/decision.ts'
import { agencyNamed, caseLogNamed, personNamed } from '../../../fixtures/ids.ts'

const CASE = caseLogNamed('one')
const HER = personNamed('her')
const event = (sequence: number, change: Partial<EventDecision> = {}): EventDecision => ({
  caseLog: CASE,
  sequence,
  effect: 'shown',
  parts: [{ owner: HER, class: 'VIC_LOC', form: 'reduced' }],
  dates: 'month',
  publisher: 'type',
  late: false,
  corrected: false,
  ...change,
})
const permit = (...events: readonly EventDecision[]): Decision => ({ outcome: 'permit', events })
const EVENTS: readonly ReadEvent[] = [1, 2].map((sequence) => ({ caseLog: CASE, sequence, family: 'F1' }))
const became = (one: Decision, other: Decision) =>
  itemChanges(EVENTS, one, other).map(({ from, to, gained, lost }) => [from, to, gained, lost])

describe('an event of a read under another release', () => {
  it('that is the same tells neither more nor less, and one that neither shows stays hidden', () => {
    expect(became(permit(event(1)), permit(event(1)))).toEqual([
      ['shown', 'shown', false, false],
      ['hidden', 'hidden', false, false],
    ])
  })

  it.each<[string, Partial<EventDecision>]>([
    ['a part as it was said', { parts: [{ owner: HER, class: 'VIC_LOC', form: 'plain' }] }],
    [
      'another part',
      {
        parts: [
          { owner: HER, class: 'VIC_LOC', form: 'reduced' },
          { owner: HER, class: 'VIC_ID', form: 'reduced' },
        ],
      },
    ],
    ['its day', { dates: 'exact' }],
    ['who published it', { publisher: 'named' }],
  ])('tells more by %s, and less the other way round', (_, change) => {
    const [one, other] = [permit(event(1)), permit(event(1, change))]
    expect(became(one, other)[0]).toEqual(['shown', 'shown', true, false])
    expect(became(other, one)[0]).toEqual(['shown', 'shown', false, true])
  })

  it('may tell more and less at once', () => {
    const other = permit(event(1, { effect: 'reduced', dates: 'exact' }))
    expect(became(permit(event(1)), other)[0]).toEqual(['shown', 'reduced', true, true])
  })

  it('of a read that would have been refused is hidden', () => {
    expect(became(permit(event(1), event(2)), { outcome: 'not_found', events: [] })).toEqual([
      ['shown', 'hidden', false, true],
      ['shown', 'hidden', false, true],
    ])
  })
})

describe('what may be published of a report', () => {
  const tally = createTally()
  for (let read = 0; read < 13; read++)
    tally.add({
      group: { role: read < 3 ? 'idva' : 'social_worker', agency: agencyNamed('made-up'), purpose: 'marac_risk_management' },
      release: 'ab',
      outcome: { from: 'permit', to: 'permit' },
      items: itemChanges(EVENTS, permit(), permit(event(1))),
    })
  const report: CounterfactualReport = {
    version: 1,
    candidate: 'cd',
    range: { to: '2026-03-01T00:00:00Z' },
    records: 13,
    undecided: 0,
    not_compared: {},
    newly_visible: {},
    ...tally.totals(),
  }

  it('is by role, in steps of five, and tells no small number', () => {
    expect(publicView(report)).toEqual({
      candidate: 'cd',
      compared: 10,
      refused: 0,
      allowed: 0,
      roles: { idva: { gained: 'fewer than 5', lost: 0 }, social_worker: { gained: 10, lost: 0 } },
    })
  })

  it('is the whole of it to an auditor', () => {
    expect(report.changes.map(({ role, gained, items }) => [role, gained, items])).toEqual([
      ['idva', 3, { 'hidden>shown': 3 }],
      ['social_worker', 10, { 'hidden>shown': 10 }],
    ])
  })
})
