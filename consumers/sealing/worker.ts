/** The thread that reduces and seals parts for consumers. It keeps nothing of them: `sealer.ts` starts it. */
import { parentPort, workerData } from 'node:worker_threads'
import { reduceEach } from '../../core/parts/reduce-sealed.ts'
import { sealEach } from '../../core/sealing/seal-each.ts'
import { packOpened } from '../../infra/opening/packed.ts'
import type { SealingAnswer, SealingMessage, SealingSetup } from './messages.ts'
import { unpackPlain, unpackReducible } from './packed.ts'

if (parentPort === null) throw new Error('worker.ts runs as a worker thread only.')
const port = parentPort
const { schemas } = workerData as SealingSetup

port.on('message', ({ number, work, bytes }: SealingMessage) => {
  try {
    const done = work === 'reduce' ? reduceEach(unpackReducible(bytes), (type) => schemas.get(type)) : sealEach(unpackPlain(bytes))
    const answer = packOpened(done)
    port.postMessage({ number, bytes: answer } satisfies SealingAnswer, [answer.buffer])
  } finally {
    // There are keys in it, and what is to be sealed.
    bytes.fill(0)
  }
})
