import type { ItemAgency } from './item.ts'
import type { Level, View } from './views.ts'

/**
 * The numbers of a case's pattern, worked out from what one reader is shown of it. Every number names the events that it was made of (`events`: ids as the reader's timeline
 * has them), is as of one day in London, and knows nothing of events that the reader is not shown. Dates are `YYYY-MM-DD`, or `YYYY-MM` or `YYYY` where no more is shown.
 */
export interface Pattern {
  /** The day that everything is as of. */
  readonly as_of: string
  /** What this role is given of each view. A view that it is not given is null below. */
  readonly views: Readonly<Record<View, Level>>
  /** The people harmed, as they are shown to this reader. */
  readonly people: readonly HarmedPerson[]
  readonly tactics: Tactics | null
  readonly headline: Headline | null
  readonly serial: Serial | null
  readonly repeat: Repeat | null
  readonly orders: Orders | null
  readonly escalation: Escalation | null
  readonly rfg: Rfg | null
  readonly engagement: Engagement | null
  readonly ledger: Ledger | null
  readonly risk: Risk | null
  readonly now: Now | null
  /** Events that are shown and that nothing above is made of. */
  readonly not_counted: readonly NotCounted[]
}

/** Events that a number was made of. `count` is their number. */
export interface Counted {
  readonly count: number
  readonly events: readonly string[]
}

export interface NotCounted {
  readonly event: string
  readonly why: 'withdrawn' | 'use_restricted' | 'not_in_effect' | 'other_party_primary'
}

/** A harmed person as shown. */
export interface HarmedPerson {
  /** Of this answer alone: `p1`, `p2` … in the order in which they come first. */
  readonly id: string
  /** False where only a role is shown: then it may stand for several people. */
  readonly named: boolean
  readonly given_name: string | null
  readonly family_name: string | null
  /** adult or child; null where that is not shown. */
  readonly role: string | null
  /** How they stand to him, each once, the oldest first. */
  readonly relationships: readonly string[]
  readonly events: readonly string[]
}

/** Events of one tactic group in one month, against one person, from one agency. An event of several groups or people is in a cell of each. */
export interface TacticCell extends Counted {
  /** The part of a tactic's code before the dot; null for abuse of which no tactic is shown. */
  readonly group: string | null
  readonly month: string
  /** Id of a person; null where none is shown, and in a reduced view. */
  readonly person: string | null
  /** Null in a reduced view. */
  readonly agency: ItemAgency | null
  /** The tactics by code, as far as they are shown. */
  readonly tactics: readonly { readonly tactic: string; readonly events: readonly string[] }[]
}

export interface Tactics {
  /** First day that is counted; null where all is. */
  readonly counted_from: string | null
  /** Every event that is counted, once. */
  readonly total: Counted
  readonly cells: readonly TacticCell[]
  /** Each event once a group, the most first. */
  readonly groups: readonly (Counted & { readonly group: string | null; readonly gravity: number | null })[]
  /** Each event once, and how many of them are breaches. Empty in a reduced view. */
  readonly agencies: readonly (Counted & { readonly agency: ItemAgency; readonly month: string; readonly breaches: Counted })[]
  /** What he did to more than one of the people who are named. Empty in a reduced view. */
  readonly across: readonly (Counted & { readonly group: string; readonly people: readonly string[] })[]
  /** Beside the tactics: alerts of tags, and results of criminal courts, which say no tactic. */
  readonly beside: readonly (Counted & {
    readonly kind: 'alert' | 'court_outcome'
    readonly month: string
    readonly agency: ItemAgency | null
  })[]
}

/** What a sentence about the last six months is made of. The words are the page's. */
export interface Headline {
  readonly since: string
  /** The most first. */
  readonly groups: readonly (Counted & { readonly group: string })[]
  readonly breaches: Counted
  /** Days from each breach to the next; null between two of which either is not dated to the day. */
  readonly days_between: readonly (number | null)[]
}

export interface Serial extends Counted {
  readonly since: string
  /** yes: two or more adults. not_known: an adult is shown by role alone, and may be another. */
  readonly serial: 'yes' | 'no' | 'not_known'
  /** Adults who are named. */
  readonly people: readonly string[]
}

export interface Repeat {
  readonly repeat: boolean
  /** New abuse of a person within twelve months of the last referral that names them. */
  readonly pairs: readonly (Counted & {
    readonly person: string
    readonly referral: string
    readonly referred_on: string
    readonly until: string
  })[]
}

