import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { mistypedIdentifiers, strongIdentifier } from '../../../core/linking/identifiers.ts'

interface DemoPerson {
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[]
}
const people = JSON.parse(readFileSync(new URL('../../../demo/people.json', import.meta.url), 'utf8')) as readonly DemoPerson[]

describe('strong identifiers', () => {
  it.each(people.flatMap(({ identifiers }) => identifiers.map(({ scheme, value }) => [scheme, value])))(
    "know the demo's %s %s",
    (scheme = '', value = '') => {
      expect(strongIdentifier(scheme, value)).toEqual({ scheme, value })
    },
  )

  it.each([
    ['PNC', '2007/0418823y', '2007/0418823Y'],
    ['PNC', '07/418823Y', '2007/0418823Y'],
    ['CRN', ' x418823 ', 'X418823'],
    ['NOMIS', 'a4188bk', 'A4188BK'],
    ['NHS', '999 123 4306', '9991234306'],
    ['NHS', '999-123-4306', '9991234306'],
    ['NINO', 'QQ 12 34 56 C', undefined],
    ['NINO', 'AB 12 34 56 c', 'AB123456C'],
    ['PNC', '20070418823Y', '2007/0418823Y'],
    ['PNC', '07 0418823 y', '2007/0418823Y'],
    ['PNC', '2007-0418823Y', '2007/0418823Y'],
    ['NHS', '999\u2013123\u20114306', '9991234306'],
    ['NHS', '999\u2212123\u00ad4306', '9991234306'],
    ['CRN', 'X\u2014418823', 'X418823'],
  ])('are the same in every way of writing: %s %s', (scheme, value, canonical) => {
    expect(strongIdentifier(scheme, value)?.value).toBe(canonical)
  })

  it.each([
    ['PNC', '2007/0418823X', 'another check letter'],
    ['PNC', '2007-418823Y', 'no slash, and not all digits of the serial'],
    ['PNC', '2007/04188230Y', 'too long'],
    ['CRN', 'XX18823', 'two letters'],
    ['CRN', 'X41882', 'five digits'],
    ['NOMIS', 'A418BKK', 'three digits'],
    ['NHS', '9991234307', 'another check digit'],
    ['NHS', '999123430', 'nine digits'],
    ['NHS', '9991234 30٦', 'a digit of another script'],
    ['NINO', 'BG123456A', 'a prefix that is never given'],
    ['NINO', 'AB123456', 'no suffix'],
    ['LOCAL', '9991234306', 'a scheme that never links'],
    ['toString', 'X418823', 'no scheme'],
    ['', '', 'nothing'],
  ])('are none by form: %s %s (%s)', (scheme, value) => {
    expect(strongIdentifier(scheme, value)).toBeUndefined()
  })
})

describe('numbers that may have been meant by a mistyped one', () => {
  it.each([
    ['CRN', 'X418823', 'X418833', 'one digit is another'],
    ['CRN', 'X418823', 'X481823', 'two neighbours are swapped'],
    ['NOMIS', 'A4188BK', 'A4198BK', 'one digit is another'],
    ['NINO', 'AB123456C', 'AB123465C', 'two neighbours are swapped'],
  ] as const)('%s %s: %s, where %s', (...[scheme, value, meant]) => {
    const numbers = mistypedIdentifiers(scheme, value)
    expect(numbers).toContain(meant)
    expect(numbers).not.toContain(value)
    expect(numbers.every((number) => strongIdentifier(scheme, number)?.value === number)).toBe(true)
  })

  it.each([
    ['PNC', '2007/0418823Y'],
    ['NHS', '9991234306'],
  ] as const)('%s %s: none, since its check digit or letter tells', (scheme, value) => {
    expect(mistypedIdentifiers(scheme, value)).toEqual([])
  })
})
