import { rootOfEdge, type LogEdge } from '../../core/transparency-log/log-edge.ts'
import { signCheckpoint } from '../../core/transparency-log/notes/checkpoint.ts'
import type { NoteSigner } from '../../core/transparency-log/notes/signed-note.ts'
import type { TransparencyLogStore } from '../../infra/transparency-log/port.ts'

/** Signs checkpoints of a log that grows. */
export interface Signing {
  /** Tells of what is durable: it is signed at once, or as soon as the last checkpoint is old enough. */
  readonly grown: (edge: LogEdge) => void
  /** Rejects when a checkpoint could not be signed or kept. Never resolves. */
  readonly failed: Promise<never>
  /** Signs what is not yet, then ends. */
  readonly stop: () => Promise<void>
}

export interface SigningOptions {
  readonly store: Pick<TransparencyLogStore, 'sign'>
  readonly signer: NoteSigner
  /** Leaves of the last checkpoint that was signed. */
  readonly signedSize: number
  /** Least time between two checkpoints (ms). */
  readonly everyMs: number
  /** Told after a checkpoint was kept. */
  readonly signed: () => void
  /** Does what writes, again and again while there is no room. */
  readonly untilRoom: (write: () => Promise<void>) => Promise<void>
}

/** Signs a checkpoint of the newest edge while there is news, at most every `everyMs`. Without news nothing is signed. */
export function createSigning({ store, signer, signedSize, everyMs, signed, untilRoom }: SigningOptions): Signing {
  const { promise: failed, reject } = Promise.withResolvers<never>()
  failed.catch(() => undefined)
  let newest: LogEdge | undefined
  let size = signedSize
  let last = -Infinity
  let timer: NodeJS.Timeout | undefined
  let working: Promise<void> | undefined

  const sign = async (edge: LogEdge): Promise<void> => {
    last = performance.now()
    const note = signCheckpoint({ origin: signer.key.name, size: edge.size, root: rootOfEdge(edge), extensions: [] }, signer, 0)
    await untilRoom(() => store.sign({ size: edge.size, note }))
    size = edge.size
    signed()
  }
  const work = async (): Promise<void> => {
    try {
      if (newest !== undefined && newest.size > size) await sign(newest)
    } catch (error) {
      reject(error)
    } finally {
      working = undefined
    }
  }
  const soon = (): void => {
    if (timer !== undefined || newest === undefined || newest.size <= size) return
    timer = setTimeout(
      () => {
        working = work().then(() => {
          timer = undefined
          soon()
        })
      },
      Math.max(0, last + everyMs - performance.now()),
    )
  }
  return {
    grown: (edge) => {
      newest = edge
      soon()
    },
    failed,
    stop: async () => {
      clearTimeout(timer)
      await working
      await work()
    },
  }
}
