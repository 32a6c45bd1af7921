import type { ChainHead } from '../../core/chain/log-chain.ts'
import { foldControlLog, type ControlLogEntry } from '../../core/control/fold-log.ts'
import type { ControlEntryTable } from '../../infra/read-store/tables.ts'

/** The rows of entries of control.events, in order, from a head on. */
export const controlRows = (
  entries: readonly Pick<ControlLogEntry, 'type' | 'fingerprint' | 'bytes'>[],
  start: ChainHead,
): readonly ControlEntryTable[] =>
  foldControlLog(entries, start).map(({ sequence, chain, entry: { type, fingerprint, bytes } }) => ({
    sequence,
    type,
    schema: fingerprint,
    entry: Buffer.from(bytes),
    chain,
  }))
