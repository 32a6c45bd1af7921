import { Kafka, logLevel } from 'kafkajs'
import type { KafkaNode, KafkaServer } from '../../../scripts/servers/kafka.ts'

/** The broker that leads a partition of a topic, one by chance where it has several. */
export async function leaderNode({ brokers, nodes }: KafkaServer, topic: string, random: () => number): Promise<KafkaNode> {
  const admin = new Kafka({ brokers: [...brokers], clientId: 'faults', logLevel: logLevel.NOTHING }).admin()
  await admin.connect()
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
    const partitions = topics[0]?.partitions ?? []
    const leader = partitions[Math.floor(random() * partitions.length)]?.leader
    const node = nodes.find(({ id }) => id === leader)
    if (node === undefined) throw new Error(`A partition of ${topic} has no leader.`)
    return node
  } finally {
    await admin.disconnect()
  }
}
