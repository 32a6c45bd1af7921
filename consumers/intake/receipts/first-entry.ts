import { hasVerdictInCase } from '../../../core/publish/in-case/judged-by.ts'
import { receiptId } from '../../../core/publish/receipt-id.ts'
import type { Verdict } from '../assign-case.ts'
import type { ReceiptRecord } from './receipt.ts'

const published = (publishedAt: number): string => new Date(publishedAt).toISOString()

/**
 * The first entry of the receipt of an inbox record. INVARIANT: a function of what its agency published, and of when: whether a later entry follows rests on the
 * type alone, never on whether the event was linked.
 */
export function firstEntry(verdict: Verdict): ReceiptRecord {
  if ('refused' in verdict) {
    const { inbox, reported, errors, publishedAt } = verdict.refused
    return {
      receipt: receiptId(inbox),
      ...reported,
      status: 'rejected',
      errors,
      inbox,
      at: published(publishedAt),
      warnings: [],
      final: true,
    }
  }
  const {
    status,
    candidate: {
      inbox,
      event: { source, id, type },
      warnings,
      publishedAt,
    },
  } = verdict
  const errors = 'errors' in verdict ? verdict.errors : []
  const taken = status === 'accepted' || status === 'repeated'
  return {
    receipt: receiptId(inbox),
    source,
    event_id: id,
    type,
    status,
    errors,
    inbox,
    at: published(publishedAt),
    warnings,
    final: !(taken && hasVerdictInCase(type)),
  }
}
