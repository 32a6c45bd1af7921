/** Class of keeping of an event (domain E). */
export type RetentionClass =
  | 'r1_msg_30d'
  | 'r2_case_6y'
  | 'r3_child_25'
  | 'r4_police_mopi'
  | 'r5_voice_case'
  | 'r6_loc_90d'
  | 'r7_access_log_7y'
  | 'r8_review_hold'
  | 'r9_eval_project'
  | 'r10_erased_tombstone'

/** From when a class of keeping runs. */
export type RunsFrom =
  /** The last event of the pair, or of the case where an event names no pair; a referral to a MARAC begins it again. */
  | 'last-of-pair'
  /** The birth of the youngest child of the case. */
  | 'youngest-child'
  /** The end of the case; of one that was not closed, as the last of the pair. */
  | 'end-of-case'
  /** A newer event of the same type about the same person. */
  | 'superseded'
  /** The event itself. */
  | 'event'
  /** Never by an event: something else deletes it, or nothing does. */
  | 'never'

/** How long a class is kept, and what comes then. */
export interface RetentionRule {
  readonly from: RunsFrom
  readonly years?: number
  readonly days?: number
  /** `automatic`: it is erased. `review`: two people say whether it is erased or kept longer. */
  readonly then: 'automatic' | 'review' | 'nothing'
}

const SIX_YEARS = { from: 'last-of-pair', years: 6, then: 'review' } as const

/** The table of domain E. What stands in an inbox is trimmed by intake; the police keep their record by their own schedule, and the copy of it here goes with the case. */
export const RULES: Readonly<Record<RetentionClass, RetentionRule>> = {
  r1_msg_30d: { from: 'never', then: 'nothing' },
  r2_case_6y: SIX_YEARS,
  r3_child_25: { from: 'youngest-child', years: 25, then: 'review' },
  r4_police_mopi: SIX_YEARS,
  r5_voice_case: { from: 'end-of-case', years: 1, then: 'review' },
  r6_loc_90d: { from: 'superseded', days: 90, then: 'automatic' },
  r7_access_log_7y: { from: 'event', years: 7, then: 'review' },
  r8_review_hold: SIX_YEARS,
  r9_eval_project: { from: 'event', years: 1, then: 'review' },
  r10_erased_tombstone: { from: 'never', then: 'nothing' },
}

export const isRetentionClass = (code: string): code is RetentionClass => Object.hasOwn(RULES, code)
