import { TITLES, type CodeTitles } from './title-table.ts'

export type Pronoun = 'He' | 'She' | 'They'

/** The pronoun of a recorded sex. */
export const pronounOf = (sex: unknown): Pronoun => (sex === 'male' ? 'He' : sex === 'female' ? 'She' : 'They')

/** Words of the table, which speak of him, in the forms of another pronoun. */
const FORMS: Readonly<Record<Exclude<Pronoun, 'He'>, Readonly<Record<string, string>>>> = {
  She: { He: 'She', he: 'she', His: 'Her', his: 'her', him: 'her' },
  They: {
    He: 'They',
    he: 'they',
    His: 'Their',
    his: 'their',
    him: 'them',
    'He was': 'They were',
    'he was': 'they were',
    'he does': 'they do',
    'he poses': 'they pose',
  },
}
const SPEAKS_OF_HIM = /\b([Hh]e (was|does|poses)|He|he|His|his|him)\b/g

function inForm(text: string, pronoun: Pronoun): string {
  if (pronoun === 'He') return text
  const forms = FORMS[pronoun]
  return text.replaceAll(SPEAKS_OF_HIM, (words) => forms[words] ?? words.replace(/^\w+/, (first) => forms[first] ?? first))
}

const isCodes = (entry: string | CodeTitles): entry is CodeTitles => typeof entry !== 'string'

/** An event's heading: him as the subject, in active voice. `code`: the code of a detail, where it is disclosed. `fallback`: the title of the type. */
export function titleOf(type: string, pronoun: Pronoun, code: (field: string) => unknown, fallback: string): string {
  const entry = TITLES[type]
  if (entry === undefined) return fallback
  const value = isCodes(entry) ? code(entry.field) : undefined
  const text = isCodes(entry) ? (typeof value === 'string' || typeof value === 'boolean' ? entry.titles[String(value)] : undefined) : entry
  return text === undefined ? fallback : inForm(text, pronoun)
}
