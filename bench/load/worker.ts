/** The load client: a thread of its own, plain node:http with kept-alive connections, so that it costs the measured process little. */
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { machineTime } from '../machine-time.ts'
import type { LoadJob, LoadRequest, LoadResult } from './messages.ts'

if (parentPort === null) throw new Error('worker.ts runs as a worker thread only.')
const port = parentPort

/** Sends one request; resolves with its status and the bytes of its answer. */
const send = (
  agent: Agent,
  origin: string,
  { method, path, headers, body }: LoadRequest,
): Promise<{ readonly status: number; readonly bytes: number }> =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(body.byteLength) }
    const sent = request(`${origin}${path}`, { method, agent, headers: { ...headers, ...length } }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, bytes })
      })
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })

async function run({ origin, requests, connections, every }: LoadJob): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const began: number[] = []
  const took: number[] = []
  const statuses: number[] = []
  let bytes = 0
  const one = async (index: number, request: LoadRequest): Promise<void> => {
    const from = performance.now()
    began[index] = machineTime()
    const answer = await send(agent, origin, request)
    took[index] = performance.now() - from
    statuses[index] = answer.status
    bytes += answer.bytes
  }
  const start = performance.now()
  if (every === undefined) {
    const queue = requests.entries()
    await Promise.all(
      Array.from({ length: connections }, async () => {
        for (const [index, request] of queue) await one(index, request)
      }),
    )
  } else {
    const pending: Promise<void>[] = []
    for (const [index, request] of requests.entries()) {
      await sleep(Math.max(0, start + index * every - performance.now()))
      pending.push(one(index, request))
    }
    await Promise.all(pending)
  }
  const ms = performance.now() - start
  agent.destroy()
  return { ms, began, took, statuses, bytes }
}

port.on('message', (job: LoadJob) => {
  // A rejection is unhandled on purpose: it ends this thread, and the bench with it.
  void run(job).then((result) => {
    port.postMessage(result)
  })
})
