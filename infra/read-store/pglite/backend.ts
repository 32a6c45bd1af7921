import type { Duplex } from 'node:stream'
import { setFlagsFromString } from 'node:v8'
import { startThread } from '../../threads/start-thread.ts'
import type { FromWorker, ToWorker, WorkerSetup } from './messages.ts'
import { createProtocolStream } from './protocol-stream.ts'

/** PGlite in its worker thread. It is one session: one connection at a time. */
export interface Backend {
  /** A connection for `pg`. It ends the one before. */
  connect(): Duplex
  /** Shuts down in order; resolves when every file is on the disk. */
  stop(): Promise<void>
}

interface Connection {
  readonly number: number
  readonly stream: Duplex
}

/** What made it end is the cause; its own words may hold values. */
const ended = (cause?: unknown): Error => new Error("The read store's worker thread has ended.", { cause })

/**
 * V8 loses track of a WebAssembly code page, and ends the process (SIGTRAP or SIGSEGV), when it frees code that was replaced while PGlite starts or stops in a
 * worker thread (nodejs/node#64500: Node 22 to 26). It frees none of it any more: a few kilobytes per process.
 */
const keepReplacedCode = (): void => {
  setFlagsFromString('--no-wasm-code-gc')
}

/**
 * What PGlite runs while it starts stays as V8's quick compiler makes it: the interpreter of expressions is one function of 105 kB, for which the optimizing compiler takes
 * 600 MiB and most of a second, at every start (decision 111). What runs later, and Cedar, is optimized as ever.
 */
const optimizeLater = {
  begin: (): void => {
    for (const flag of ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag)
  },
  end: (): void => {
    setFlagsFromString('--wasm-dynamic-tiering')
  },
}

/** Starts the worker on a data folder; makes a database when the folder is empty. Rejects when PGlite does not start. */
export async function startBackend(folder: string): Promise<Backend> {
  keepReplacedCode()
  optimizeLater.begin()
  const setup: WorkerSetup = { folder }
  const worker = startThread(new URL('./worker.ts', import.meta.url), { workerData: setup, name: 'read store' })
  let connection: Connection | undefined
  let connections = 0
  let failure: Error | undefined

  const said = (kind: FromWorker['kind']): Promise<void> =>
    new Promise((resolve, reject) => {
      if (failure !== undefined) reject(failure)
      worker.on('message', (message: FromWorker) => {
        if (message.kind === kind) resolve()
      })
      worker.once('error', (cause) => {
        reject(ended(cause))
      })
      worker.once('exit', () => {
        reject(ended())
      })
    })
  const fail = (cause?: unknown): void => {
    failure ??= ended(cause)
    connection?.stream.destroy(failure)
  }
  worker.on('error', fail)
  worker.on('exit', () => {
    fail()
  })
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'bytes' && message.connection === connection?.number) connection.stream.push(Buffer.from(message.bytes.buffer))
  })
  const post = (message: ToWorker, transfer: readonly ArrayBuffer[] = []): void => {
    worker.postMessage(message, [...transfer])
  }

  try {
    await said('ready')
  } finally {
    optimizeLater.end()
  }
  return {
    connect: () => {
      connection?.stream.destroy()
      const number = ++connections
      const stream = createProtocolStream({
        send: (bytes) => {
          post({ kind: 'bytes', connection: number, bytes }, [bytes.buffer])
        },
        closed: () => {
          if (connection?.number === number) connection = undefined
        },
      })
      connection = { number, stream }
      if (failure !== undefined) stream.destroy(failure)
      return stream
    },
    stop: async () => {
      const stopped = said('stopped')
      post({ kind: 'stop' })
      await stopped
      await worker.terminate()
    },
  }
}
