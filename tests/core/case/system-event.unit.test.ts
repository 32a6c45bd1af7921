import { describe, expect, it } from '@jest/globals'
import { candidatesOf } from '../../../core/case/candidates.ts'
import { caseLinked, type CaseLink } from '../../../core/case/system-event.ts'
import { loadRecords, recordOf } from '../../../schemas/catalogue/records.ts'

const link: CaseLink = {
  eventId: 'e', caseLog: 'c', schema: '00'.repeat(32), at: '2026-01-05T09:00:00.000Z', agency: 'norshire-idva', staff: 'token', link: 'allocated',
  pairs: ['perpetrator', 'victim-survivor'], from: '2026-01-05', until: '2026-04-05', reasonCode: 'referral',
}
const said = (given: CaseLink) => Object.fromEntries(caseLinked(given).index.facts.map(({ field, values }) => [field, values]))

describe('a link to a case', () => {
  it('is a record of case.events with its facts in the clear part and no content', () => {
    const record = caseLinked(link)
    const { avro } = recordOf(loadRecords(), 'case-event')
    expect(avro.isValid(record, { noUndeclaredFields: true })).toBe(true)
    expect(record.parts).toEqual([])
    expect(said(link)).toEqual({
      agency: ['norshire-idva'], staff: ['token'], link: ['allocated'], pairs: ['perpetrator', 'victim-survivor'], from: ['2026-01-05'],
      until: ['2026-04-05'], reason_code: ['referral'],
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
    expect(candidatesOf({ ...index, agency: 'sly-agency' })).toEqual([{ kind: 'agency', value: 'sly-agency' }])
  })
})