export type InForce = 'yes' | 'no' | 'not_known'

export interface Breach {
  readonly event: string
  readonly on: string
  /** The condition or requirement; null where it is not shown. */
  readonly condition: string | null
  readonly response: string | null
  readonly agency: ItemAgency
}

export interface Order {
  readonly kind: 'order' | 'bail' | 'tag'
  /** Its reference; null where it is not shown. */
  readonly ref: string | null
  /** order_type, bail_decision or em_regime; null where it is not shown. */
  readonly type: string | null
  /** Codes of requirements, conditions, or kinds of tag. */
  readonly conditions: readonly string[]
  /** Who made it; where its making is not shown, who first said anything of it. */
  readonly agency: ItemAgency
  readonly begins: string
  /** The day that it ends; null where none is shown. */
  readonly ends: string | null
  readonly in_force: InForce
  /** The last that was said of it: a code of order_status, bail_decision or em_status; null where that is not shown. */
  readonly last: string | null
  readonly breaches: readonly Breach[]
  /** Of a tag: a code of em_alert each. */
  readonly alerts: readonly Breach[]
  /** Of a tag: codes of wraparound. */
  readonly wraparound: { readonly programme: string | null; readonly support: string | null } | null
  readonly events: readonly string[]
}

export interface Orders {
  /** Those in force first, then by when they began, the newest first. */
  readonly items: readonly Order[]
  /** Breaches of which it is not shown what was breached. */
  readonly breaches: readonly Breach[]
  /** The newest breach of any; null where none is shown. */
  readonly last_breach: Breach | null
}

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

export type LedgerState = 'open' | 'answered' | 'unchecked' | 'in_force' | 'ended' | 'not_known' | 'no_provision'

export interface LedgerAnswer {
  readonly event: string
  readonly on: string
  readonly agency: ItemAgency
  /** A code of expectation_answer, programme_status or attendance, or `breached`; null where it is not shown. */
  readonly answer: string | null
  readonly evidence: string | null
  /** What the agency did next: its words, or a code of breach_response; null where it is not shown, and in a reduced view. */
  readonly next: string | null
}

export interface LedgerRow {
  readonly kind: 'expectation' | 'resolution' | 'order' | 'bail' | 'programme'
  readonly ref: string | null
  /** Who asked; null of an answer to what nobody is shown to have asked. */
  readonly asked_by: ItemAgency | null
  readonly asked_on: string | null
  readonly due: string | null
  /** What was asked: codes, and words where they are shown. */
  readonly asked: readonly string[]
  readonly source: string | null
  readonly wording: string | null
  readonly answers: readonly LedgerAnswer[]
  readonly state: LedgerState
  /** The agency whose check is outstanding: who was to check, else who asked; null where none is, and in a reduced view. */
  readonly unchecked_by: { readonly id: string | null; readonly name: string } | null
  readonly events: readonly string[]
}

export interface Ledger {
  /** By when it was asked, the newest first. */
  readonly rows: readonly LedgerRow[]
  /** Rows that nobody is shown to have asked. */
  readonly unset: number
  readonly unchecked: number
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

export interface Now {
  /** Where he is, by the newest event that says it; null where none does. */
  readonly custody: {
    readonly where: 'in_custody' | 'in_the_community' | 'not_known'
    /** A code of custody_status, court_outcome or bail_decision. */
    readonly status: string | null
    readonly since: string
    readonly event: string
  } | null
  /** Conditions of the licence that he is on; null where he is not shown to be on one. */
  readonly licence: { readonly conditions: readonly string[]; readonly since: string; readonly event: string } | null
  /** Of `orders`: what is in force, or may be. */
  readonly in_force: readonly Order[]
  readonly overrides: readonly {
    readonly event: string
    readonly agency: ItemAgency
    readonly purposes: readonly string[]
    readonly classes: readonly string[]
    readonly ends: string | null
  }[]
  readonly listings: readonly {
    readonly ref: string | null
    readonly meeting_on: string | null
    readonly status: string | null
    readonly agency: ItemAgency
    /** Day on which it ends, as far as its meeting and actions are shown: 28 days after the last of them; null where a date is not shown. */
    readonly ends: string | null
    readonly events: readonly string[]
  }[]
  /** Rows of the ledger that are open or unchecked. */
  readonly expectations: readonly LedgerRow[]
}
