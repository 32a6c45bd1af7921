import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import { leafOf } from '../../../core/transparency-log/leaf.ts'
import { leafHash } from '../../../core/transparency-log/merkle/hash.ts'
import type { ReplaySources } from './deps.ts'

/** An entry of access.log, or one that is none. */
interface Entry {
  readonly offset: number
  readonly record: AccessRecord | undefined
}

/** The hash of a record's leaf; undefined of one that has none, which no gateway writes. */
function hashOf(record: AccessRecord): Buffer | undefined {
  try {
    return leafHash(leafOf(record))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return undefined
  }
}

/** Offsets of the records that the transparency log lacks, though it has gone further. Without a log, none. */
export async function missingLeaves(
  { transparencyLog }: Pick<ReplaySources, 'transparencyLog'>,
  entries: readonly Entry[],
): Promise<ReadonlySet<number>> {
  const position = await transparencyLog?.position()
  if (transparencyLog === undefined || position === undefined) return new Set()
  const taken = entries.flatMap(({ offset, record }) =>
    record === undefined || offset >= position.offset ? [] : [{ offset, hash: hashOf(record) }],
  )
  const indexes = await transparencyLog.indexesOf(taken.flatMap(({ hash }) => hash ?? []))
  return new Set(taken.filter(({ hash }) => hash === undefined || !indexes.has(hash.toString('hex'))).map(({ offset }) => offset))
}
