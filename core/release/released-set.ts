import { createHash } from 'node:crypto'
import { canonicalJson } from '../../schemas/avro/canonical.ts'

/** An event that went out, with the parts of it that did. */
export interface ReleasedEvent {
  readonly caseLog: string
  readonly sequence: number
  /** shown, reduced or tombstone. */
  readonly effect: string
  readonly parts: readonly ReleasedPartHash[]
}

export interface ReleasedPartHash {
  readonly owner: string
  readonly class: string
  readonly form: string
  /** Hash of the plain sealed part, as the chain has it, hex. */
  readonly hash: string
}

/**
 * Hash of a released set, hex: SHA-256 over the canonical JSON of `[[case log, sequence, effect, [[owner, class, form, hash] …]] …]`
 * (docs/architecture.md).
 */
export function releasedSetHash(entries: readonly ReleasedEvent[]): string {
  const set = entries.map(({ caseLog, sequence, effect, parts }) =>
    [caseLog, sequence, effect, parts.map((part) => [part.owner, part.class, part.form, part.hash])])
  return createHash('sha256').update(canonicalJson(set)).digest('hex')
}
