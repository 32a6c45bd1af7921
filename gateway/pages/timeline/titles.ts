import { TITLES, type CodeTitles } from './title-table.ts'

export type Pronoun = 'He' | 'She' | 'They'

/** The pronoun of a recorded sex. */
export const pronounOf = (sex: unknown): Pronoun => (sex === 'male' ? 'He' : sex === 'female' ? 'She' : 'They')

const FORMS: Readonly<Record<Pronoun, Readonly<Record<string, string>>>> = {
  He: { He: 'He', he: 'he', his: 'his', him: 'him', was: 'was' },
  She: { He: 'She', he: 'she', his: 'her', him: 'her', was: 'was' },
  They: { He: 'They', he: 'they', his: 'their', him: 'them', was: 'were' },
}

const isCodes = (entry: string | CodeTitles): entry is CodeTitles => typeof entry !== 'string'

/** An event's heading: him as the subject, in active voice. `code`: the code of a detail, where it is released. `fallback`: the title of the type. */
export function titleOf(type: string, pronoun: Pronoun, code: (field: string) => unknown, fallback: string): string {
  const entry = TITLES[type]
  if (entry === undefined) return fallback
  const value = isCodes(entry) ? code(entry.field) : undefined
  const text = isCodes(entry) ? (typeof value === 'string' ? entry.titles[value] : undefined) : entry
  return text?.replaceAll(/\b(He|he|his|him|was)\b/g, (word) => FORMS[pronoun][word] ?? word) ?? fallback
}
