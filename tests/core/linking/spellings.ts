/** A person as a system writes them. */
export interface Written {
  readonly given?: string | null
  readonly family?: string | null
  readonly born?: string | null
  readonly ids?: readonly (readonly [scheme: string, value: string])[]
}

/** What becomes of an event about somebody who is written otherwise than in the event that opened the case. */
export type Becomes = 'linked' | 'waits' | 'new'

/** By what the second event is to be found: the man's number, a proceeding, or the pair of him and her. */
export type By = 'number' | 'proceeding' | 'pair'

export interface Kind {
  readonly name: string
  /** Ten pairs: as the case has him, and as he is written next. */
  readonly pairs: readonly (readonly [known: Written, next: Written])[]
  readonly becomes: Readonly<Record<By, Becomes>>
}

const BORN = '1989-07-14'
const names = (...pairs: readonly (readonly [string, string, string, string])[]): Kind['pairs'] =>
  pairs.map(([given, family, nextGiven, nextFamily]) => [
    { given, family, born: BORN },
    { given: nextGiven, family: nextFamily, born: BORN },
  ])
const surnames = (...pairs: readonly (readonly [string, string])[]): Kind['pairs'] =>
  names(...pairs.map(([one, other]) => ['Darren', one, 'Darren', other] as const))
const givenNames = (...pairs: readonly (readonly [string, string])[]): Kind['pairs'] =>
  names(...pairs.map(([one, other]) => [one, 'Holt', other, 'Holt'] as const))
const births = (...pairs: readonly (readonly [string, string])[]): Kind['pairs'] =>
  pairs.map(([one, other]) => [
    { given: 'Darren', family: 'Holt', born: one },
    { given: 'Darren', family: 'Holt', born: other },
  ])

/** Spelt otherwise: the same name. */
const SAME = { number: 'linked', proceeding: 'linked', pair: 'linked' } as const
/** Differs in one way that does not contradict: found by a number or a proceeding, and not by name. */
const NOT_AGAINST = { number: 'linked', proceeding: 'linked', pair: 'waits' } as const
const OTHER = { number: 'waits', proceeding: 'waits', pair: 'waits' } as const

