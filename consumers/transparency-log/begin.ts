import { rootOfEdge, type LogEdge } from '../../core/transparency-log/log-edge.ts'
import { areEqual } from '../../core/transparency-log/merkle/hash.ts'
import { openCheckpoint, type Checkpoint } from '../../core/transparency-log/notes/checkpoint.ts'
import type { VerifierKey } from '../../core/transparency-log/notes/verifier-key.ts'
import type { EventLog } from '../../infra/event-log/port.ts'
import { ACCESS_LOG } from '../../infra/event-log/topics.ts'
import type { RecordCodec } from '../../infra/registry/record-codec.ts'
import { readEdge } from '../../infra/transparency-log/edge.ts'
import { TransparencyLogError } from '../../infra/transparency-log/errors.ts'
import type { LogPosition, TransparencyLogStore } from '../../infra/transparency-log/port.ts'
import { rootOf } from '../../infra/transparency-log/proofs.ts'
import { readLeaves } from './read-leaves.ts'

export interface BeginDeps {
  readonly store: TransparencyLogStore
  readonly log: EventLog
  readonly codec: RecordCodec
  /** The log's own key, under its name. */
  readonly key: VerifierKey
}

/** Where the log goes on, and what it must come to before it signs anything. */
export interface Beginning {
  readonly edge: LogEdge
  readonly position: LogPosition
  readonly debt: Debt | undefined
}

/**
 * What keeps a log from signing: it has to take access.log up to an offset, and to have the tree of what it has signed before. So a log whose files are gone, in
 * part or wholly, is made again from access.log, and says nothing that is less than it has said.
 */
export interface Debt {
  readonly offset: number
  readonly signed: Checkpoint | undefined
}

const HOW_TO = 'docs/how-to/prove-a-read.md says how'
const altered = (what: string): TransparencyLogError =>
  new TransparencyLogError(
    'altered',
    `${what} Put back the newest copies of the transparency log and of access.log that belong together, then start again: ${HOW_TO}.`,
  )

/** The checkpoint that the log signed last; undefined before the first. Throws TransparencyLogError `renamed` or `altered`. */
export async function lastSigned(store: Pick<TransparencyLogStore, 'signed'>, key: VerifierKey): Promise<Checkpoint | undefined> {
  const signed = await store.signed()
  if (signed === undefined) return undefined
  const opened = openCheckpoint(Buffer.from(signed.note, 'utf8'), [key])
  if (opened === 'unsigned')
    throw new TransparencyLogError(
      'renamed',
      'The transparency log was signed under another name or key. Set THROUGHLINE_LOG_ORIGIN to what it was, and put back the vault that it was signed with, then start again.',
    )
  if (typeof opened === 'string' || opened.checkpoint.origin !== key.name)
    throw altered('The last checkpoint of the transparency log is not as it was signed.')
  return opened.checkpoint
}

/** Throws TransparencyLogError `altered` where the tree is not the one that was signed; `lost` where a tile of it is gone. */
export async function holdToSigned(store: TransparencyLogStore, { size, root }: Checkpoint): Promise<void> {
  if (!areEqual(await rootOf(store, size), root))
    throw altered(`The tree of the first ${String(size)} leaves is not the one that the transparency log has signed.`)
}

/** Whether the newest record that was taken still is what it was. One that has no leaf says nothing. */
async function holdToLastRecord({ store, log, codec }: BeginDeps, { offset }: LogPosition): Promise<void> {
  const records = offset === 0 ? [] : await log.read(ACCESS_LOG, 0, offset - 1, 1)
  const leaves = await readLeaves(
    codec,
    records.filter((record) => record.offset === offset - 1),
    () => undefined,
  )
  const known = await store.indexesOf(leaves.map(({ hash }) => hash))
  if (known.size < leaves.length)
    throw altered(`access.log has another record at offset ${String(offset - 1)} than the transparency log has taken.`)
}

/** Whether a debt is settled. Throws TransparencyLogError `altered` where another tree was signed, `lost` where access.log does not have what it was made of. */
export async function isSettled(store: TransparencyLogStore, { offset, signed }: Debt, position: LogPosition): Promise<boolean> {
  if (position.offset < offset) return false
  if (signed === undefined) return true
  if (position.size < signed.size)
    throw new TransparencyLogError(
      'lost',
      `The transparency log has signed ${String(signed.size)} leaves, and access.log has ${String(position.size)}. Put back a copy of access.log that has them, then start again: ${HOW_TO}.`,
    )
  await holdToSigned(store, signed)
  return true
}

/**
 * Where the log goes on after a start. INVARIANT: it never goes on below or beside its last signed checkpoint. Throws TransparencyLogError: what is kept is not
 * what was signed, or access.log ends before what was taken of it.
 */
export async function beginLog(deps: BeginDeps): Promise<Beginning> {
  const { store, log, key } = deps
  const signed = await lastSigned(store, key)
  const position = await store.position()
  const [range] = await log.ranges(ACCESS_LOG)
  const end = range?.end ?? 0
  if (end < position.offset)
    throw new TransparencyLogError(
      'log-short',
      `access.log ends at offset ${String(end)}, and the transparency log has taken it up to ${String(position.offset)}: access.log was cut, or is an older copy. Put the newest copy of it back, then start again.`,
    )
  const edge = await readEdge(store, position.size)
  await holdToLastRecord(deps, position)
  if (!areEqual(rootOfEdge(edge), await rootOf(store, position.size)))
    throw altered('The tiles of the transparency log do not fit each other.')
  if (signed !== undefined && signed.size <= position.size) {
    await holdToSigned(store, signed)
    return { edge, position, debt: undefined }
  }
  const debt = { offset: end, signed }
  return { edge, position, debt: (await isSettled(store, debt, position)) ? undefined : debt }
}
