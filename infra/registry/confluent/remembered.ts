import type { Clock } from '../../clock/clock.ts'

/** How long an answer "there is none" stands, milliseconds. */
const NONE_STANDS_MS = 30_000
/** Most keys of which it is remembered that there is none: made-up ids cost no more memory than this. */
const MOST_NONE = 10_000

/**
 * A look-up that is asked once per key: what was found is kept for good, that there is none for 30 s, a failure not at all.
 * Callers who ask while a look-up is under way share it.
 */
export function createRemembered<K, V>(clock: Clock, find: (key: K) => Promise<V | undefined>): (key: K) => Promise<V | undefined> {
  const found = new Map<K, V>()
  const none = new Map<K, number>()
  const asked = new Map<K, Promise<V | undefined>>()

  const ask = async (key: K): Promise<V | undefined> => {
    const value = await find(key)
    if (value !== undefined) {
      none.delete(key)
      found.set(key, value)
      return value
    }
    const oldest = none.keys().next()
    if (none.size >= MOST_NONE && oldest.done === false) none.delete(oldest.value)
    none.set(key, clock.now())
    return undefined
  }
  return (key) => {
    const kept = found.get(key)
    if (kept !== undefined) return Promise.resolve(kept)
    const since = none.get(key)
    if (since !== undefined && clock.now() - since < NONE_STANDS_MS) return Promise.resolve(undefined)
    const underWay = asked.get(key)
    if (underWay !== undefined) return underWay
    const question = ask(key).finally(() => {
      asked.delete(key)
    })
    asked.set(key, question)
    return question
  }
}
