/** A date as a form has it: three texts, as typed. */
export interface DateParts {
  readonly day: string
  readonly month: string
  readonly year: string
}

/** An ISO date as a form has it; empty fields of an empty text. */
export function partsOfDate(date: string): DateParts {
  if (date === '') return { day: '', month: '', year: '' }
  const [year = '', month = '', day = ''] = date.split('-')
  return { day: String(Number(day)), month: String(Number(month)), year }
}
