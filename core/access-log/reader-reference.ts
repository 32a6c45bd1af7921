import { createHmac, createSecretKey } from 'node:crypto'

/** The keyed hash by which vault and read store know a reader. `staff`: `<agency>:<staff id>`; `secret`: reader-ids. */
export const readerReference = (secret: Buffer, staff: string): string =>
  createHmac('sha256', createSecretKey(secret)).update('reader').update('\0').update(staff).digest('hex')
