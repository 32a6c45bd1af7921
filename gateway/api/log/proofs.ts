import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import type { FieldError } from '../../../schemas/codec/errors.ts'
import type { TransparencyLogStore } from '../../../infra/transparency-log/port.ts'
import { consistencyProof, inclusionProof, rootOf } from '../../../infra/transparency-log/proofs.ts'
import { checkpointOver, leafIndexOf } from '../../audit/proofs/record-proof.ts'
import { beyondLog, type ConsistencyQuery, type InclusionQuery } from './query.ts'

/** That a leaf is in a tree of the log. `checkpoint`: the signed note of that tree, where it is the newest. */
export interface InclusionAnswer {
  readonly index: number
  readonly size: number
  readonly root: Buffer
  readonly hashes: readonly Buffer[]
  readonly checkpoint: string | undefined
}

type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: 'not-found' | readonly FieldError[] }

const no = (why: 'not-found' | readonly FieldError[]): { readonly ok: false; readonly why: typeof why } => ({ ok: false, why })

/** The proof of a leaf. `record`: the access record whose leaf is meant; undefined: the one at `index`. */
export async function proveInclusion(
  log: TransparencyLogStore,
  { index: asked, size: askedSize }: InclusionQuery,
  record: AccessRecord | undefined,
): Promise<Answer<InclusionAnswer>> {
  const index = record === undefined ? asked : await leafIndexOf(log, record)
  if (index === undefined) return no('not-found')
  const checkpoint = await checkpointOver(log, index)
  if (checkpoint === undefined) return no(record === undefined ? beyondLog('index') : 'not-found')
  const size = askedSize ?? checkpoint.size
  const newest = (await log.signed())?.size ?? 0
  if (size > newest) return no(beyondLog('size'))
  if (index >= size) return no(beyondLog('index'))
  return {
    ok: true,
    value: {
      index,
      size,
      root: await rootOf(log, size),
      hashes: await inclusionProof(log, index, size),
      checkpoint: size === checkpoint.size ? checkpoint.note : undefined,
    },
  }
}

/** That one tree of the log is the beginning of a later one. */
export interface ConsistencyAnswer {
  readonly roots: readonly [Buffer, Buffer]
  readonly hashes: readonly Buffer[]
}

/** The proof that the tree of `from` leaves is the beginning of that of `to`. */
export async function proveConsistency(log: TransparencyLogStore, { from, to }: ConsistencyQuery): Promise<Answer<ConsistencyAnswer>> {
  if (to > ((await log.signed())?.size ?? 0)) return no(beyondLog('to'))
  return {
    ok: true,
    value: { roots: [await rootOf(log, from), await rootOf(log, to)], hashes: await consistencyProof(log, from, to) },
  }
}
