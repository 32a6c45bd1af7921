import type { Consumer } from '../../infra/event-log/port.ts'

/** Several consumers as one: it ends when one of them does, and takes the others with it. */
export function together(consumers: readonly Consumer[]): Consumer {
  const stop = async (): Promise<void> => { await Promise.all(consumers.map((consumer) => consumer.stop())) }
  const ended = Promise.race(consumers.map((consumer) => consumer.done))
  return {
    done: ended.finally(stop),
    assignment: () => consumers.flatMap((consumer) => consumer.assignment()),
    stop,
  }
}
