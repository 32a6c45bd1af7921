import { describe, expect, it } from '@jest/globals'
import { changed, found } from '../published.ts'

const NAME = 'KESTREL-03'
const {
  data: {
    subject,
    harmed: [her],
  },
} = changed(NAME, {}) as unknown as { readonly data: { readonly subject: object; readonly harmed: readonly object[] } }
const him = (change: object, harmed: readonly object[] = [{ ...her }]) => ({ data: { subject: { ...subject, ...change }, harmed } })
const number = (scheme: string, value: string) => him({ identifiers: [{ scheme, value }] })

describe('what a sender hears, from the event alone, of how it can be found', () => {
  it.each([
    ['PNC', '2007/0418823A'],
    ['PNC', '07/418823'],
    ['CRN', 'X41882'],
    ['CRN', '418823'],
    ['NOMIS', 'A4188B'],
    ['NHS', '9991234307'],
    ['NHS', '999123430'],
    ['NINO', 'BG123456A'],
    ['NINO', 'AB123456'],
  ])('a number that has no form of its scheme: %s %s', (scheme, value) => {
    expect(found(NAME, number(scheme, value))).toEqual(['W11 /data/subject/identifiers/0/value'])
  })

  it.each([
    ['PNC', '2007/0418823Y'],
    ['PNC', '07/418823Y'],
    ['PNC', '20070418823Y'],
    ['CRN', 'x418823'],
    ['NHS', '999 123 4306'],
    ['NHS', '999–123–4306'],
    ['LOCAL', 'T-1'],
    ['NINO', 'AB 12 34 56 C'],
  ])('nothing of one that has: %s %s', (scheme, value) => {
    expect(found(NAME, number(scheme, value))).toEqual([])
  })

  it.each<[string, object, readonly string[]]>([
    ['N/K', { given_name: 'N/K' }, ['given_name']],
    ['unknown', { family_name: 'unknown' }, ['family_name']],
    ['Not Known', { given_name: 'Not', family_name: 'Known' }, ['given_name', 'family_name']],
    ['a dash', { given_name: '-' }, ['given_name']],
    ['1 January 1900', { birth_date: '1900-01-01' }, ['birth_date']],
    ['1 January 1970', { birth_date: '1970-01-01' }, ['birth_date']],
    ['a serial of zeros', { identifiers: [{ scheme: 'CRN', value: 'X000000' }] }, ['identifiers/0/value']],
    ['one digit again and again', { identifiers: [{ scheme: 'NHS', value: '2222222222' }] }, ['identifiers/0/value']],
  ])('a placeholder: %s', (_, change, fields) => {
    expect(found(NAME, him(change)).filter((one) => one.startsWith('W12'))).toEqual(fields.map((field) => `W12 /data/subject/${field}`))
  })

  it('a birth date that is not given, of whomever', () => {
    expect(
      found(NAME, him({ birth_date: null, identifiers: [{ scheme: 'CRN', value: 'X418823' }] }, [{ ...her, birth_date: null }])),
    ).toEqual(['W13 /data/subject/birth_date', 'W13 /data/harmed/0/birth_date'])
  })

  const alone = (change: object, harmed: readonly object[] = [], rest: object = {}) =>
    found('engagement.contact-recorded', {
      data: {
        subject: { key: 'S', given_name: 'Darren', family_name: 'Holt', birth_date: '1989-07-14', ...change },
        harmed,
        case_refs: null,
        based_on: null,
        ...rest,
      },
    }).filter((one) => one.startsWith('W14'))
  it.each<[string, ReturnType<typeof alone>]>([
    ['a name and a birth date', alone({})],
    ['a local number', alone({ identifiers: [{ scheme: 'LOCAL', value: 'T-1' }] })],
    ['a number that has no form of its scheme', alone({ identifiers: [{ scheme: 'CRN', value: '418823' }] })],
    ['a pair of which one has no birth date', alone({}, [{ ...her, birth_date: null }])],
    ['a reference that stands for none', alone({}, [], { case_refs: ['N/K'] })],
  ])('nothing by which it could ever be linked: %s', (_, told) => {
    expect(told).toEqual(['W14 /data/subject'])
  })

  it.each<[string, ReturnType<typeof alone>]>([
    [
      'a number alone, which opens a case where nobody has it',
      alone({ given_name: null, family_name: null, birth_date: null, identifiers: [{ scheme: 'CRN', value: 'X418823' }] }),
    ],
    ['a number with a surname', alone({ birth_date: null, identifiers: [{ scheme: 'CRN', value: 'X418823' }] })],
    ['a number with a birth date', alone({ family_name: null, identifiers: [{ scheme: 'CRN', value: 'X418823' }] })],
    ['a pair', alone({}, [{ ...her }])],
    ['a pair of people of one name', alone({ family_name: null }, [{ ...her }])],
    [
      'nothing, of what a research project lets out: it is of no case',
      found('outcome.extract-released').filter((one) => one.startsWith('W14')),
    ],
    ['the id of a case', alone({}, [], { case_refs: ['M-2026-0001'] })],
    ['an event that it rests on', alone({}, [], { based_on: ['a4f0c1de-0000-4000-8000-00000000000a'] })],
  ])('something by which it may be: %s', (_, told) => {
    expect(told).toEqual([])
  })
})
