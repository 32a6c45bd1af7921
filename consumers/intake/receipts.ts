import { receiptId } from '../../core/publish/receipt-id.ts'
import type { Vault } from '../../infra/vault/port.ts'
import type { ReceiptRecord } from '../receipt-writer.ts'
import type { Candidate } from './candidate.ts'
import { unlinkedScope } from '../../infra/vault/unlinked-scope.ts'
import { isJudgedInCase, type Placement, type Verdict } from './place.ts'

/** The receipt of an inbox record, judged at a moment (ISO 8601 in UTC). */
export function receiptOf(verdict: Verdict, at: string): ReceiptRecord {
  if ('refused' in verdict) {
    const { inbox, told, errors } = verdict.refused
    return { receipt: receiptId(inbox), ...told, status: 'rejected', errors, inbox, at, warnings: [] }
  }
  const { inbox, event: { source, id, type }, warnings } = verdict.candidate
  const errors = 'errors' in verdict ? verdict.errors : []
  return { receipt: receiptId(inbox), source, event_id: id, type, status: verdict.status, errors, inbox, at, warnings }
}

/** Those of the candidates that once waited: their sealed copy has, or had, a key. */
async function thoseWhoWaited(vault: Vault, candidates: readonly Candidate[]): Promise<ReadonlySet<Candidate>> {
  const keys = candidates.length === 0 ? [] : await vault.keys(candidates.map(({ event: { agency, system, id } }) => unlinkedScope(agency, system, id)), { create: false })
  return new Set(candidates.filter((_, at) => keys[at] !== undefined))
}

/**
 * The verdicts whose receipt intake writes: all but those of events that the timeline judges in their case. Of a redelivered one that was linked after it had
 * waited, the timeline writes none either.
 */
export async function receiptedByIntake(vault: Vault, { placed, verdicts }: Pick<Placement, 'placed' | 'verdicts'>): Promise<readonly Verdict[]> {
  const judged = new Set(placed.filter(isJudgedInCase).map(({ candidate }) => candidate))
  const redelivered = verdicts.flatMap((verdict) => (verdict.status === 'accepted' && verdict.redelivered && judged.has(verdict.candidate) ? [verdict.candidate] : []))
  const waited = await thoseWhoWaited(vault, redelivered)
  return verdicts.filter((verdict) => verdict.status !== 'accepted' || !judged.has(verdict.candidate) || waited.has(verdict.candidate))
}
