/** A date as a form has it: three texts, as typed. */
export interface DateParts {
  readonly day: string
  readonly month: string
  readonly year: string
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const NAME_CHARACTERS = 3

/** A month by its number or its name. */
const monthOf = (text: string): number =>
  /^\d{1,2}$/.test(text) ? Number(text) : MONTHS.indexOf(text.slice(0, NAME_CHARACTERS).toLowerCase()) + 1

/** What three texts say: an ISO date, or nothing where all are empty; not ok where they are no date that there is. */
export type ParsedDate = { readonly ok: true; readonly date: string | undefined } | { readonly ok: false }

/** Parses a date as a form has it. */
export function dateOfParts({ day, month, year }: DateParts): ParsedDate {
  if (day === '' && month === '' && year === '') return { ok: true, date: undefined }
  if (!/^\d{1,2}$/.test(day) || !/^\d{4}$/.test(year)) return { ok: false }
  const date = `${year}-${String(monthOf(month)).padStart(2, '0')}-${day.padStart(2, '0')}`
  const moment = new Date(`${date}T12:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(date) ? { ok: true, date } : { ok: false }
}

/** An ISO date as a form has it; empty fields of an empty text. */
export function partsOfDate(date: string): DateParts {
  if (date === '') return { day: '', month: '', year: '' }
  const [year = '', month = '', day = ''] = date.split('-')
  return { day: String(Number(day)), month: String(Number(month)), year }
}
