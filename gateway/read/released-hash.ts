import { releasedSetHash } from '../../core/release/released-set.ts'
import type { EventDecision } from '../policy/types.ts'
import type { SealedRow } from './open-parts.ts'
import { rowsOf } from './released.ts'

/** Hash of what goes out, hex: each event with its effect, and those of its parts that the store has. */
export function releasedHash(released: readonly EventDecision[], rows: readonly SealedRow[]): string {
  const partsOf = rowsOf(rows)
  return releasedSetHash(released.map((event) => ({
    caseLog: event.caseLog,
    sequence: event.sequence,
    effect: event.effect,
    parts: partsOf(event).map((part) => ({ owner: part.owner, class: part.class, form: part.form, hash: part.hash.toString('hex') })),
  })))
}
