import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { LoadJob, LoadResult } from './messages.ts'

/** The load client, the same for a system and its ceiling. */
export interface LoadClient {
  /** Rejects when an answer has another status than `status`: a fast refusal is no result. */
  run(job: LoadJob, status: number): Promise<LoadResult>
  close(): Promise<void>
}

export function startLoadClient(): LoadClient {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { name: 'load client' })
  return {
    run: async (job, status) => {
      worker.postMessage(job)
      const [result] = (await once(worker, 'message')) as [LoadResult]
      const other = result.statuses.find((answered) => answered !== status)
      if (other !== undefined) throw new Error(`The load client was answered ${other}, not ${status}.`)
      return result
    },
    close: async () => {
      await worker.terminate()
    },
  }
}
