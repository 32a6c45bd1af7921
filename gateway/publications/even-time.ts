import { setTimeout as delay } from 'node:timers/promises'

/** Longer than an own event takes to open, in a case or waiting. */
const LEAST_MS = 150

/** Does what is asked, and answers no sooner than after the same time: how long it took does not tell where an event stands. */
export async function inEvenTime<T>(work: () => Promise<T>): Promise<T> {
  const [done] = await Promise.allSettled([work(), delay(LEAST_MS)])
  if (done.status === 'rejected') throw done.reason
  return done.value
}
