/** The worker thread that PGlite works in: PostgreSQL's wire protocol in, its answers out. `backend.ts` starts it. */
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import type { FromWorker, ProtocolBytes, ToWorker, WorkerSetup } from './messages.ts'
import { syncFolder } from './sync-folder.ts'

/** The store is thrown away after a crash, so nothing waits for a disk before the orderly stop. */
const SETTINGS = [
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'shared_buffers=32MB',
  'max_connections=5',
  'random_page_cost=1.1',
]

if (parentPort === null) throw new Error('worker.ts runs as a worker thread only.')
const port = parentPort
const { folder } = workerData as WorkerSetup
const say = (message: FromWorker, transfer: readonly ArrayBuffer[] = []): void => {
  port.postMessage(message, [...transfer])
}

const lite = await PGlite.create({
  dataDir: folder,
  startParams: [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ['-c', setting])],
})
let connection = 0

/** PGlite is one session for ever: a new connection must not find the last one's transaction or statements. */
async function resetSession(next: number): Promise<void> {
  if (connection !== 0) {
    await lite.exec('rollback')
    await lite.exec('discard all')
  }
  connection = next
}

async function answer(message: ProtocolBytes): Promise<void> {
  if (message.connection !== connection) await resetSession(message.connection)
  const chunks: Uint8Array[] = []
  await lite.execProtocolRawStream(message.bytes, {
    syncToFs: false,
    onRawData: (bytes) => {
      chunks.push(bytes.slice())
    },
  })
  const bytes = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  say({ kind: 'bytes', connection: message.connection, bytes }, [bytes.buffer])
}

async function stop(): Promise<void> {
  await lite.close()
  syncFolder(folder)
  say({ kind: 'stopped' })
  port.close()
}

let work = Promise.resolve()
port.on('message', (message: ToWorker) => {
  // A rejection is unhandled on purpose: it ends this thread, and the main thread hears of it.
  work = work.then(() => (message.kind === 'stop' ? stop() : answer(message)))
})
say({ kind: 'ready' })
