import type { FieldError } from '../../../schemas/codec/errors.ts'
import type { AgencyId, CaseLogId } from '../../../schemas/ids.ts'
import type { ReceiptRecord } from './receipt.ts'

/** How long the later entry of a receipt waits for the case, and how far apart the moments are at which such entries are written (ms). */
export const LATER_ENTRY_MS = 60_000

/** What the case says of an event that its publisher is told. */
export interface CaseOutcome {
  /** Why it is refused; empty when it stands. */
  readonly errors: readonly FieldError[]
  readonly warnings: readonly FieldError[]
  /** Of an event that is refused: what it is, and the case log that refused it. */
  readonly refused?: { readonly agency: AgencyId; readonly system: string; readonly id: string; readonly caseLog: CaseLogId }
}

/**
 * When the later entry of a receipt is due: the first whole minute at least a minute after publication, milliseconds since the Unix epoch. `every`: the minute;
 * 0: at once, whatever the clocks of this process and of the log.
 */
export function dueAt({ at }: Pick<ReceiptRecord, 'at'>, every: number): number {
  return every === 0 ? -Infinity : Math.ceil((Date.parse(at) + every) / every) * every
}

/** The later entry of a receipt: what the case says, or, where that is nothing, the first entry once more. */
export function laterEntry(first: ReceiptRecord, outcome: CaseOutcome | undefined): ReceiptRecord {
  if (outcome === undefined) return { ...first, final: true }
  const { errors, warnings } = outcome
  return {
    ...first,
    final: true,
    warnings: [...first.warnings, ...warnings],
    ...(errors.length === 0 ? {} : { status: 'rejected', errors }),
  }
}
