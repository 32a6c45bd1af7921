import { setTimeout as sleep } from 'node:timers/promises'
import { isRegistryAway } from '../errors.ts'
import type { HttpOptions } from './http.ts'
import { subjectsOf } from './subjects.ts'

const PAUSE_MS = 500
const TRY_MS = 5_000

/** Waits until a registry that may have just been started answers; `patience` in milliseconds. Rejects with RegistryError `unavailable` when it does not. */
export async function awaitRegistry(options: HttpOptions, patience: number): Promise<void> {
  for (const end = performance.now() + patience; ;) {
    try {
      await subjectsOf({ ...options, timeout: TRY_MS })
      return
    } catch (error) {
      if (!isRegistryAway(error) || performance.now() > end) throw error
      await sleep(PAUSE_MS)
    }
  }
}
