import type { FieldError } from '../../schemas/codec/errors.ts'
import { wholeDate, type DatePart, type WrittenDate } from './date-input.ts'

/** What a page says of a form that was not as it must be: a summary with links to the fields, and each field's own message. */
export interface WrongForm {
  readonly errors: readonly { readonly text: string; readonly href: string }[]
  /** By field; of a date, with the parts that are wrong. */
  readonly wrong: Readonly<Record<string, { readonly text: string; readonly parts?: readonly DatePart[] }>>
}

export const NOTHING_WRONG: WrongForm = { errors: [], wrong: {} }

/** Errors of fields as a page shows them; `suffix` where a page has several forms; `dates`: the fields that are given in three parts. */
export function wrongForm(errors: readonly FieldError[], suffix = '', dates: readonly WrittenDate[] = []): WrongForm {
  const named = errors.map(({ pointer, detail }) => {
    const name = pointer.slice(1)
    const date = dates.find((one) => one.name === name)
    return { name, words: date === undefined ? { text: detail } : (date.wrong ?? wholeDate(detail)) }
  })
  return {
    errors: named.map(({ name, words }) => ({
      text: words.text,
      href: `#${name}${'parts' in words ? `-${words.parts[0] ?? 'day'}` : ''}${suffix}`,
    })),
    wrong: Object.fromEntries(named.map(({ name, words }) => [name, words])),
  }
}

/** The fields of a form that a body has, so that the token that it carries is no field of it. */
export const fieldsOf = (form: ReadonlyMap<string, string>, ...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, form.get(name) ?? '']))
