import { CHAIN_START } from '../../core/chain/hash.ts'
import { CONTROL_START, foldControlLog } from '../../core/control/fold-log.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import type { LogVersion } from '../../core/access-log/access-record.ts'
import type { ControlState, PolicyInForce } from '../../core/control/state.ts'
import type { LogHead } from './case-links.ts'
import { PolicyChangedError, StoreAlteredError, StoreBehindError } from './errors.ts'

/** What of control.events a request rests on. */
export type ControlFold = Pick<ControlState, 'agencies' | 'staff' | 'policy' | 'instrumentsSince'>

/** What control.events says, as requests need it, and the heads of links.events and control.events. */
export interface ControlView extends ControlFold {
  /** links and control. */
  readonly versions: readonly LogVersion[]
}

/** Reads the control view, in a snapshot or as it is now. `heads`: of links.events and control.events, where the same moment has said them already. */
export type ControlReader = (db: ReadStoreDb, heads?: readonly LogHead[]) => Promise<ControlView>

/** Folds entries of control.events, in order: schema fingerprint (hex) and Avro bytes of each. */
export type FoldControl<Fold = ControlFold> = (entries: readonly { readonly schema: string; readonly entry: Buffer }[]) => Fold

/** The policy release that is decided by. */
export interface ServedPolicy {
  readonly hash: string
  /** Told whenever another is found to be in force; says whether a gateway that decides by it takes this one's place. */
  readonly changed: (policy: PolicyInForce) => boolean
}

const EMPTY_CHAIN = CHAIN_START.toString('hex')

interface StoredEntry {
  readonly sequence: number
  readonly schema: string
  readonly entry: Buffer
}

/** Whether entries, in order, are what the head is over: as with case logs, nothing that was changed by hand is decided over in silence. */
function holdsControlChain(entries: readonly StoredEntry[], head: LogVersion): boolean {
  const numbered = foldControlLog(entries.map(({ schema, entry }) => ({ fingerprint: schema, bytes: entry })))
  const { sequence, chain } = numbered.at(-1) ?? CONTROL_START
  return sequence === head.sequence && entries.every((entry, at) => entry.sequence === at + 1) && chain.toString('hex') === head.chain
}

/**
 * Reads the control view. The fold is kept with the number and running hash that it is a function of, and used again only while the
 * store is at that very version: it can be no staler than the snapshot. With `served`, rejects with PolicyChangedError where another release is in force: a
 * read is decided by the release of its own version of control.events, or not at all. Rejects with StoreBehindError where the store has fewer entries than it had.
 */
export function createControlReader(fold: FoldControl, served?: ServedPolicy): ControlReader {
  let kept: { readonly version: string; readonly sequence: number; readonly fold: ControlFold } | undefined
  const read: ControlReader = async (db, said) => {
    const heads = said ?? (await db.selectFrom('log_head').select(['log', 'sequence', 'chain']).execute())
    const versionOf = (log: 'links' | 'control'): LogVersion => {
      const head = heads.find((row) => row.log === log)
      return { log, sequence: head?.sequence ?? 0, chain: head?.chain.toString('hex') ?? EMPTY_CHAIN }
    }
    const control = versionOf('control')
    const version = `${control.sequence}:${control.chain}`
    if (kept?.version !== version) {
      // A log only grows: this store is older than the one before, or empty.
      if (kept !== undefined && control.sequence < kept.sequence) throw new StoreBehindError()
      // Head and entries of one moment: while nothing has changed, one statement is enough.
      if (!db.isTransaction) return readSnapshot(db, read)
      const entries = await db.selectFrom('control_entry').select(['sequence', 'schema', 'entry']).orderBy('sequence').execute()
      if (!holdsControlChain(entries, control)) throw new StoreAlteredError()
      kept = { version, sequence: control.sequence, fold: fold(entries) }
    }
    const { policy } = kept.fold
    if (served !== undefined && policy !== undefined && policy.hash !== served.hash) {
      throw new PolicyChangedError({ isReplaced: served.changed(policy) })
    }
    return { ...kept.fold, versions: [versionOf('links'), control] }
  }
  return read
}
