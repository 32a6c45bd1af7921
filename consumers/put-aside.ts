import type { LogRecord } from '../infra/event-log/port.ts'
import type { Log } from '../infra/telemetry/logger.ts'

/** Tells of a record that takes no effect. Its partition goes on. */
export type PutAside = (record: Pick<LogRecord, 'topic' | 'partition'>, code: string) => void

/** Logs each record put aside by its code, never its content, and counts them. */
export function createPutAside(logger: Log, consumer: string): PutAside & { readonly count: () => number } {
  let count = 0
  const putAside: PutAside = ({ topic, partition }, code) => {
    count += 1
    logger.error({ consumer, topic, partition, code, count }, 'A record cannot be used and was put aside.')
  }
  return Object.assign(putAside, { count: () => count })
}
