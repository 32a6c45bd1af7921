import { uuidOf } from '../../fixtures/demo-events.ts'
import type { Chance } from '../../reference-policy/random.ts'

/** A made-up person as an event names them. */
export interface MadeUpPerson {
  readonly key: string
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[]
  readonly given_name: string
  readonly family_name: string
  readonly birth_date: string
  readonly sex: 'male' | 'female'
}

/** A man, and two women whom he harmed: nobody else in any pair of worlds has their names or numbers. */
export interface Household {
  readonly man: MadeUpPerson
  readonly women: readonly [MadeUpPerson, MadeUpPerson]
  /** What the MARAC calls the case. */
  readonly maracId: string
}

const MEN = ['Gareth', 'Imran', 'Tomasz', 'Callum', 'Devon', 'Piotr', 'Rhys', 'Samir'] as const
const WOMEN = ['Shanice', 'Aoife', 'Zainab', 'Magda', 'Carys', 'Noreen', 'Bethan', 'Yewande'] as const
const SYLLABLES = ['bar', 'cor', 'dun', 'fen', 'gil', 'hal', 'kes', 'lor', 'mar', 'nev', 'pen', 'ros', 'sel', 'tre', 'vin', 'wes'] as const

/** A surname that is made of a seed's digits in syllables, so that no two seeds share one. */
function surnameOf(seed: number, place: number): string {
  const digits = (seed * 4 + place)
    .toString(16)
    .padStart(3, '0')
    .split('')
    .map((digit) => SYLLABLES[Number.parseInt(digit, 16)] ?? '')
  const word = `${digits.join('')}ley`
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** PNC ids end in a letter that is worked out of the number (as schemas/codec/formats.ts checks it). */
const PNC_LETTERS = 'ZABCDEFGHJKLMNPQRTUVWXY'
const pncOf = (serial: number): string =>
  `2015/${String(serial).padStart(7, '0')}${PNC_LETTERS[Number(`15${String(serial).padStart(7, '0')}`) % 23] ?? ''}`

/** The household of a seed, 1 to 1000 or more. */
export function household(seed: number, chance: Chance): Household {
  const person = (place: number, given_name: string, sex: MadeUpPerson['sex']): MadeUpPerson => ({
    key: `P${String(place)}`,
    given_name,
    family_name: surnameOf(seed, place),
    sex,
    birth_date: `19${String(70 + chance.below(25))}-0${String(1 + chance.below(9))}-1${String(chance.below(10))}`,
    identifiers:
      place === 0 ? [{ scheme: 'PNC', value: pncOf(100_000 + seed) }] : [{ scheme: 'LOCAL', value: `L${String(seed)}-${String(place)}` }],
  })
  return {
    man: person(0, chance.pick(MEN), 'male'),
    women: [person(1, chance.pick(WOMEN), 'female'), person(2, chance.pick(WOMEN), 'female')],
    maracId: `M-${uuidOf('never tells', String(seed)).slice(0, 8)}`,
  }
}
