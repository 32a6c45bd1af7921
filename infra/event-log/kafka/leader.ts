import type Cluster from 'kafkajs/src/cluster/index.js'
import type { ProducerBrokers } from './producer-session.ts'

/** The leader of a partition, as last heard. Rejects when there is none at the moment. */
export async function leaderOf(cluster: Cluster, topic: string, partition: number): ReturnType<Cluster['findBroker']> {
  await cluster.addMultipleTargetTopics([topic])
  const [nodeId] = Object.keys(cluster.findLeaderForPartitions(topic, [partition]))
  if (nodeId === undefined) throw new Error('The partition has no leader.')
  return cluster.findBroker({ nodeId })
}

export const createProducerBrokers = (cluster: Cluster): ProducerBrokers => ({
  any: () => cluster.brokerPool.findConnectedBroker(),
  leader: (topic, partition) => leaderOf(cluster, topic, partition),
})
