import type { ReadStoreDb, ReadStoreTx } from './port.ts'

/**
 * Reads in one snapshot of the database: every query of `read` sees the same moment, and none may write.
 * Embedded there is one connection: a query of `read` outside `tx` waits for itself.
 */
export const readSnapshot = <T>(db: ReadStoreDb, read: (tx: ReadStoreTx) => Promise<T>): Promise<T> =>
  db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read)
