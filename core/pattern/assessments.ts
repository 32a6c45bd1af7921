import type { Counted } from './counted-events.ts'
import type { ItemAgency } from './item.ts'

/* How it stands: escalation, scores, engagement by agencies, and risk as agencies assessed it. */

export type Signal = 'new_tactic_group' | 'gravity' | 'shorter_gap' | 'breach' | 'separation'

export interface Escalation {
  readonly since: string
  /** True of two or more signals. */
  readonly escalating: boolean
  readonly signals: readonly (Counted & {
    readonly signal: Signal
    /** Groups that are new, gravity before and now, or days of the gap before and now. */
    readonly groups?: readonly string[]
    readonly before?: number
    readonly now?: number
  })[]
  /** Reasons that agencies gave for a changed level or a concern in these days; beside the signals. */
  readonly reasons: readonly (Counted & { readonly reason: string })[]
}

export interface RfgPart {
  readonly value: number
  readonly events: readonly string[]
}

export interface Rfg {
  /** Absent numbers, and why: he is under 18, or no birth date is shown. */
  readonly withheld: 'under_18' | 'age_not_shown' | null
  readonly worked_out: {
    readonly since: string
    readonly recency: RfgPart & { readonly days: number | null }
    readonly frequency: RfgPart & { readonly abusive_events: number }
    readonly gravity: RfgPart & { readonly tactic: string | null }
    /** `at_least`: an adult is shown by role alone, and may be another. */
    readonly victims: RfgPart & {
      readonly since: string
      readonly people: readonly string[]
      readonly adults: number
      readonly at_least: boolean
    }
    readonly total: number
    readonly out_of: number
  } | null
  /** Scores that agencies published, as published. They are of other data and another method: never compared or added. */
  readonly published: readonly {
    readonly event: string
    readonly on: string
    readonly agency: ItemAgency
    readonly recency: number | null
    readonly frequency: number | null
    readonly gravity: number | null
    readonly victims: number | null
    readonly total: number | null
    readonly window_months: number | null
    readonly method: string | null
  }[]
}

export interface Engagement {
  /** More than 90 days in which no agency engaged him, the oldest first. `open`: it goes on. `from` and `to`: the events at its ends; null at an open end. */
  readonly gaps: readonly {
    readonly since: string
    readonly until: string
    readonly days: number
    readonly open: boolean
    readonly from: string
    readonly to: string | null
    /** Times in the gap at which he was seen without being engaged. */
    readonly seen: readonly string[]
  }[]
  readonly longest: number | null
  readonly engaged: Counted
  /** Seen, and not engaged: hollow marks. */
  readonly seen: Counted
  /** The last time that he was engaged; null where none is shown. */
  readonly last: { readonly event: string; readonly on: string; readonly agency: ItemAgency } | null
}

export interface Risk {
  /** One for each tool, on its own scale: never compared, added or averaged. `tool` is null where it is not shown. */
  readonly tools: readonly {
    readonly tool: string | null
    /** The most that the tool can count; null where it has no such scale. */
    readonly most: number | null
    /** The oldest first. */
    readonly assessments: readonly {
      readonly event: string
      readonly on: string
      readonly agency: ItemAgency
      readonly level: string | null
      readonly score: number | null
      readonly raised_by_judgement: boolean | null
      readonly informed_by_harmed: boolean | null
      /** What she says of it, in her words; null where they are not shown to this reader. */
      readonly her_view: string | null
      readonly valid_until: string | null
    }[]
  }[]
  /** Changes of level, the oldest first. */
  readonly levels: readonly {
    readonly event: string
    readonly on: string
    readonly agency: ItemAgency
    readonly from: string | null
    readonly to: string | null
    readonly reasons: readonly string[]
    readonly harmed_input: string | null
  }[]
}
