import type { ConsumerOptions } from '../port.ts'
import type { TopicMetadata } from './topic-metadata.ts'

/** Which topics a consumer wants, as the cluster has them now. */
export interface Subscription {
  /** By name. Rejects with EventLogError `unknown-topic` when a named one is not there. */
  topics(): Promise<readonly string[]>
  /** Whether topics may come: then it is asked again and again. */
  readonly open: boolean
}

export function createSubscription(topics: ConsumerOptions['topics'], metadata: TopicMetadata): Subscription {
  if (!(topics instanceof RegExp)) {
    const named = [...new Set(topics)].sort()
    return {
      open: false,
      topics: async () => {
        await Promise.all(named.map((topic) => metadata.partitions(topic)))
        return named
      },
    }
  }
  const pattern = new RegExp(topics.source, topics.flags.replace(/[gy]/g, ''))
  return { open: true, topics: async () => (await metadata.all()).map(({ topic }) => topic).filter((topic) => pattern.test(topic)) }
}
