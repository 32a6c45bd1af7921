import type { Engagement, Escalation, Rfg, Risk } from './assessments.ts'
import type { Counted } from './counted-events.ts'
import type { ItemAgency } from './item.ts'
import type { Ledger, Now, Orders } from './obligations.ts'
import type { Level, View } from './views.ts'

export type * from './assessments.ts'
export type * from './counted-events.ts'
export type * from './obligations.ts'

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
