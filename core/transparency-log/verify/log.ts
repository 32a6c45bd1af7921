import { rootAt } from '../merkle/range.ts'
import type { Checkpoint } from '../notes/checkpoint.ts'
import { hashesFrom } from '../tiles/tile-hashes.ts'
import { tilePath } from '../tiles/tile.ts'
import { openUnderPolicy, type LogPolicy, type PolicyCheckpoint } from '../witness/policy.ts'
import { firstDenied, fromEntries, type Rows } from './entries.ts'
import type { LogFault } from './fault.ts'
import type { ReadLogFile } from './files.ts'
import { fromTiles, unlike } from './tiles.ts'

/** A tree that somebody knows the log had: of a checkpoint that was witnessed, or printed in minutes. */
export type KnownTree = Pick<Checkpoint, 'size' | 'root'>

export interface LogVerdict {
  /** What is wrong; where to begin is first. Empty: all of it holds. */
  readonly faults: readonly LogFault[]
  /** What was signed, and by whom; undefined where no log of the policy has, and then nothing else was looked at. */
  readonly signed: PolicyCheckpoint | undefined
}

/** Where the signed checkpoint is, below the log's prefix. */
export const CHECKPOINT_PATH = 'checkpoint'

/**
 * Checks a whole log from its files: the signatures of its checkpoint, each entry, each tile, the root, and that trees which somebody knows are its
 * beginnings. It names the first bad leaf, or the bad tiles. It cannot show that every read was put on record, nor that what a record says is so.
 */
export function verifyLog(read: ReadLogFile, policy: LogPolicy, known: readonly KnownTree[] = []): LogVerdict {
  const note = read(CHECKPOINT_PATH)
  if (note === undefined) return { faults: [{ code: 'checkpoint-missing' }], signed: undefined }
  const signed = openUnderPolicy(note, policy)
  if (typeof signed === 'string') return { faults: [{ code: `checkpoint-${signed}` }], signed: undefined }
  const { size, root } = signed.checkpoint
  const { faults, rows } = judgeTree(read, size, root)
  const ofKnown = known.flatMap((tree) => judgeKnown(tree, signed.checkpoint, rows) ?? [])
  return { faults: [...(signed.isQuorum ? [] : [{ code: 'no-quorum' } as const]), ...faults, ...ofKnown], signed }
}

/** What is wrong with entries and tiles under a root, and the tiles that hold under it. */
function judgeTree(read: ReadLogFile, size: number, root: Buffer): { readonly faults: readonly LogFault[]; readonly rows: Rows } {
  const { faults, tree } = fromEntries(read, size)
  // Whole entries tell which tiles are bad.
  if (tree?.root.equals(root) === true) {
    const made: ReadLogFile = (path) => tree.tiles.get(path)
    return { faults: [...unlike(read, size, tree.tiles), ...faults], rows: fromTiles(made, size, root).rows }
  }
  // Else tiles that hold tell which entry is bad.
  const stored = fromTiles(read, size, root)
  const denied = firstDenied(read, size, stored.rows)
  const ofTree: readonly LogFault[] = !stored.holds
    ? [{ code: 'root-differs', leaf: denied?.leaf }]
    : denied === undefined
      ? []
      : [{ code: 'leaf-differs', ...denied }]
  return { faults: [...stored.faults, ...ofTree, ...faults], rows: stored.holds ? stored.rows : new Map() }
}

/** What a known tree says against the log; undefined where it is a beginning of it. */
export function judgeKnown(known: KnownTree, { size, root }: Checkpoint, rows: Rows): LogFault | undefined {
  if (known.size > size) return { code: 'rolled-back', size: known.size }
  const forked: LogFault = { code: 'forked', size: known.size }
  if (known.size === size) return known.root.equals(root) ? undefined : forked
  const hashAt = hashesFrom((tile) => Buffer.concat(rows.get(tilePath(tile)) ?? []), size)
  try {
    return rootAt(known.size, hashAt).equals(known.root) ? undefined : forked
  } catch (error) {
    if (error instanceof RangeError) return { code: 'not-comparable', size: known.size }
    throw error
  }
}
