import { logLevel, type logCreator } from 'kafkajs'
import type { Log, LogFields } from '../../telemetry/logger.ts'

/** The same line again is left out for this long: a broker that is away says it many times a second. */
const QUIET_MS = 10_000
const MOST_LINES = 200

/** kafkajs's log in ours, without its payloads: message, topic and partition. What fails for good is thrown to us as well, so nothing is an error here. */
export const logTo = (log: Log): logCreator => {
  const said = new Map<string, number>()
  return () =>
    ({ namespace, level, log: { message, topic, partition } }) => {
      // An answer with an error code is thrown to us, and often expected: a topic that is not there.
      if (level > logLevel.WARN || (namespace === 'Connection' && message.startsWith('Response '))) return
      const line = `kafkajs ${namespace}: ${message}`
      const now = performance.now()
      if (now - (said.get(line) ?? -QUIET_MS) < QUIET_MS) return
      if (said.size >= MOST_LINES) said.clear()
      said.set(line, now)
      const fields: LogFields = {
        step: 'kafka',
        ...(typeof topic === 'string' ? { topic } : {}),
        ...(typeof partition === 'number' ? { partition } : {}),
      }
      log.warn(fields, line)
    }
}
