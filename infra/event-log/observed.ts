import type { Clock } from '../clock/clock.ts'
import type { Appended, Consumer, ConsumerOptions, EventLog } from './port.ts'

/** What a consumer of this process does. Moments are of `performance.now()`. */
export interface ConsumerActivity {
  /** `stopped`: it was told to; `failed`: it ended by itself. */
  readonly state: 'running' | 'stopped' | 'failed'
  /** Since when it handles the batch at hand; undefined between batches. */
  readonly handlingSince: number | undefined
}

/** An event log, and what its consumers do. */
export interface ObservedLog {
  readonly log: EventLog
  /** By consumer group, as long as the log is open. */
  readonly activities: ReadonlyMap<string, ConsumerActivity>
}

/** The broker's clock minus ours (ms), from an append that lay between two moments of ours: 0 where it may have been between them. */
const differenceOf = ({ timestamp }: Appended, before: number, after: number): number =>
  timestamp < before ? timestamp - before : timestamp > after ? timestamp - after : 0

/** Looks on at an event log. `differs`: told the broker's clock minus this machine's (ms) after each append. */
export function observeLog(
  log: EventLog,
  { clock, differs }: { readonly clock: Clock; readonly differs: (ms: number) => void },
): ObservedLog {
  const activities = new Map<string, ConsumerActivity>()
  const watched = (options: ConsumerOptions): ConsumerOptions => ({
    ...options,
    handle: async (batches) => {
      activities.set(options.group, { state: 'running', handlingSince: performance.now() })
      try {
        await options.handle(batches)
      } finally {
        activities.set(options.group, { state: 'running', handlingSince: undefined })
      }
    },
  })
  const consume = async (options: ConsumerOptions): Promise<Consumer> => {
    const { group } = options
    const consumer = await log.consume(watched(options))
    activities.set(group, { state: 'running', handlingSince: undefined })
    consumer.done.then(
      () => {
        activities.set(group, { state: 'stopped', handlingSince: undefined })
      },
      () => {
        activities.set(group, { state: 'failed', handlingSince: undefined })
      },
    )
    return consumer
  }
  return {
    activities,
    log: {
      ...log,
      consume,
      append: async (records) => {
        const before = clock.now()
        const appended = await log.append(records)
        const [first] = appended
        if (first !== undefined) differs(differenceOf(first, before, clock.now()))
        return appended
      },
    },
  }
}
