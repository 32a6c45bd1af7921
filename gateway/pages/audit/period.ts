import { writtenDate, type WrittenDate } from '../date-input.ts'

const PARTS = ['day', 'month', 'year'] as const

/** A date that may be left out: undefined where none of its fields is filled in. */
export function optionalDate(form: ReadonlyMap<string, string>, name: string, label: string): WrittenDate | undefined {
  const isEmpty = PARTS.every((part) => (form.get(`${name}-${part}`) ?? '').trim() === '')
  return isEmpty ? undefined : writtenDate(form, name, label)
}

/** First and last day of a question, as a form has them. */
export function writtenPeriod(form: ReadonlyMap<string, string>): readonly WrittenDate[] {
  const days = [optionalDate(form, 'from', 'The first day'), optionalDate(form, 'to', 'The last day')]
  return days.filter((day) => day !== undefined)
}

/** The same as members of a body; one that is no date goes in as it is, to be refused there. */
export const periodBody = (days: readonly WrittenDate[]): Readonly<Record<string, string>> =>
  Object.fromEntries(days.map(({ name, text }) => [name, text]))