/** Two hundred pairs in twenty kinds. */
export const KINDS: readonly Kind[] = [
  {
    name: 'Mc and Mac apart or together',
    becomes: SAME,
    pairs: surnames(
      ['McDonald', 'Mc Donald'],
      ['Mc Donald', 'McDonald'],
      ['MacLeod', 'Mac Leod'],
      ['Mac Leod', 'MACLEOD'],
      ['McAllister', 'Mc allister'],
      ['mcgregor', 'Mc Gregor'],
      ['MC KENZIE', 'McKenzie'],
      ['MacDougall', 'Mac-Dougall'],
      ['McEwan', 'M’cEwan'],
      ['Mc Intyre', 'Mcintyre'],
    ),
  },
  {
    name: 'O with an apostrophe, a space or nothing',
    becomes: SAME,
    pairs: surnames(
      ["O'Brien", 'O BRIEN'],
      ['O’Brien', 'OBrien'],
      ['O`Neill', 'O Neill'],
      ['O\u02bcHara', "O'Hara"],
      ['OConnor', 'O Connor'],
      ['O Reilly', 'O’Reilly'],
      ["D'Arcy", 'D Arcy'],
      ['D’Souza', 'DSouza'],
      ["N'Dour", 'N Dour'],
      ['O´Leary', 'O-Leary'],
    ),
  },
  {
    name: 'hyphens and dashes',
    becomes: SAME,
    pairs: surnames(
      ['Smith-Jones', 'Smith Jones'],
      ['Smith\u2013Jones', 'Smith-Jones'],
      ['Smith\u2014Jones', 'SmithJones'],
      ['Smith\u2011Jones', 'Smith Jones'],
      ['Smith\u2212Jones', 'Smith-Jones'],
      ['Price Evans', 'Price\u2010Evans'],
      ['Adeyemi - Clarke', 'Adeyemi-Clarke'],
      ['Lloyd--George', 'Lloyd-George'],
      ['Ali-Khan', 'ALI KHAN'],
      ['Hall\u00adWood', 'Hall-Wood'],
    ),
  },
  {
    name: 'particles',
    becomes: SAME,
    pairs: surnames(
      ['van der Berg', 'Vanderberg'],
      ['Van Den Heuvel', 'van den heuvel'],
      ['al-Hassan', 'Al Hassan'],
      ['Al Hassan', 'Alhassan'],
      ['de la Cruz', 'Delacruz'],
      ['El-Sayed', 'Elsayed'],
      ['St John', 'StJohn'],
      ['St. Clair', 'St Clair'],
      ['Le Blanc', 'Leblanc'],
      ['Ben Ali', 'Benali'],
    ),
  },
  {
    name: 'accents and ligatures',
    becomes: SAME,
    pairs: surnames(
      ['Müller', 'Muller'],
      ['Nuñez', 'NUNEZ'],
      ['Jørgensen', 'Jorgensen'],
      ['Łukasz', 'Lukasz'],
      ['Çelik', 'Celik'],
      ['Dvořák', 'Dvorak'],
      ['Þór', 'Thor'],
      ['Æbelø', 'Aebelo'],
      ['Szőke', 'Szoke'],
      ['Étienne', 'Etienne'],
    ),
  },
  {
    name: 'letters and spaces around',
    becomes: SAME,
    pairs: surnames(
      ['Holt', 'HOLT'],
      ['Holt', ' holt '],
      ['Holt', 'hOlT'],
      ['Holt', 'Ｈｏｌｔ'],
      ['Holt', 'Holt.'],
      ['Holt', 'Holt,'],
      ['Holt', '"Holt"'],
      ['Holt', '\u00a0Holt'],
      ['Holt', 'Holt\u200b'],
      ['Holt', '(Holt)'],
    ),
  },
  {
    name: 'given names together or apart',
    becomes: SAME,
    pairs: givenNames(
      ['Mary Jane', 'Maryjane'],
      ['Jean-Luc', 'Jean Luc'],
      ['Jean Luc', 'JEANLUC'],
      ['Abdul Rahman', 'Abdulrahman'],
      ['Abdul-Aziz', 'Abdul Aziz'],
      ['Anne Marie', 'Anne-Marie'],
      ['Lee Roy', 'Leeroy'],
      ['Mohammad Ali', 'Mohammadali'],
      ['Jo Ann', 'Joann'],
      ['Rhys-Owen', 'Rhysowen'],
    ),
  },
  {
    name: 'a second given name',
    becomes: NOT_AGAINST,
    pairs: givenNames(
      ['Rhys', 'Rhys Owen'],
      ['Rhys Owen', 'Rhys'],
      ['Darren', 'Darren Lee'],
      ['Darren Lee', 'Darren Paul'],
      ['John', 'John-Paul'],
      ['Mohammed', 'Mohammed Imran'],
      ['Lee', 'Lee James Ian'],
      ['Ian James', 'Ian'],
      ['David Alan', 'David A'],
      ['Sean', 'Sean P'],
    ),
  },
  {
    name: 'an initial',
    becomes: NOT_AGAINST,
    pairs: givenNames(
      ['Rhys', 'R'],
      ['R', 'Rhys'],
      ['Rhys', 'R.'],
      ['Darren', 'D'],
      ['D', 'Darren'],
      ['John', 'J'],
      ['J.', 'John'],
      ['Mohammed', 'M'],
      ['Alan', 'A.'],
      ['A', 'Alan'],
    ),
  },
  {
    name: 'given and family name swapped',
    becomes: NOT_AGAINST,
    pairs: names(
      ['Darren', 'Holt', 'Holt', 'Darren'],
      ['Holt', 'Darren', 'Darren', 'Holt'],
      ['Wei', 'Zhang', 'Zhang', 'Wei'],
      ['Li', 'Na', 'Na', 'Li'],
      ['Anh', 'Nguyen', 'Nguyen', 'Anh'],
      ['Singh', 'Gurpreet', 'Gurpreet', 'Singh'],
      ['James', 'Thomas', 'Thomas', 'James'],
      ['Ali', 'Hassan', 'Hassan', 'Ali'],
      ['Nagy', 'Istvan', 'Istvan', 'Nagy'],
      ['Kim', 'Minjun', 'Minjun', 'Kim'],
    ),
  },
  {
    name: 'day and month swapped',
    becomes: NOT_AGAINST,
    pairs: births(
      ['1989-07-04', '1989-04-07'],
      ['1990-01-02', '1990-02-01'],
      ['1985-12-11', '1985-11-12'],
      ['1979-03-10', '1979-10-03'],
      ['2001-06-05', '2001-05-06'],
      ['1968-09-08', '1968-08-09'],
      ['1999-11-01', '1999-01-11'],
      ['1977-02-12', '1977-12-02'],
      ['1983-10-09', '1983-09-10'],
      ['1995-08-03', '1995-03-08'],
    ),
  },
  {
    name: 'one digit off in the birth date',
    becomes: NOT_AGAINST,
    pairs: births(
      ['1989-07-14', '1989-07-15'],
      ['1989-07-14', '1988-07-14'],
      ['1989-07-14', '1989-08-14'],
      ['1989-07-14', '1979-07-14'],
      ['1990-01-31', '1990-01-30'],
      ['1985-12-25', '1985-12-26'],
      ['2000-02-29', '2000-02-28'],
      ['1971-05-05', '1971-05-06'],
      ['1993-03-23', '1993-03-13'],
      ['1966-06-16', '1966-06-18'],
    ),
  },
  {
    name: 'another given name',
    becomes: NOT_AGAINST,
    pairs: givenNames(
      ['Darren', 'Daz'],
      ['William', 'Bill'],
      ['Robert', 'Bob'],
      ['Muhammad', 'Mo'],
      ['Anthony', 'Tony'],
      ['James', 'Jim'],
      ['Michael', 'Mick'],
      ['Alexander', 'Sasha'],
      ['Richard', 'Dick'],
      ['Edward', 'Ted'],
    ),
  },
  {
    name: 'another surname',
    becomes: NOT_AGAINST,
    pairs: surnames(
      ['Holt', 'Hoult'],
      ['Reid', 'Read'],
      ['Smyth', 'Smith'],
      ['Khan', 'Cann'],
      ['Marsh', 'Doyle'],
      ['Nair', 'Nayar'],
      ['Clarke', 'Clark'],
      ['Phillips', 'Philips'],
      ['Stuart', 'Stewart'],
      ['Hughes', 'Hewes'],
    ),
  },
  {
    name: 'no given name known',
    becomes: NOT_AGAINST,
    pairs: givenNames(
      ['Darren', 'N/K'],
      ['Darren', 'Not known'],
      ['Darren', 'UNKNOWN'],
      ['Darren', 'NK'],
      ['Darren', 'xx'],
      ['N/K', 'Darren'],
      ['Unknown', 'Darren'],
      ['Darren', 'Mr'],
      ['Darren', 'TBC'],
      ['Darren', 'N.K.'],
    ),
  },
  {
    name: 'no birth date known',
    becomes: NOT_AGAINST,
    pairs: births(
      ['1989-07-14', '1900-01-01'],
      ['1989-07-14', '1970-01-01'],
      ['1900-01-01', '1989-07-14'],
      ['1970-01-01', '1989-07-14'],
      ['1990-02-03', '1900-01-01'],
      ['1991-02-03', '1970-01-01'],
      ['1992-02-03', '1900-01-01'],
      ['1993-02-03', '1970-01-01'],
      ['1994-02-03', '1900-01-01'],
      ['1995-02-03', '1970-01-01'],
    ),
  },
  {
    name: 'one name alone',
    becomes: SAME,
    pairs: ['Suharto', 'Sukarno', 'Gulzar', 'Bina', 'Farhan', 'Tenzin', 'Myint', 'Aung', 'Devi', 'Kaur'].map((name, at) => [
      { given: at % 2 === 0 ? null : '', family: name, born: BORN },
      { given: at % 3 === 0 ? '-' : null, family: name.toUpperCase(), born: BORN },
    ]),
  },
  {
    name: 'given name and birth date others',
    becomes: OTHER,
    pairs: ['Daz', 'Dean', 'Bill', 'Mo', 'Tony', 'Jim', 'Mick', 'Ted', 'Sasha', 'Ivor'].map((given, at) => [
      { given: 'Darren', family: 'Holt', born: BORN },
      { given, family: 'Holt', born: `199${String(at)}-02-03` },
    ]),
  },
  {
    name: 'both names others',
    becomes: OTHER,
    pairs: names(
      ['Darren', 'Holt', 'Callum', 'Reid'],
      ['Darren', 'Holt', 'Martin', 'Ashe'],
      ['Darren', 'Holt', 'Daz', 'Hoult'],
      ['Wei', 'Zhang', 'Wai', 'Chang'],
      ['John', 'Smith', 'Ian', 'Smyth'],
      ['Ali', 'Khan', 'Aly', 'Cann'],
      ['Lee', 'Price', 'Leigh', 'Pryce'],
      ['Sean', 'Kelly', 'Shaun', 'Kelley'],
      ['Ann', 'Reid', 'Anna', 'Read'],
      ['Paul', 'Gray', 'Pawel', 'Grey'],
    ),
  },
  {
    name: 'surname and birth date others',
    becomes: OTHER,
    pairs: ['Hoult', 'Reid', 'Smith', 'Khan', 'Marsh', 'Nair', 'Ashe', 'Doyle', 'Price', 'Clarke'].map((family, at) => [
      { given: 'Darren', family: 'Holt', born: BORN },
      { given: 'Darren', family, born: `199${String(at)}-02-03` },
    ]),
  },
]
