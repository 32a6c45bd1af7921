import { hash } from 'node:crypto'
import { canonicalJson } from '../../schemas/avro/canonical.ts'
import type { AccessRecord } from '../access-log/access-record.ts'
import type { ClearPart } from '../access-log/binding.ts'
import { LONGEST_ENTRY } from './tiles/entry-bundle.ts'

const sha256 = (bytes: Uint8Array | string): string => hash('sha256', bytes, 'hex')
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/**
 * The leaf of an access record: RFC 8785 JSON of its clear part, with its three salted commitments (core/access-log/commitment.ts) and the hashes
 * of its two sealed openings, so that no byte of a record can change. What is personal is in the openings alone: when their keys are destroyed the
 * leaf holds, and says nothing.
 *
 * INVARIANT: a function of the record alone, for ever; a record of before has the leaf that it would have had then. A field that a later schema adds
 * is left out while it has its default. Records that are the same have the same leaf, and one place in the log.
 *
 * `versions` of more cases than 65,535 bytes hold are there by their hash. Throws a RangeError for a record that is too long even so, or whose text is
 * not well-formed; none that a gateway writes is.
 */
export const leafOf = (record: AccessRecord): Buffer =>
  leafOfClear(record, { actor: sha256(record.opening_actor), case: sha256(record.opening_case) })

/** SHA-256 of the two sealed openings of a record, hex: all of them that its leaf has. */
export interface SealedHashes {
  readonly actor: string
  readonly case: string
}

/** The leaf of a record whose sealed openings are known by their hashes alone, as who was given an export knows them. As `leafOf`. */
export function leafOfClear(record: ClearPart, sealed: SealedHashes): Buffer {
  const versions = record.versions.map(({ log, sequence, chain }) => [log, sequence, chain])
  const others = {
    v: 1,
    t: 'access',
    ts: record.at,
    did: record.id,
    agency: record.agency,
    role: record.role,
    purpose: record.purpose,
    action: record.action,
    outcome: record.outcome,
    policy: record.policy,
    engine: record.engine,
    released: record.released,
    actor: hex(record.actor),
    req: hex(record.request),
    decision: hex(record.decision),
    sealed: [sealed.actor, sealed.case],
    ...(record.sought === '' ? {} : { sought: record.sought }),
  }
  const texts = [...Object.values(others), ...versions.flat()].filter((value) => typeof value === 'string')
  // A lone surrogate would be written as an escape, which RFC 8785 does not know.
  if (!texts.every((text) => text.isWellFormed())) throw new RangeError('A record of ill-formed text has no leaf')
  const whole = Buffer.from(canonicalJson({ ...others, versions }), 'utf8')
  if (whole.length <= LONGEST_ENTRY) return whole
  const shorter = Buffer.from(canonicalJson({ ...others, versionsHash: sha256(canonicalJson(versions)) }), 'utf8')
  if (shorter.length > LONGEST_ENTRY) throw new RangeError('A record of that length has no leaf')
  return shorter
}
