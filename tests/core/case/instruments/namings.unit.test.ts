import { describe, expect, it } from '@jest/globals'
import { foldCase } from '../../../../core/case/case-state.ts'
import { confirmationGiven } from '../../../../core/case/confirmations.ts'
import { agencyNamed } from '../../../fixtures/ids.ts'
import { adult, agencies, CASE_LOG, childOf, numbered, PERSON, release, type EventSeed } from '../../../policy/case-builder.ts'

const table =
  release.instruments ??
  (() => {
    throw new Error('no table')
  })()
const naming = (agency: string, day: string, ...adults: readonly string[]): EventSeed => ({
  type: 'behaviour.incident-recorded',
  agency: agencyNamed(agency),
  published_at: `${day}T09:00:00.000Z`,
  event_id: `${agency}-${day}`,
  harmed: [...adults.map(adult), { ...childOf(PERSON.child), age: 'child' }],
})
const lines = (...seeds: readonly EventSeed[]): readonly (readonly [string, boolean])[] =>
  foldCase([{ caseLog: CASE_LOG, events: numbered(seeds) }], agencies, Date.parse('2026-06-01'), { table, since: undefined })
    .instruments.filter(({ kind }) => kind === 'naming')
    .map(({ sender, toConfirm }) => [sender, toConfirm] as const)

describe('a child whom agencies name with different adults', () => {
  it('is a line of the list, of the agency that said otherwise, once', () => {
    expect(
      lines(
        naming('fixture-police', '2026-01-01', PERSON.one),
        naming('fixture-idva', '2026-01-02', PERSON.other),
        naming('fixture-idva', '2026-01-03', PERSON.other),
      ),
    ).toEqual([['fixture-idva', true]])
  })

  it('is none where an adult is the same, where one agency alone says it, or where nobody is named with the child', () => {
    expect(
      lines(naming('fixture-police', '2026-01-01', PERSON.one), naming('fixture-idva', '2026-01-02', PERSON.one, PERSON.other)),
    ).toEqual([])
    expect(lines(naming('fixture-police', '2026-01-01', PERSON.one), naming('fixture-police', '2026-01-02', PERSON.other))).toEqual([])
    expect(lines(naming('fixture-police', '2026-01-01', PERSON.one), naming('fixture-idva', '2026-01-02'))).toEqual([])
  })

  it('is off the list when the operator’s officer has looked', () => {
    const other = naming('fixture-idva', '2026-01-02', PERSON.other)
    const { facts, ...answer } = confirmationGiven({
      eventId: 'answer',
      caseLog: CASE_LOG,
      schema: '',
      at: '2026-01-05T09:00:00.000Z',
      target: { event_id: 'fixture-idva-2026-01-02', agency: agencyNamed('fixture-idva'), system: 'records' },
      answer: 'confirmed',
      agency: agencyNamed('fixture-operator'),
      staff: 'officer',
      role: 'dpo',
    })
    expect(
      lines(naming('fixture-police', '2026-01-01', PERSON.one), other, {
        ...answer,
        facts: Object.fromEntries(facts.map(({ field, values }) => [field, values])),
      }),
    ).toEqual([['fixture-idva', false]])
  })
})
