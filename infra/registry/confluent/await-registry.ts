import { setTimeout as sleep } from 'node:timers/promises'
import { isRegistryAway } from '../errors.ts'
import { createConfluent, type ConfluentOptions } from './client.ts'

const PAUSE_MS = 500
const TRY_MS = 5_000

/** Waits until a registry that may have just been started answers; `patience` in milliseconds. Rejects with RegistryError `unavailable` when it does not. */
export async function awaitRegistry(options: ConfluentOptions, patience: number): Promise<void> {
  const confluent = createConfluent({ ...options, timeout: TRY_MS })
  for (const end = performance.now() + patience; ;) {
    try {
      await confluent.get('/subjects')
      return
    } catch (error) {
      if (!isRegistryAway(error) || performance.now() > end) throw error
      await sleep(PAUSE_MS)
    }
  }
}
