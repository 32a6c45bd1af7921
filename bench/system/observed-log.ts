import type { Batch, ConsumerOptions } from '../../infra/event-log/port.ts'

/** Told of batches when a consumer's effect of them is durable. */
export type OnHandled = (group: string, batches: readonly Batch[]) => void

/** The same log, which tells what its consumers have done. */
export const observedLog = <Options extends ConsumerOptions, Consumer, Log extends { consume(options: Options): Promise<Consumer> }>(
  log: Log & { consume(options: Options): Promise<Consumer> },
  onHandled: OnHandled,
): Log => ({
  ...log,
  consume: (options: Options) =>
    log.consume({
      ...options,
      handle: async (batches) => {
        await options.handle(batches)
        onHandled(options.group, batches)
      },
    }),
})

/** Waits for consumers to have handled so many records more. */
export interface Progress {
  readonly onHandled: OnHandled
  /**
   * Resolves at the moment (performance.now) when each group has handled `count` records since this call: to be called before they are appended, for
   * consumers are quick. Rejects when that takes minutes.
   */
  handled(groups: readonly string[], count: number): Promise<number>
  /** Resolves in the same way when a group has handled `total` records in all. */
  reached(group: string, total: number): Promise<number>
}

const PATIENCE_MS = 120_000

export function createProgress(): Progress {
  const counts = new Map<string, number>()
  const countOf = (group: string): number => counts.get(group) ?? 0
  const waiting = new Set<() => void>()
  const until = (wanted: readonly { readonly group: string; readonly count: number }[]): Promise<number> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const missing = wanted.map((one) => `${one.group}: ${Math.max(0, one.count - countOf(one.group))}`).join(', ')
        waiting.delete(check)
        reject(new Error(`The consumers have not handled what they were given in ${PATIENCE_MS / 1000} s. Missing: ${missing}.`))
      }, PATIENCE_MS)
      const check = (): void => {
        if (!wanted.every((one) => countOf(one.group) >= one.count)) return
        clearTimeout(timer)
        waiting.delete(check)
        resolve(performance.now())
      }
      waiting.add(check)
      check()
    })
  return {
    onHandled: (group, batches) => {
      counts.set(
        group,
        batches.reduce((count, { records }) => count + records.length, countOf(group)),
      )
      for (const look of waiting) look()
    },
    handled: (groups, count) => until(groups.map((group) => ({ group, count: countOf(group) + count }))),
    reached: (group, count) => until([{ group, count }]),
  }
}
