import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import { dateWords } from '../timeline/dates.ts'

/** Groups of tactics (the part of a tactic's code before the dot), as a practitioner says them. */
const GROUPS: Readonly<Record<string, string>> = {
  physical: 'Physical violence',
  sexual: 'Sexual abuse',
  reproductive: 'Reproductive coercion',
  threat: 'Threats',
  control: 'Controlling behaviour',
  emotional: 'Emotional abuse',
  tech: 'Abuse by technology',
  economic: 'Economic abuse',
  stalking: 'Stalking and harassment',
  parenting: 'Abuse through children and contact',
  damage: 'Damage to property',
  animal: 'Harm to animals',
  hba: 'So-called honour-based abuse',
  systems: 'Use of courts and services against her or him',
}

/** A group of tactics in words; where no tactic is shown, that. */
export const groupWords = (group: string | null): string => (group === null ? 'Abuse, no tactic shown' : (GROUPS[group] ?? group))

/** Codes of the groups, in the order in which pages have them. */
export const TACTIC_GROUPS: readonly string[] = Object.keys(GROUPS)

/** The label of a code; the code itself where its list has none, undefined of nothing. */
export type LabelOf = (list: string, code: string | null | undefined) => string | undefined

export const labelsOf =
  ({ codeLists }: Catalogue): LabelOf =>
  (list, code) =>
    code === null || code === undefined ? undefined : (codeLists.get(list)?.codes.find((one) => one.code === code)?.label ?? code)

const DAYS_A_YEAR_CHARACTERS = 4

/** A day, month or year in words, as far as it is shown. */
export const shownDate = (text: string): string => (text.length === DAYS_A_YEAR_CHARACTERS ? text : dateWords(text))

/** `1 event`, `2 events`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${String(count)} ${count === 1 ? one : many}`
