import type { LogFile } from '../../core/transparency-log/log-edge.ts'

/**
 * Where the transparency log's files are: the Merkle tree over the access records, as C2SP tlog-tiles has it, with how far access.log was taken into it and
 * the checkpoints that were signed. All of it follows from access.log, but for the checkpoints. `tests/contract/transparency-log-store.ts` is the suite of both adapters.
 */

/** How far the log went. */
export interface LogPosition {
  /** Leaves. */
  readonly size: number
  /** Offset of the record of access.log that comes next. */
  readonly offset: number
}

/** A checkpoint that was signed: a signed note (core/transparency-log/notes/checkpoint.ts), as text. */
export interface SignedCheckpoint {
  readonly size: number
  readonly note: string
}

/** A new leaf. It stands after all that are there. */
export interface NewLeaf {
  /** Its hash, as `leafHash` makes it. */
  readonly hash: Buffer
  readonly entry: Uint8Array
}

/** One step of the log: everything of it is durable, or nothing. */
export interface LogExtension {
  /** Where the log must stand, else nothing is written: another writer was here. */
  readonly from: LogPosition
  readonly to: LogPosition
  /** In order, `to.size - from.size` of them: bundles of entries follow from these. */
  readonly leaves: readonly NewLeaf[]
  /** The tiles of hashes that are new or longer. */
  readonly tiles: readonly LogFile[]
}

export interface TransparencyLogStore {
  position(): Promise<LogPosition>
  /**
   * A file by its path below the log's prefix (`tile/0/000`, `tile/entries/000.p/5`); undefined where there is none. Of each tile and bundle every
   * width is there, up to that which it has: the beginning of it.
   */
  file(path: string): Promise<Buffer | undefined>
  /** Of these leaf hashes those that the log has: index by hash in hex. */
  indexesOf(hashes: readonly Buffer[]): Promise<ReadonlyMap<string, number>>
  /** Throws TransparencyLogError `fenced` where the log does not stand at `from`; `full` where there is no room. */
  extend(extension: LogExtension): Promise<void>
  /** The newest checkpoint that the log has signed; undefined before the first. */
  signed(): Promise<SignedCheckpoint | undefined>
  /** The newest checkpoint that has a quorum of witnesses; undefined where there is none. */
  cosigned(): Promise<SignedCheckpoint | undefined>
  /** Keeps a checkpoint durably. Throws TransparencyLogError `rolled-back` for one that is smaller than what is kept; `full`. */
  sign(checkpoint: SignedCheckpoint): Promise<void>
  /** Keeps a checkpoint with the witnesses' signatures durably. Throws as `sign`. */
  cosign(checkpoint: SignedCheckpoint): Promise<void>
  close(): Promise<void>
}
