/** What running an access record's read again came to, mildest first: the order of a report's counts. */
export const REPLAY_OUTCOMES = [
  /** The same disclosed set from the same versions. */
  'match',
  /** The record holds and nothing speaks against it, but a key was destroyed: of its opening, as two people ordered, so that its read cannot be run again, or of what it released. */
  'match-erased',
  /** Decided by another engine than the release in force was for. */
  'engine-drift',
  /** Decided by another policy release than was in force at its version of control.events. */
  'policy-drift',
  /** The policy release in force then, or its engine, is not to be had. */
  'policy-missing',
  /** A log, or the read store, is not what the read saw: an entry was altered, removed or put in before its version. */
  'state-tampered',
  /** The record is not what was written: its bytes, or its opening, were altered, or it contradicts itself. */
  'record-tampered',
  /** The key of its opening is missing, or was lost, or was destroyed and nobody ordered it: the record holds, its read cannot be run again unless the key comes back. */
  'missing',
  /** The same inputs disclose less than was disclosed, or something else. */
  'over-release',
  /** The same inputs disclose more than was disclosed. */
  'under-release',
  /** The record is not in the transparency log. */
  'proof-invalid',
] as const
export type ReplayOutcome = (typeof REPLAY_OUTCOMES)[number]

/** Exit code of `audit replay` for each outcome (docs/decisions/0097). */
const EXIT_CODES: Readonly<Record<ReplayOutcome, number>> = {
  match: 0,
  'match-erased': 0,
  'engine-drift': 2,
  'policy-drift': 3,
  'policy-missing': 4,
  'state-tampered': 5,
  'record-tampered': 5,
  missing: 6,
  'over-release': 7,
  'under-release': 7,
  'proof-invalid': 8,
}

/** How many records came to each outcome. */
export type ReplayCounts = Readonly<Partial<Record<ReplayOutcome, number>>>

/** The exit code of the worst outcome that a replay found: the highest; 0 where all match. */
export const exitCodeOf = (counts: ReplayCounts): number =>
  Math.max(...REPLAY_OUTCOMES.map((outcome) => ((counts[outcome] ?? 0) > 0 ? EXIT_CODES[outcome] : 0)))

/** One record that does not match. Names logs and numbers, never a person. */
export interface ReplayFinding {
  /** Access record id; empty when the record cannot be read. */
  readonly record: string
  /** Offset in access.log, for auditors. */
  readonly offset: number
  readonly outcome: Exclude<ReplayOutcome, 'match'>
  /** What is different, in a sentence. */
  readonly detail: string
}
