import { describe, expect, it } from '@jest/globals'
import { foldCase } from '../../../core/case/case-state.ts'
import { erasedBy } from '../../../core/case/erasures.ts'
import { isRecalled, recallsOf } from '../../../core/case/recalls.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { agencies, CASE_LOG, indexOf, numbered, type EventSeed } from '../../policy/case-builder.ts'

const said = (type: string, target: string, more: Partial<EventSeed> = {}): EventSeed => ({
  type,
  harmed: [],
  facts: { target_event: target },
  ...more,
})
const incident = (id: string, more: Partial<EventSeed> = {}): EventSeed => ({ type: 'behaviour.incident-recorded', event_id: id, ...more })
const recalls = (seeds: readonly EventSeed[]) =>
  recallsOf(foldCase([{ caseLog: CASE_LOG, events: numbered(seeds) }], agencies, Date.parse('2026-06-01T12:00:00Z')))
const kinds = (seeds: readonly EventSeed[]) =>
  recalls(seeds).map(({ kind, target, statements }) => [kind, target.index.event_id, statements.map(({ sequence }) => sequence)])

describe('what is recalled', () => {
  it('is each event once a kind, with everything that tells of it', () => {
    expect(kinds([incident('a'), incident('a2', { corrects: 'a' }), said('record.corrected', 'a')])).toEqual([['corrected', 'a', [2, 3]]])
    expect(
      kinds([
        incident('a'),
        said('record.contested', 'a'),
        said('record.retracted', 'a'),
        said('record.erased', 'a', { agency: agencyNamed('fixture-operator') }),
      ]),
    ).toEqual([
      ['contested', 'a', [2]],
      ['erased', 'a', [4]],
      ['retracted', 'a', [3]],
    ])
  })

  it('is nothing that another agency withdraws, and nothing of an unknown event', () => {
    expect(
      kinds([incident('a'), said('record.retracted', 'a', { agency: agencyNamed('fixture-housing') }), said('record.retracted', 'b')]),
    ).toEqual([])
  })

  it('concerns who read before any of it was told, and nobody else', () => {
    const [corrected] = recalls([incident('a'), incident('a2', { corrects: 'a' }), said('record.corrected', 'a')])
    if (corrected === undefined) throw new Error('Nothing is recalled.')
    expect([0, 1, 2, 3].map((head) => isRecalled(corrected, { head, readAt: '2026-01-01T00:00:00.000Z' }))).toEqual([
      true,
      true,
      true,
      false,
    ])
  })
})

describe('what an erasure means', () => {
  const statement = indexOf(said('record.erased', 'x', { agency: agencyNamed('fixture-operator'), event_id: 'x' }), 9)
  const named = (agency: string, system: string, id = 'x') => ({ agency: agencyNamed(agency), system, event_id: id })

  it('is the event of its own system or agency, else that of any; never itself', () => {
    const [ownSystem, ownAgency, others] = [
      named('fixture-operator', 'records', 'y'),
      named('fixture-operator', 'other'),
      named('fixture-police', 'records'),
    ]
    expect(erasedBy(statement, [ownSystem, ownAgency, others, statement])).toEqual([ownAgency])
    expect(erasedBy(statement, [others, statement])).toEqual([others])
    expect(erasedBy(statement, [ownSystem])).toEqual([])
  })
})
