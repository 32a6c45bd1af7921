import { openEach, type SealedPart } from '../../core/sealing/open-each.ts'
import { createAskedThread } from '../threads/asked-thread.ts'
import { startThread } from '../threads/start-thread.ts'
import { packParts, unpackOpened, type Packed } from './packed.ts'

/** Opens sealed parts, in order; undefined where one does not open. */
export type OpenSealed = (parts: readonly SealedPart[]) => Promise<readonly (Buffer | undefined)[]>

/** Opens them in the thread that asks. */
export const openHere: OpenSealed = async (parts) => openEach(parts)

export interface Opener {
  readonly open: OpenSealed
  /** Ends the thread. */
  close(): Promise<void>
}

/** Fewer parts are opened where they are: to hand them over costs as much. */
const FEW = 16

/**
 * Opens the parts of a read in a thread of its own, so that other requests have their turn meanwhile; it is started by the first read of many parts, and
 * again by the next one after it has failed. Keys are handed over with the parts and are gone with them: no thread keeps any.
 */
export function createOpener(): Opener {
  const thread = createAskedThread<{ readonly bytes: Packed }>(() =>
    startThread(new URL('./worker.ts', import.meta.url), { name: 'opening' }),
  )
  return {
    open: async (parts) => {
      if (parts.length < FEW) return openEach(parts)
      const packed = packParts(parts)
      let opened: Packed
      try {
        opened = await thread.ask({ bytes: packed })
      } catch {
        // What the thread could not do is done here, or fails here with its cause.
        return openEach(parts)
      }
      return unpackOpened(opened)
    },
    close: () => thread.close(),
  }
}
