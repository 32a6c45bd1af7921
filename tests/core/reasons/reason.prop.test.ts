import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { LEAST_CHARACTERS, LEAST_WORDS, measureReason, reasonLacks } from '../../../core/reasons/reason.ts'

const GOOD = 'A neighbour hears screams and a child; officers need to know what he has done.'
/** What nobody sees, in all the ways that were tried. */
const INVISIBLE = [
  '\u200B',
  '\u200C',
  '\u200D',
  '\u2060',
  '\uFEFF',
  '\u00AD',
  '\u202E',
  '\u2066',
  '\u0301',
  '\u20DD',
  '\u180E',
  '\u3164',
  '\u115F',
  '\uFFA0',
  '\u034F',
  '\u{E0041}',
  '\u{FE0F}',
  '\u0000',
  '\u001B',
  '\uE000',
  '\u{E01EF}',
]
const SPACES = [' ', '\u00A0', '\u2003', '\u3000', '\t', '\n', '\u2800']

describe('a reason', () => {
  it('is one that says in forty characters and six different words what is the matter', () => {
    expect(measureReason(GOOD)).toEqual({ characters: [...GOOD].length, words: 14 })
    expect(reasonLacks(GOOD)).toBeUndefined()
    expect(reasonLacks('Mae cymdogion yn clywed plentyn yn crïo a sgrechian heno.')).toBeUndefined()
    expect(reasonLacks('Вона каже, що він прийшов до будинку з ножем знову.')).toBeUndefined()
  })
  it.each<readonly [string, string]>([
    ['forty times one letter', 'x'.repeat(40)],
    ['forty characters of no width', '\u200B'.repeat(40)],
    ['one word, again and again', 'help '.repeat(20)],
    ['the same in other letters', 'Help hElp heLp helP HELP hELP HElp heLP HELp'],
    ['numbers', '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20'],
    ['dots', '. , ; : ! ? '.repeat(8)],
    ['spaces', ' '.repeat(400)],
    ['six words too short', 'She is in very great danger'],
    ['six words and marks', `She is in very great danger${'\u0301'.repeat(40)}`],
    ['six words far apart', 'She      is      in      very      great      danger'],
    ['nothing', ''],
  ])('is none of %s', (_name, text) => {
    expect(reasonLacks(text)).toEqual(expect.any(String))
  })
  it('says what is missing, and nothing of what was said', () => {
    expect(reasonLacks('Soon.')).toBe(
      'Say it in words, 40 characters or more in at least 6 different words: 35 more characters and 5 more different words. Repeated spaces and what cannot be seen do not count.',
    )
    expect(reasonLacks('She is in very great danger of her life')).toMatch(/: 1 more character\. /)
    expect(reasonLacks('dangerous dangerous dangerous dangerous dangerous')).toMatch(/: 5 more different words\. /)
  })
  it('counts the same with whatever invisible characters are put into it, and with more spaces', () => {
    const put = fc.array(fc.tuple(fc.nat(200), fc.constantFrom(...INVISIBLE)), { maxLength: 60 })
    fc.assert(
      fc.property(put, fc.constantFrom(...SPACES), fc.nat(20), (places, space, times) => {
        const characters = [...GOOD]
        for (const [at, invisible] of places) characters.splice(at % characters.length, 0, invisible)
        const spaced = characters.map((character) => (character === ' ' ? ` ${space.repeat(times)}` : character)).join('')
        expect(measureReason(spaced)).toEqual(measureReason(GOOD))
      }),
    )
  })
  it('is never one of invisible characters and spaces alone, and counts at most what there is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...INVISIBLE, ...SPACES), { maxLength: 500 }), (characters) => {
        expect(measureReason(characters.join(''))).toEqual({ characters: 0, words: 0 })
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { characters, words } = measureReason(text)
        expect(characters).toBeLessThanOrEqual([...text.normalize('NFC')].length)
        expect(words).toBeLessThanOrEqual(characters)
        expect(reasonLacks(text) === undefined).toBe(characters >= LEAST_CHARACTERS && words >= LEAST_WORDS)
      }),
    )
  })
})
