import type Broker from 'kafkajs/src/broker/index.js'
import { incoming, type Fetched } from './incoming.ts'

export interface Wanted {
  readonly topic: string
  readonly partition: number
  /** The first offset wanted. */
  readonly from: number
}

export interface FetchLimits {
  /** How long the broker waits for records when there are none, milliseconds. */
  readonly waitMs: number
  /** Bytes of the answer and of one partition in it, about: one batch at least is given. */
  readonly maxBytes: number
  readonly maxPartitionBytes: number
}

/** Fetches from one broker, which leads these partitions. Rejects whole when one partition has an error. */
export async function fetchFrom(
  broker: Pick<Broker, 'fetch'>,
  wanted: readonly Wanted[],
  { waitMs, maxBytes, maxPartitionBytes }: FetchLimits,
): Promise<readonly Fetched[]> {
  const topics = [...Map.groupBy(wanted, ({ topic }) => topic)].map(([topic, all]) => ({
    topic,
    partitions: all.map(({ partition, from }) => ({ partition, fetchOffset: String(from), maxBytes: maxPartitionBytes })),
  }))
  const { responses } = await broker.fetch({ isolationLevel: 1, maxWaitTime: waitMs, minBytes: waitMs === 0 ? 0 : 1, maxBytes, topics })
  const from = new Map(wanted.map((one) => [`${one.topic}/${String(one.partition)}`, one.from]))
  return responses.flatMap(({ topicName, partitions }) =>
    partitions.flatMap((data) => {
      const asked = from.get(`${topicName}/${String(data.partition)}`)
      return asked === undefined ? [] : [incoming(topicName, asked, data)]
    }),
  )
}
