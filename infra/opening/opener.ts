import { Worker } from 'node:worker_threads'
import { openEach, type SealedPart } from '../../core/sealing/open-each.ts'
import type { OpeningMessage } from './messages.ts'
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

interface Asked {
  readonly resolve: (bytes: Packed) => void
  readonly reject: (error: Error) => void
}

/**
 * Opens the parts of a read in a thread of its own, so that other requests have their turn meanwhile; it is started by the first read of many parts, and
 * again by the next one after it has failed. Keys are handed over with the parts and are gone with them: no thread keeps any.
 */
export function createOpener(): Opener {
  let worker: Worker | undefined
  let count = 0
  const asked = new Map<number, Asked>()
  /** What was asked of it is done where it was asked for. */
  const failed = (of: Worker): void => {
    if (worker !== of) return
    worker = undefined
    for (const { reject } of asked.values()) reject(new Error('The thread that opens parts has ended.'))
    asked.clear()
  }
  const start = (): Worker => {
    const started = new Worker(new URL('./worker.ts', import.meta.url), { execArgv: [], name: 'opening' })
    started.on('message', ({ number, bytes }: OpeningMessage) => {
      asked.get(number)?.resolve(bytes)
      asked.delete(number)
      // It holds up the end of the process only while it is waited for.
      if (asked.size === 0) started.unref()
    })
    for (const event of ['error', 'exit'])
      started.on(event, () => {
        failed(started)
      })
    return started
  }
  const ask = (bytes: Packed): Promise<Packed> =>
    new Promise((resolve, reject) => {
      worker ??= start()
      const number = ++count
      asked.set(number, { resolve, reject })
      worker.ref()
      worker.postMessage({ number, bytes } satisfies OpeningMessage, [bytes.buffer])
    })
  return {
    open: async (parts) => {
      if (parts.length < FEW) return openEach(parts)
      const packed = packParts(parts)
      let opened: Packed
      try {
        opened = await ask(packed)
      } catch {
        // What the thread could not do is done here, or fails here with its cause.
        return openEach(parts)
      }
      return unpackOpened(opened)
    },
    close: async () => {
      const last = worker
      if (last === undefined) return
      failed(last)
      await last.terminate()
    },
  }
}
