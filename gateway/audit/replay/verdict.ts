import type { ReplayOutcome } from './outcome.ts'

/** What a record came to, and why in words. */
export type Verdict = { readonly outcome: 'match' } | { readonly outcome: Exclude<ReplayOutcome, 'match'>; readonly detail: string }

export const MATCH: Verdict = { outcome: 'match' }

export const recordAltered: Verdict = { outcome: 'record-altered', detail: 'The record, or its sealed opening, is not what was written.' }
