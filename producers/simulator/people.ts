import { below, type Random } from './random.ts'

/** Somebody who does not exist. */
export interface MadeUpPerson {
  readonly given_name: string
  readonly family_name: string
  readonly birth_date: string
  /** Valid by form, by scheme. */
  readonly identifiers: Readonly<Record<string, string>>
}

const GIVEN = (
  'Ada Bea Cal Dov Eli Fay Gus Hal Ida Jon Kit Lou Mia Ned Ola Pia Quin Ray Sal Tom Una Val Wim Xan Yve Zoe ' +
  'Arlo Bram Cora Dane Enid Finn Gwen Hugo Iris Jude Kara Lars Mona Nils'
).split(' ')
const FAMILY = (
  'Alder Birch Cedar Dale Elm Frost Glen Heath Ives Jarrow Kestle Linden Marsh Nettle Oakes Pine Quill Rowan Sedge Thorn ' +
  'Umber Vale Willow Yarrow Ash Briar Clover Dell Fern Gorse Hazel Juniper Kelp Larch Moss Nairn Orchard Plum Reed Sorrel'
).split(' ')

const digits = (value: number, length: number): string => String(value).padStart(length, '0')
const letter = (random: Random): string => String.fromCharCode(65 + below(random, 26))

/** Serials of seven digits in a year, from 1,000,000 on. */
const SERIALS = 9_000_000

/** See core/linking/identifiers.ts for the check letter. */
const pnc = (year: number, serial: number): string =>
  `${year}/${digits(serial, 7)}${'ZABCDEFGHJKLMNPQRTUVWXY'[Number(`${digits(year % 100, 2)}${digits(serial, 7)}`) % 23] ?? ''}`

/** Numbers from 999 on are for tests. A sum that gives no check digit moves on by one. */
function nhs(number: number): string {
  const nine = `999${digits(number % 1_000_000, 6)}`
  const check = (11 - ([...nine].reduce((sum, digit, at) => sum + Number(digit) * (10 - at), 0) % 11)) % 11
  return check === 10 ? nhs(number + 1) : `${nine}${check}`
}

const nameOf = (names: readonly string[], number: number): string => names[Math.floor(number) % names.length] ?? ''

/** Makes up a person; `number` tells them from all others, by name too: two people of one name and birth date would wait to be told apart. */
export function madeUpPerson(random: Random, number: number): MadeUpPerson {
  return {
    given_name: nameOf(GIVEN, number / (FAMILY.length * FAMILY.length)),
    family_name: `${nameOf(FAMILY, number)}-${nameOf(FAMILY, number / FAMILY.length)}`,
    // The first day of computers' clocks says that none is known.
    birth_date: `${1950 + below(random, 55)}-${digits(1 + below(random, 12), 2)}-${digits(1 + below(random, 28), 2)}`.replace(
      '1970-01-01',
      '1970-01-02',
    ),
    identifiers: {
      PNC: pnc(2000 + Math.floor(number / SERIALS), 1_000_000 + (number % SERIALS)),
      CRN: `${letter(random)}${digits(number % 1_000_000, 6)}`,
      NOMIS: `A${digits(below(random, 10_000), 4)}${letter(random)}${letter(random)}`,
      NHS: nhs(number * 7),
    },
  }
}
