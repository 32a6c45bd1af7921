import { setTimeout as delay } from 'node:timers/promises'

/** How long the answer takes, whatever there is to do. */
const ANSWER_MS = 1_000

/** What everybody hears who asks for a case that they cannot see: whether there is one is not told (domain model D.11, P2). */
export const SAME_ANSWER = 'If the case is there, it is asked for. The worker finds it in their list of cases once it is given.'

/** Does the work, and resolves with its value no sooner than after a fixed time: how long it took tells nothing. */
export async function inFixedTime<T>(work: Promise<T>): Promise<T> {
  const [value] = await Promise.all([work, delay(ANSWER_MS)])
  return value
}
