import type { CaseEvent } from '../case-events.ts'

/** The release's table of instruments (policy/tables/instruments.json), as far as the fold of a case needs it. */
export interface InstrumentTable {
  /** Kinds of agency that face the perpetrator. */
  readonly faces_perpetrator: readonly string[]
  /** Whose allocation to a harmed person makes a worker of hers: roles; and, where a link names no role, kinds of agency. */
  readonly her_workers: { readonly roles: readonly string[]; readonly kinds: readonly string[] }
  /** Roles of those who run a meeting. */
  readonly meeting_roles: readonly string[]
  /** Role of who answers for the bus operator. */
  readonly operator_role: string
  readonly limits: {
    /** Hours for which a block takes effect that nobody has confirmed. */
    readonly block_hours: number
    /** Days within which a block of the same person by the same agency is the same one, said again. */
    readonly block_again_days: number
    /** Days for which what opens, said before the table was in force, keeps its effect. */
    readonly from_before_days: number
  }
}

/** Whose word counts, from when. A fold without it is that of the first engine: everybody is taken at their word. */
export interface WhoseWord {
  readonly table: InstrumentTable
  /** When a release with a table replaced one without, ms since the Unix epoch; undefined where there never was another. */
  readonly since: number | undefined
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** When the time ends that a block has without anybody's confirming it. `from`: when it begins to take effect. */
export const endOfBlock = ({ table }: WhoseWord, from: number): number => from + table.limits.block_hours * HOUR

/** True of a block that takes effect so long after another of the same person that it is that one, said again. */
export const isRenewal = ({ table }: WhoseWord, first: number, again: number): boolean =>
  again - first <= table.limits.block_again_days * DAY

/** True of what was said before the table was in force. */
export const isFromBefore = ({ since }: WhoseWord, { index }: CaseEvent): boolean =>
  since !== undefined && Date.parse(index.published_at) < since

/** How long what opens keeps its effect that was said before the table was in force. */
export const fromBeforeTime = ({ table }: WhoseWord): number => table.limits.from_before_days * DAY

/** When what opens, said before the table was in force, loses its effect; before all time where there never was another release. */
export const endOfBefore = (word: WhoseWord): number => (word.since ?? -Infinity) + fromBeforeTime(word)
