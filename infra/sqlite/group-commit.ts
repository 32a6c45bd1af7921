import type { DatabaseSync } from 'node:sqlite'

/** Rows and bytes of one transaction, about: SQLite blocks the event loop while it works, so a long queue is cut. */
const MAX_ROWS = 5_000
const MAX_BYTES = 16 * 1024 * 1024

/** Work for the next transaction. `run` is synchronous and sees the work before it. */
interface Item {
  readonly rows: number
  readonly bytes: number
  /** Does the work; the function that it gives resolves the caller's promise once the transaction is durable. */
  readonly run: () => () => void
  readonly reject: (error: unknown) => void
}

export interface GroupCommit {
  /** Resolves with what `run` gave when the transaction that it was part of is on disk. */
  submit<T>(size: { readonly rows: number; readonly bytes: number }, run: () => T): Promise<T>
  /** Commits what is queued, then refuses. */
  close(): void
}

export interface GroupCommitOptions {
  /** Called after each commit. */
  readonly committed: () => void
  /** Called when a transaction failed: what memory holds of it must be read from disk again. */
  readonly rolledBack?: () => void
  /** SQLite's error as callers know it. */
  readonly asError: (error: unknown) => unknown
  readonly closedError: () => Error
  /** When memory could not be read again: nothing more is taken. */
  readonly brokenError: (cause: unknown) => Error
}

/** Shares one transaction, and so one sync, among all that is submitted in one turn of the event loop. */
export function createGroupCommit(database: DatabaseSync, options: GroupCommitOptions): GroupCommit {
  const queue: Item[] = []
  let scheduled = false
  let closed = false
  let broken: Error | undefined

  const take = (): Item[] => {
    let rows = 0
    let bytes = 0
    let count = 0
    while (count < queue.length && rows < MAX_ROWS && bytes < MAX_BYTES) {
      const item = queue[count++]
      rows += item?.rows ?? 0
      bytes += item?.bytes ?? 0
    }
    return queue.splice(0, count)
  }

  const rollBack = (): void => {
    try {
      if (database.isTransaction) database.exec('ROLLBACK')
      options.rolledBack?.()
    } catch (error) {
      broken = options.brokenError(error)
    }
  }

  const flush = (): void => {
    const items = take()
    if (items.length === 0) return
    let settle: (() => void)[]
    try {
      if (broken !== undefined) throw broken
      database.exec('BEGIN IMMEDIATE')
      settle = items.map((item) => item.run())
      database.exec('COMMIT')
    } catch (error) {
      const reason = options.asError(error)
      rollBack()
      for (const item of items) item.reject(reason)
      return
    }
    for (const resolve of settle) resolve()
    options.committed()
  }

  const flushUntilEmpty = (): void => {
    flush()
    scheduled = queue.length > 0
    if (scheduled) setImmediate(flushUntilEmpty)
  }

  return {
    submit: <T>(size: { readonly rows: number; readonly bytes: number }, run: () => T) =>
      new Promise<T>((resolve, reject) => {
        if (closed || broken !== undefined) {
          reject(broken ?? options.closedError())
          return
        }
        queue.push({
          ...size,
          reject,
          run: () => {
            const result = run()
            return () => {
              resolve(result)
            }
          },
        })
        if (!scheduled) {
          scheduled = true
          setImmediate(flushUntilEmpty)
        }
      }),
    close: () => {
      closed = true
      while (queue.length > 0) flush()
    },
  }
}
