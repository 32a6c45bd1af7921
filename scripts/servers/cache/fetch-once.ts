import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { ServerFailure } from '../failure.ts'
import { withLock } from './lock.ts'

/**
 * Fills `target` by `fill` unless it exists, one process at a time. It is filled under another name and renamed, so that what
 * is there is whole. Resolves with `target`; rejects with a ServerFailure that names what could not be fetched.
 */
export async function fetchOnce(target: string, what: string, fill: (folder: string) => Promise<void>): Promise<string> {
  if (existsSync(target)) return target
  return withLock(`${target}.lock`, async () => {
    if (existsSync(target)) return target
    const partial = `${target}.partial-${String(process.pid)}`
    mkdirSync(partial, { recursive: true })
    process.stderr.write(`Fetching ${what} into ${target} …\n`)
    try {
      await fill(partial)
      renameSync(partial, target)
    } catch (error) {
      if (!(error instanceof ServerFailure)) throw error
      throw new ServerFailure(error.code, `${what} could not be fetched. ${error.message}`, { cause: error })
    } finally {
      rmSync(partial, { recursive: true, force: true })
    }
    return target
  })
}
