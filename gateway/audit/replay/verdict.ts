import type { ReplayOutcome } from './outcome.ts'

/** What a record came to, and why in words. One that matches but for content that was erased has nothing more to say. */
export type Verdict =
  | { readonly outcome: 'match' | 'match-erased'; readonly detail?: undefined }
  | { readonly outcome: Exclude<ReplayOutcome, 'match'>; readonly detail: string }

export const MATCH: Verdict = { outcome: 'match' }

/** Run again with the same result; a key of something that it released was destroyed since. */
export const MATCH_ERASED: Verdict = { outcome: 'match-erased' }

export const recordTampered: Verdict = { outcome: 'record-tampered', detail: 'The record, or its sealed opening, is not what was written.' }
