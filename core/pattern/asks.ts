import { textIn, type PatternItem } from './item.ts'
import type { LedgerRow } from './pattern.ts'

/** How one kind of ask is told: who asks, who answers, and by which reference an answer finds its ask. */
export interface AskKind {
  readonly kind: LedgerRow['kind']
  readonly ref: string
  readonly asks: string
  readonly answers: readonly string[]
  readonly answer: readonly string[]
  readonly next: string
  readonly due: string
  readonly asked: (item: PatternItem) => readonly string[]
  readonly wording: string
}

const code =
  (...fields: readonly string[]) =>
  (item: PatternItem): readonly string[] =>
    fields.flatMap((field) => textIn(item, field) ?? [])

/** Expectations, out-of-court resolutions, and referrals to a programme. */
export const ASKS: readonly AskKind[] = [
  {
    kind: 'expectation',
    ref: 'expectation_id',
    asks: 'engagement.expectation-set',
    answers: ['engagement.expectation-answered'],
    answer: ['answer'],
    next: 'agency_response',
    due: 'due',
    asked: code('kind'),
    wording: 'wording',
  },
  {
    kind: 'resolution',
    ref: 'oocr_id',
    asks: 'oocr.issued',
    answers: ['oocr.compliance-recorded'],
    answer: ['compliance'],
    next: 'breach_action',
    due: 'completion_due',
    asked: code('intervention_type'),
    wording: 'conditions',
  },
  {
    kind: 'programme',
    ref: 'referral_id',
    asks: 'programme.referral-made',
    answers: ['programme.status-changed', 'programme.session-recorded'],
    answer: ['status', 'attendance'],
    next: 'next_step',
    due: 'due',
    asked: code('intervention_type'),
    wording: 'reason',
  },
]
