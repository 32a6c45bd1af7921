import { describe, expect, it } from '@jest/globals'
import { bestKnown } from '../../../core/parts/best-known.ts'

const HOLT = { given_name: 'Darren', family_name: 'Holt', birth_date: '1989-07-14' }
const CRN = { scheme: 'CRN', value: 'X418823' }

describe('somebody as several events know them', () => {
  it.each([
    ['is whom the newest whole event names', [{ ...HOLT, family_name: 'Hoult' }, HOLT], { family_name: 'Hoult' }],
    ['is not lost to a bare event', [{ given_name: null, family_name: null, birth_date: null }, HOLT], HOLT],
    ['is not lost to placeholders', [{ given_name: 'N/K', family_name: 'N/K', birth_date: '1900-01-01' }, HOLT], HOLT],
    ['is whole before a newer one of whom less is said', [{ given_name: 'Daz', family_name: 'Holt', birth_date: null }, HOLT], HOLT],
    ['has a full name before an initial', [{ ...HOLT, given_name: 'D' }, HOLT], HOLT],
    [
      'has each field from whoever says it, where nobody says all',
      [{ given_name: 'Darren', family_name: null }, { family_name: 'Holt' }, { birth_date: '1989-07-14' }],
      HOLT,
    ],
    [
      'keeps what tells nothing where nothing else is said',
      [{ given_name: 'N/K', family_name: null }],
      { given_name: 'N/K', family_name: null },
    ],
    ['has a sex that is known', [{ ...HOLT, sex: 'unknown' }, { sex: 'male' }], { ...HOLT, sex: 'male' }],
    ['keeps a number that a newer event does not give', [{ ...HOLT }, { identifiers: [CRN] }], { ...HOLT, identifiers: [CRN] }],
    [
      'keeps a number that a newer event leaves empty',
      [{ ...HOLT, identifiers: [] }, { identifiers: [CRN] }],
      { ...HOLT, identifiers: [CRN] },
    ],
    [
      'has a number once, however it is written',
      [{ identifiers: [CRN] }, { identifiers: [{ scheme: 'CRN', value: 'x 418 823' }] }],
      { identifiers: [CRN] },
    ],
    [
      'has every number of a scheme',
      [
        { identifiers: [CRN] },
        {
          identifiers: [
            { scheme: 'CRN', value: 'Y220011' },
            { scheme: 'PNC', value: '2007/0418823Y' },
          ],
        },
      ],
      { identifiers: [CRN, { scheme: 'CRN', value: 'Y220011' }, { scheme: 'PNC', value: '2007/0418823Y' }] },
    ],
    ['stays a pseudonym', [{ pseudonym: 'S-1' }, { pseudonym: 'S-1' }], { pseudonym: 'S-1' }],
  ])('%s', (_, said, expected) => {
    expect(bestKnown(said)).toMatchObject(expected)
  })

  it('is nobody where no event says anything', () => {
    expect(bestKnown([undefined, null])).toBeNull()
  })
})
