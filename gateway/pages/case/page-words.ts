import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import { COARSER } from '../timeline/codes.ts'
import { dateWords } from '../timeline/dates.ts'

/** Groups of tactics (the part of a tactic's code before the dot), as entries have them. */
const GROUPS: Readonly<Record<string, string>> = COARSER.tactic ?? {}

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
