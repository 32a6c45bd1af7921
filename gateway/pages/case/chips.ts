import { families } from '../../../core/catalogue/families.ts'
import type { Pattern } from '../../../core/pattern/pattern.ts'
import { counted } from '../../../core/words/counted.ts'
import { groupWords, shownDate, type LabelOf } from './page-words.ts'
import { harmedPersonWords } from './overview.ts'
import type { Filters } from './filters.ts'
import { MOST_EVENTS } from './links.ts'

/** A filter that is on, and the address without it. */
export interface Chip {
  readonly text: string
  readonly href: string
}

export interface ChipContext {
  readonly hrefOf: (filters: Filters) => string
  readonly pattern: Pattern
  readonly agencies: readonly { readonly id: string; readonly name: string }[]
  readonly label: LabelOf
}

/** The filters that are on, each to be removed. `words`: what was searched for. */
export function chipsOf(filters: Filters, words: string, { hrefOf, pattern, agencies, label }: ChipContext): readonly Chip[] {
  const text: Readonly<Record<keyof Filters, (value: string) => string>> = {
    from: (value) => `From ${shownDate(value)}`,
    to: (value) => `To ${shownDate(value)}`,
    family: (value) => families.find(({ code }) => code === value)?.label ?? value,
    agency: (value) => agencies.find(({ id }) => id === value)?.name ?? 'An agency that is not shown',
    tactic: (value) => groupWords(value),
    basis: (value) => label('assertion_basis', value) ?? value,
    breach: () => 'Breaches only',
    person: (value) => {
      const person = pattern.people.find(({ id }) => id === value)
      return person === undefined ? 'A person who is not shown' : harmedPersonWords(person)
    },
    since: (value) => `New to you since ${shownDate(value)}`,
    events: (value) => {
      const { length } = value.split('.')
      return length < MOST_EVENTS
        ? `What was counted: ${counted(length, 'entry', 'entries')}`
        : `The first ${String(length)} of what was counted`
    },
  }
  const on = (Object.entries(filters) as [keyof Filters, string][]).map(([name, value]) => ({
    text: text[name](value),
    href: hrefOf(Object.fromEntries(Object.entries(filters).filter(([other]) => other !== name))),
  }))
  return words === '' ? on : [...on, { text: `Words: ${words}`, href: hrefOf(filters) }]
}
