/** The thread that opens sealed parts for reads. It keeps nothing: `opener.ts` starts it. */
import { parentPort } from 'node:worker_threads'
import { openEach } from '../../core/sealing/open-each.ts'
import type { OpeningMessage } from './messages.ts'
import { packOpened, unpackParts } from './packed.ts'

if (parentPort === null) throw new Error('worker.ts runs as a worker thread only.')
const port = parentPort

port.on('message', ({ number, bytes }: OpeningMessage) => {
  try {
    const opened = packOpened(openEach(unpackParts(bytes)))
    port.postMessage({ number, bytes: opened } satisfies OpeningMessage, [opened.buffer])
  } finally {
    // There are keys in it.
    bytes.fill(0)
  }
})
