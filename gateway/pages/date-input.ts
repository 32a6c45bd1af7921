import { isDate } from '../../schemas/codec/formats.ts'

const PARTS = ['day', 'month', 'year'] as const
export type DatePart = (typeof PARTS)[number]

/** What is wrong with a date, and with which of its parts. */
export interface WrongDate {
  readonly text: string
  readonly parts: readonly DatePart[]
}

/** A date as a form's three fields have it. */
export interface WrittenDate {
  readonly name: string
  /** YYYY-MM-DD; empty where they make no date. */
  readonly text: string
  readonly wrong?: WrongDate
}

/** Digits of a part, and the most that it may be. */
const FORMS: Readonly<Record<DatePart, { readonly form: RegExp; readonly most: number }>> = {
  day: { form: /^\d{1,2}$/, most: 31 },
  month: { form: /^\d{1,2}$/, most: 12 },
  year: { form: /^\d{4}$/, most: 9999 },
}

const isPossible = (part: DatePart, text: string): boolean =>
  FORMS[part].form.test(text) && Number(text) >= 1 && Number(text) <= FORMS[part].most

const list = (parts: readonly DatePart[]): string => parts.map((part) => `a ${part}`).join(' and ')

/** Of a date that ends an allocation. */
export const LAST_DAY = 'The last day'

/** Reads the fields `<name>-day`, `<name>-month` and `<name>-year`. `label`: what the date is, as a sentence begins: "The last day". */
export function writtenDate(form: ReadonlyMap<string, string>, name: string, label: string): WrittenDate {
  const written = PARTS.map((part) => ({ part, text: (form.get(`${name}-${part}`) ?? '').trim() }))
  const [day = '', month = '', year = ''] = written.map(({ text }) => text)
  const partsThat = (is: (entry: (typeof written)[number]) => boolean): readonly DatePart[] => written.filter(is).map(({ part }) => part)
  const missing = partsThat(({ text }) => text === '')
  const impossible = partsThat(({ part, text }) => text !== '' && !isPossible(part, text))
  const wrong = (text: string, parts: readonly DatePart[]): WrittenDate => ({
    name,
    text: '',
    wrong: { text: `${label} must ${text}.`, parts },
  })
  if (missing.length === PARTS.length) return wrong('be given', PARTS)
  if (missing.length > 0) return wrong(`include ${list(missing)}`, missing)
  if (impossible.length > 0) {
    const ranges = impossible.map((part) => (part === 'year' ? 'a year of four digits' : `a ${part} from 1 to ${String(FORMS[part].most)}`))
    return wrong(`have ${ranges.join(' and ')}`, impossible)
  }
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDate(text) ? { name, text } : wrong('be a real date: that month has fewer days', ['day'])
}

/** What is wrong with a date that is real, and yet not one that may be given: all of it. */
export const wholeDate = (text: string): WrongDate => ({ text, parts: PARTS })
