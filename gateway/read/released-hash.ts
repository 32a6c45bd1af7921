import { createHash } from 'node:crypto'
import { canonicalJson } from '../../schemas/avro/canonical.ts'
import type { EventDecision } from '../policy/types.ts'
import { rowsOf } from './released.ts'
import type { SealedRow } from './open-parts.ts'

/** Hash of a released set (docs/architecture.md), hex: each event with its effect, and the parts of it that went out. */
export function releasedHash(released: readonly EventDecision[], rows: readonly SealedRow[]): string {
  const partsOf = rowsOf(rows)
  const set = released.map((event) => [
    event.caseLog, event.sequence, event.effect, partsOf(event).map((part) => [part.owner, part.class, part.form, part.hash.toString('hex')]),
  ])
  return createHash('sha256').update(canonicalJson(set)).digest('hex')
}
