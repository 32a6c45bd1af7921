import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const markOf = (data: string): string => join(data, 'transparency-log', 'restored')

/** Notes that a data folder was restored: it may be older than what witnesses have seen. */
export function markRestored(data: string): void {
  mkdirSync(join(data, 'transparency-log'), { recursive: true, mode: 0o700 })
  writeFileSync(markOf(data), '', { mode: 0o600, flush: true })
}

/** Whether a data folder was restored and has not been compared with the witnesses since. */
export const isRestored = (data: string): boolean => existsSync(markOf(data))

/** Notes that it was compared. */
export const unmarkRestored = (data: string): void => {
  rmSync(markOf(data), { force: true })
}
