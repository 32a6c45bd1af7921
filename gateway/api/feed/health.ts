import type { Receipt, ReceiptEntry } from '../receipts/find-receipt.ts'

const HOUR_MS = 3_600_000
/** Spans that are counted over, in ms. */
const SPANS = { last_24_hours: 24 * HOUR_MS, last_7_days: 7 * 24 * HOUR_MS } as const

export const LONGEST_SPAN_MS = SPANS.last_7_days

/** Receipts of a span: how many of each status, and how often each code was given. */
export interface Counts {
  readonly accepted: number
  readonly repeated: number
  readonly rejected: number
  readonly held: number
  /** The most frequent first. */
  readonly rejected_by: readonly CodeCount[]
  readonly warnings_by: readonly CodeCount[]
}

export interface CodeCount {
  readonly code: string
  readonly count: number
}

const order = (one: CodeCount, other: CodeCount): number => other.count - one.count || (one.code < other.code ? -1 : 1)

/** How many receipts name each code; one that names a code twice counts once. */
function byCode(
  receipts: readonly Receipt[],
  codesOf: (receipt: Receipt) => readonly { readonly code: string; readonly rule: string | null }[],
): readonly CodeCount[] {
  const counts = new Map<string, number>()
  for (const receipt of receipts)
    for (const code of new Set(codesOf(receipt).map(({ code, rule }) => (rule === null ? code : `${code}:${rule}`))))
      counts.set(code, (counts.get(code) ?? 0) + 1)
  return [...counts].map(([code, count]) => ({ code, count })).sort(order)
}

function countsOf(receipts: readonly Receipt[]): Counts {
  const of = (status: string): readonly Receipt[] => receipts.filter((receipt) => receipt.status === status)
  const rejected = of('rejected')
  return {
    accepted: of('accepted').length,
    repeated: of('repeated').length,
    rejected: rejected.length,
    held: of('held').length,
    rejected_by: byCode(rejected, ({ errors }) => errors),
    warnings_by: byCode(receipts, ({ warnings }) => warnings),
  }
}

/** Counts of an agency's receipts over the last day and week; `now` in ms since the Unix epoch. Pure. */
export const countsOver = (receipts: readonly Receipt[], now: number): Readonly<Record<keyof typeof SPANS, Counts>> => ({
  last_24_hours: countsOf(receipts.filter(({ at }) => Date.parse(at) > now - SPANS.last_24_hours)),
  last_7_days: countsOf(receipts.filter(({ at }) => Date.parse(at) > now - SPANS.last_7_days)),
})

/** Each receipt once, as its newest entry has it. Entries in their order. Pure. */
export const newestOfEach = (entries: readonly ReceiptEntry[]): readonly Receipt[] => [
  ...new Map(entries.map(({ receipt }) => [receipt.receipt, receipt])).values(),
]

const SECOND_MS = 1_000

/** A delay as it is told (ms): begun seconds. Pure. */
export const delayInSeconds = (delay: number): number => Math.max(1, Math.ceil(delay / SECOND_MS)) * SECOND_MS

/** The value below which a share of numbers lies; null where there are none. */
export function percentile(numbers: readonly number[], share: number): number | null {
  const sorted = numbers.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null
}
