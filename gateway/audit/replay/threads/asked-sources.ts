import type { ReplaySources } from '../deps.ts'
import type { ReadsInOrder } from '../sorted-reads.ts'
import { errorOf, type Asked, type FromThread, type ToThread } from './messages.ts'

/** Where a thread's questions go, and their answers come from. */
export interface AskingPort {
  post(message: FromThread): void
}

/** The sources of a replay, each call asked of the thread that has them. */
export interface AskedSources extends ReplaySources {
  readonly reads: ReadsInOrder
  /** Takes an answer to a question. */
  answered(message: Exclude<ToThread, { readonly kind: 'judge' }>): void
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** A message makes plain bytes of a buffer. */
const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Sources that ask through a port. */
export function askSources(port: AskingPort, hasLeaves: boolean): AskedSources {
  const waiting = new Map<number, Waiting>()
  let last = 0
  const ask =
    <Method extends keyof Asked>(method: Method): Asked[Method] =>
    // @ts-expect-error -- What comes back is what the method gives: `serveSources` calls that very one.
    (...args: readonly unknown[]) =>
      new Promise<unknown>((resolve, reject) => {
        last += 1
        waiting.set(last, { resolve, reject })
        port.post({ kind: 'ask', id: last, method, args })
      })
  const read = ask('log.read')
  const keys = ask('vault.keys')
  const secret = ask('vault.secret')
  const page = ask('reads.page')
  return {
    log: {
      ranges: ask('log.ranges'),
      read: async (...args) => (await read(...args)).map((record) => ({ ...record, value: asBuffer(record.value) })),
    },
    vault: {
      lost: ask('vault.lost'),
      keys: async (...args) => (await keys(...args)).map((key) => (typeof key === 'string' ? key : asBuffer(key))),
      secret: async (name) => asBuffer(await secret(name)),
    },
    ...(hasLeaves ? { transparencyLog: { position: ask('leaves.position'), indexesOf: ask('leaves.indexesOf') } } : {}),
    registry: { schemaOf: ask('registry.schemaOf') },
    reads: {
      versions: ask('reads.versions'),
      page: async (...args) => (await page(...args)).map((one) => ({ ...one, value: asBuffer(one.value) })),
    },
    answered: (message) => {
      const asker = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.kind === 'given') asker?.resolve(message.value)
      else asker?.reject(errorOf(message.error))
    },
  }
}
