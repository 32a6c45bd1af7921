/** The release's table of instruments (gateway/policy/tables/instruments.json), as far as the fold of a case needs it. */
export interface InstrumentTable {
  /** Kinds of agency that face the perpetrator. */
  readonly faces_perpetrator: readonly string[]
  readonly limits: {
    /** Hours for which a block takes effect that nobody has confirmed. */
    readonly block_hours: number
    /** Days for which what opens, said before the table was in force, keeps its effect. */
    readonly from_before_days: number
  }
}

/** Whose word counts, from when. A fold without it is that of the first engine: everybody is taken at their word. */
export interface WhoseWord {
  readonly table: InstrumentTable
  /** When a release with a table first was put in force, ms since the Unix epoch; undefined where there never was another. */
  readonly since: number | undefined
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

export const blockTime = ({ table }: WhoseWord): number => table.limits.block_hours * HOUR
export const fromBeforeTime = ({ table }: WhoseWord): number => table.limits.from_before_days * DAY
