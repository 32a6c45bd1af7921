import { createHash } from 'node:crypto'
import { canonicalJson } from '../../schemas/avro/canonical.ts'
import type { AccessRecord } from './access-record.ts'

/** The clear part of a record: everything but its openings. */
export type ClearPart = Omit<AccessRecord, 'opening_actor' | 'opening_case'>

/**
 * What binds a record's openings to its clear part: SHA-256 over its canonical JSON, hex. The openings are sealed with it, so that a
 * purpose, a time or a hash that somebody changed by hand no longer opens.
 */
export function bindingOf(clear: ClearPart): string {
  const { id, at, action, agency, role, purpose, outcome, engine, policy, versions, released, actor, request, decision, sought } = clear
  const hex = (bytes: Buffer): string => bytes.toString('hex')
  return createHash('sha256')
    .update(
      canonicalJson({
        id,
        at,
        action,
        agency,
        role,
        purpose,
        outcome,
        engine,
        policy,
        released,
        versions: versions.map(({ log, sequence, chain }) => [log, sequence, chain]),
        commitments: [hex(actor), hex(request), hex(decision)],
        // Records of before have none, and are bound as they were.
        ...(sought === '' ? {} : { sought }),
      }),
    )
    .digest('hex')
}
