import { Worker } from 'node:worker_threads'
import type { ReplayRange } from '../../replays.ts'
import type { SharedConfirmed } from '../ground.ts'
import type { JudgeShare, ShareResult } from '../judge-share.ts'
import { errorOf, type FromThread, type ThreadSetup, type ToThread } from './messages.ts'
import { serveSources, type ServedSources } from './serve-sources.ts'

/** Threads that judge shares, each one at a time. */
export interface ReplayThreads {
  /** A judge for each thread. */
  judges(confirmed: SharedConfirmed): readonly JudgeShare[]
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (result: ShareResult) => void
  readonly reject: (error: Error) => void
}

function startThread(setup: ThreadSetup, answer: ReturnType<typeof serveSources>) {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: setup, execArgv: [], name: 'replay' })
  const post = (message: ToThread): void => {
    worker.postMessage(message)
  }
  let waiting: Waiting | undefined
  let failed: Error | undefined
  const fail = (error: Error): void => {
    failed = error
    waiting?.reject(error)
  }
  worker.on('message', (message: FromThread) => {
    if (message.kind === 'ask') void answer(message).then(post)
    else if (message.kind === 'judged') waiting?.resolve(message.result)
    else fail(errorOf(message.error))
  })
  worker.on('error', fail)
  worker.on('exit', () => {
    fail(failed ?? new Error('A thread of the replay has ended.'))
  })
  return {
    judge:
      (confirmed: SharedConfirmed): JudgeShare =>
      (share) =>
        new Promise((resolve, reject) => {
          waiting = { resolve, reject }
          if (failed === undefined) post({ kind: 'judge', share, confirmed })
          else reject(failed)
        }),
    close: () => worker.terminate(),
  }
}

/** Starts threads over the sources of this one. */
export function startThreads(threads: number, sources: ServedSources, range: ReplayRange): ReplayThreads {
  const answer = serveSources(sources)
  const started = Array.from({ length: threads }, () => startThread({ range, hasLeaves: sources.transparencyLog !== undefined }, answer))
  return {
    judges: (confirmed) => started.map((thread) => thread.judge(confirmed)),
    close: async () => {
      await Promise.all(started.map((thread) => thread.close()))
    },
  }
}
