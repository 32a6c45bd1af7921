import { codeWords } from './codes.ts'
import type { WordsContext } from './context.ts'
import { dateWords } from './dates.ts'
import { entriesBut, listOf, recordOf, type Data } from './json.ts'
import { labelOf } from './labels.ts'
import { line, type DetailLine } from './line.ts'
import { ageBandWords, harmedOf, personName } from './people.ts'
import { jsonWords, plainLeaf } from './plain-json.ts'

const said = <Of>(value: unknown, words: (value: unknown) => Of): readonly Of[] =>
  value === undefined || value === null || value === '' ? [] : [words(value)]

const isWhole = (date: unknown): boolean => typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date)

const NAMED = ['given_name', 'family_name', 'pseudonym', 'role', 'relationship', 'birth_date', 'age_band', 'sex', 'identifiers', 'key']

/** Everything that is disclosed of a person, each as a phrase. */
function phrases(person: unknown, { catalogue }: WordsContext): readonly string[] {
  const data = recordOf(person)
  const { pseudonym, role, relationship, birth_date: born, age_band: band, sex, identifiers, key } = data
  return [
    ...said(personName(person), String),
    ...said(pseudonym, (value) => `known here as ${String(value)}`),
    ...said(role, (value) => codeWords(catalogue, 'person_role', value)),
    ...said(relationship, (value) => codeWords(catalogue, 'relationship', value)),
    ...said(born, (value) => `born ${isWhole(value) ? dateWords(String(value)) : String(value)}`),
    ...said(band, (value) => `aged ${ageBandWords(String(value))}`),
    ...said(sex, (value) => `sex: ${codeWords(catalogue, 'sex', value)}`),
    ...listOf(identifiers).map((one) => {
      const { scheme, value } = recordOf(one)
      return `${codeWords(catalogue, 'identifier_scheme', scheme)}: ${String(value)}`
    }),
    ...said(key, (value) => `“${String(value)}” in the agency’s record`),
    ...entriesBut(data, NAMED).flatMap(([name, value]) =>
      said(value, (one) => `${labelOf(name)}: ${jsonWords(one, (_, leaf) => plainLeaf(leaf))}`),
    ),
  ]
}

/** Who was harmed, one line for each, and who uses abuse, as far as this reader is told. */
export const personLines = (data: Data, context: WordsContext): readonly DetailLine[] => [
  ...harmedOf(data).flatMap((person) => line('Person harmed', ...phrases(person, context))),
  ...line('Person who uses abuse', ...phrases(data.subject, context)),
]
