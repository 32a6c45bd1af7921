import type { Brokers } from './cluster.ts'
import { isUnknownTopic, unknownTopic } from './errors.ts'

/** Numbers of partitions. They never change, so what is known once is known for good. */
export interface Partitions {
  /** Rejects with EventLogError `unknown-topic`. */
  of(topic: string): Promise<number>
}

export function createPartitions(brokers: Brokers): Partitions {
  const known = new Map<string, number>()
  return {
    async of(topic) {
      const kept = known.get(topic)
      if (kept !== undefined) return kept
      const found = await brokers.partitions(topic).catch((error: unknown) => {
        if (isUnknownTopic(error)) return 0
        throw error
      })
      if (found === 0) throw unknownTopic(topic)
      known.set(topic, found)
      return found
    },
  }
}
