import { describe, expect, it } from '@jest/globals'
import { caseRow, identityOf, knownAs } from '../../../gateway/pages/case-words.ts'

const whole = { given_name: 'Darren', family_name: 'Holt', birth_date: '1989-07-14', sex: 'male' }
const pseudonym = { pseudonym: 'person-0f3a91' }

describe('who a timeline is about', () => {
  it('is the best known of each field, the newest that is whole first, beside events that show less', () => {
    expect(identityOf(knownAs([pseudonym, undefined, { family_name: 'Hold' }, whole]))).toBe('Darren Holt, born 14 July 1989')
    expect(identityOf(knownAs([{ given_name: 'Daz', family_name: 'Holt' }, whole]))).toBe('Darren Holt, born 14 July 1989')
    expect(identityOf(knownAs([{ given_name: 'Darren', family_name: 'Holt' }, { birth_date: '1989-07-14' }]))).toBe(
      'Darren Holt, born 14 July 1989',
    )
  })

  it('is not shown where no event shows it', () => {
    expect(identityOf(knownAs([pseudonym, null]))).toBe('Name not shown')
    expect(caseRow({ id: 'a', subject: pseudonym, last_occurred: null }).name).toBe('Name not shown')
  })
})
