import { describe, expect, it } from '@jest/globals'
import { candidatesOf } from '../../../core/case/candidates.ts'
import { caseEvents } from '../../../core/case/case-events.ts'
import { confirmationGiven, type ConfirmationAnswer } from '../../../core/case/confirmations.ts'
import type { IndexPart } from '../../../core/case/index-part.ts'
import { liveAccess } from '../../../core/case/case-access.ts'
import { caseLinked, type CaseLink } from '../../../core/case/system-event.ts'
import { loadRecords, recordOf } from '../../../schemas/catalogue/records.ts'
import { agencyNamed, caseLogNamed } from '../../fixtures/ids.ts'

const link: CaseLink = {
  eventId: 'e',
  caseLog: caseLogNamed('c'),
  schema: '00'.repeat(32),
  at: '2026-01-05T09:00:00.000Z',
  agency: agencyNamed('norshire-idva'),
  staff: 'token',
  link: 'allocated',
  pairs: ['perpetrator', 'victim-survivor'],
  from: '2026-01-05',
  until: '2026-04-05',
  reasonCode: 'referral',
}
const said = (given: CaseLink) => Object.fromEntries(caseLinked(given).index.facts.map(({ field, values }) => [field, values]))

describe('a link to a case', () => {
  it('is a record of case.events with its facts in the clear part and no content', () => {
    const record = caseLinked(link)
    const { avro } = recordOf(loadRecords(), 'case-event')
    expect(avro.isValid(record, { noUndeclaredFields: true })).toBe(true)
    expect(record.parts).toEqual([])
    expect(said(link)).toEqual({
      agency: ['norshire-idva'],
      staff: ['token'],
      link: ['allocated'],
      pairs: ['perpetrator', 'victim-survivor'],
      from: ['2026-01-05'],
      until: ['2026-04-05'],
      reason_code: ['referral'],
    })
  })

  it('makes a member of staff a candidate, or without one the whole agency', () => {
    const wholeAgency = { ...link, staff: '' }
    expect(candidatesOf(caseLinked(link).index)).toEqual([{ kind: 'staff', value: 'token' }])
    expect(candidatesOf(caseLinked(wholeAgency).index)).toEqual([{ kind: 'agency', value: 'norshire-idva' }])
    expect(said(wholeAgency)).not.toHaveProperty('staff')
  })

  it('is given by the bus alone: an agency’s event of that name makes nobody else a candidate', () => {
    const { index } = caseLinked(link)
    expect(candidatesOf({ ...index, agency: agencyNamed('sly-agency') })).toEqual([{ kind: 'agency', value: 'sly-agency' }])
  })
})

describe('the live links of a reader', () => {
  const reader = { agency: agencyNamed('norshire-idva'), tokens: ['token'] }
  const NOW = Date.parse('2026-02-01T12:00:00.000Z')
  const case_ = (...indexes: readonly IndexPart[]) => ({
    isOver: () => false,
    events: caseEvents([{ caseLog: caseLogNamed('c'), events: indexes.map((index, at) => ({ sequence: at + 1, index })) }]),
  })
  const given = (change: Partial<CaseLink> = {}) => caseLinked({ ...link, ...change }).index
  const answered = (answer: ConfirmationAnswer, at: string, agency = 'norshire-marac') =>
    confirmationGiven({
      eventId: `${answer}-${at}`,
      caseLog: caseLogNamed('c'),
      schema: '00'.repeat(32),
      at,
      target: given(),
      answer,
      agency: agencyNamed(agency),
      staff: 'other',
      role: 'marac_coordinator',
    })

  it('count for the purpose that they say, and for every purpose where they say none', () => {
    const said = case_(given({ purpose: 'victim_safety_planning', givenBy: 'norshire-marac', giver: 'other' }))
    expect(['victim_safety_planning', 'marac_risk_management'].map((purpose) => liveAccess(said, reader, NOW, purpose).length)).toEqual([
      1, 0,
    ])
    expect(
      ['victim_safety_planning', 'marac_risk_management'].map((purpose) => liveAccess(case_(given()), reader, NOW, purpose).length),
    ).toEqual([1, 1])
  })

  it('are over from when somebody ended them, until that is taken back', () => {
    const count = (...answers: readonly IndexPart[]): number => liveAccess(case_(given(), ...answers), reader, NOW, 'audit').length
    expect(count(answered('ended', '2026-01-20T09:00:00.000Z'))).toBe(0)
    expect(count(answered('ended', '2026-02-01T12:00:00.001Z'))).toBe(1)
    expect(count(answered('ended', '2026-01-20T09:00:00.000Z'), answered('retracted', '2026-01-21T09:00:00.000Z'))).toBe(1)
    expect(count(answered('ended', '2026-01-20T09:00:00.000Z'), answered('retracted', '2026-01-21T09:00:00.000Z', 'other-agency'))).toBe(0)
    expect(count({ ...answered('ended', '2026-01-20T09:00:00.000Z'), agency: agencyNamed('sly-agency') })).toBe(1)
  })
})
