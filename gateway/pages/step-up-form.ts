import type { FieldError } from '../../schemas/codec/errors.ts'

/** What a page says of a form that was not as it must be: a summary with links to the fields, and each field's own message. */
export interface WrongForm {
  readonly errors: readonly { readonly text: string; readonly href: string }[]
  readonly wrong: Readonly<Record<string, { readonly text: string }>>
}

export const NOTHING_WRONG: WrongForm = { errors: [], wrong: {} }

/** Errors of fields as a page shows them; `suffix` where a page has several forms. */
export function wrongForm(errors: readonly FieldError[], suffix = ''): WrongForm {
  const named = errors.map(({ pointer, detail }) => ({ name: pointer.slice(1), detail }))
  return {
    errors: named.map(({ name, detail }) => ({ text: detail, href: `#${name}${suffix}` })),
    wrong: Object.fromEntries(named.map(({ name, detail }) => [name, { text: detail }])),
  }
}

/** The fields of a form that a body has, so that the token that it carries is no field of it. */
export const fieldsOf = (form: ReadonlyMap<string, string>, ...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, form.get(name) ?? '']))
