import type { ItemAgency } from './item.ts'

/* What he is held to: orders, bail and tags, what was asked of him, and what is in force. */

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
