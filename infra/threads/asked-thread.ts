import type { Worker } from 'node:worker_threads'

/** A run of bytes of its own, which is handed over. */
export type Run = Uint8Array<ArrayBuffer>

/** What the main thread and one that works for it say to each other: a question, and the answer under the same number. */
export type Numbered<Message extends { readonly bytes: Run }> = Message & { readonly number: number }

export interface AskedThread<Question extends { readonly bytes: Run }> {
  /** Hands the bytes over and resolves with those of the answer. Rejects when the thread ends before. */
  ask(question: Question): Promise<Run>
  /** Ends the thread; the next question starts another. */
  close(): Promise<void>
}

interface Asked {
  readonly resolve: (bytes: Run) => void
  readonly reject: (error: Error) => void
}

/** A thread that answers questions; it is started by the first one, and again by the next one after it has failed. It holds up the end of the process only while it is waited for. */
export function createAskedThread<Question extends { readonly bytes: Run }>(startWorker: () => Worker): AskedThread<Question> {
  let worker: Worker | undefined
  let count = 0
  const asked = new Map<number, Asked>()
  const failed = (of: Worker): void => {
    if (worker !== of) return
    worker = undefined
    for (const { reject } of asked.values()) reject(new Error('The thread that was asked has ended.'))
    asked.clear()
  }
  const start = (): Worker => {
    const started = startWorker()
    started.on('message', ({ number, bytes }: Numbered<{ readonly bytes: Run }>) => {
      asked.get(number)?.resolve(bytes)
      asked.delete(number)
      if (asked.size === 0) started.unref()
    })
    for (const event of ['error', 'exit'])
      started.on(event, () => {
        failed(started)
      })
    return started
  }
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        worker ??= start()
        const number = ++count
        asked.set(number, { resolve, reject })
        worker.ref()
        worker.postMessage({ ...question, number } satisfies Numbered<Question>, [question.bytes.buffer])
      }),
    close: async () => {
      const last = worker
      if (last === undefined) return
      failed(last)
      await last.terminate()
    },
  }
}
