import type { NumberedEvent } from '../../core/case/index-part.ts'

/** An event as the read store has it. */
export interface StoredEvent extends NumberedEvent {
  /** Hashes of its plain parts, 32 bytes each. */
  readonly partHashes: Buffer
}
