import type { Consumer } from '../../infra/event-log/port.ts'

/** Starts consumers one after the other, as one: it ends when one of them does, and takes the others with it. One that does not start stops those before it. */
export async function startTogether(starts: readonly (() => Promise<Consumer>)[]): Promise<Consumer> {
  const consumers: Consumer[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(consumers.map((consumer) => consumer.stop()))
  }
  try {
    for (const start of starts) consumers.push(await start())
  } catch (error) {
    await stop()
    throw error
  }
  return {
    done: Promise.race(consumers.map((consumer) => consumer.done)).finally(stop),
    assignment: () => consumers.flatMap((consumer) => consumer.assignment()),
    stop,
  }
}
