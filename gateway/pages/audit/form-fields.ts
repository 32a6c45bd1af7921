import type { QuestionDeps } from '../../questions/deps.ts'
import type { CasePages } from '../frame.ts'
import type { Visit } from '../visit.ts'

export interface AuditPages extends Pick<CasePages, 'catalogue' | 'render'> {
  readonly questions: QuestionDeps
}

/** The fields of a form that something was written into. */
export const filled = (form: Visit['form'], ...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const text = (form.get(name) ?? '').trim()
      return text === '' ? [] : [[name, text] as const]
    }),
  )

const PARTS = ['day', 'month', 'year'] as const

/** What a form said, for one that asks for the next page of the same answer. `dates`: fields that are given in three parts. */
export const carried = (
  form: Visit['form'],
  names: readonly string[],
  dates: readonly string[],
): readonly { readonly name: string; readonly value: string }[] =>
  Object.entries(filled(form, ...names, ...dates.flatMap((date) => PARTS.map((part) => `${date}-${part}`)))).map(([name, value]) => ({
    name,
    value,
  }))
