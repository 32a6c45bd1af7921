import type Broker from 'kafkajs/src/broker/index.js'
import type Cluster from 'kafkajs/src/cluster/index.js'
import { groupRefused, isGroupNotFound } from './errors.ts'

const GROUP = 0

/** kafkajs hides a missing right on a group behind "Failed to find group coordinator": one broker, asked plainly, says it. */
async function isRefusedBy(cluster: Cluster, group: string): Promise<boolean> {
  try {
    await (await cluster.brokerPool.findConnectedBroker()).findGroupCoordinator({ groupId: group, coordinatorType: GROUP })
    return false
  } catch (error) {
    return error instanceof Error && 'type' in error && error.type === 'GROUP_AUTHORIZATION_FAILED'
  }
}

/** Rethrows an error of a group's request; a missing right as EventLogError `not-allowed`. */
export async function explainGroupError(cluster: Cluster, group: string, error: unknown): Promise<never> {
  if (isGroupNotFound(error) && (await isRefusedBy(cluster, group))) throw groupRefused(group, error)
  throw error
}

/** The broker that keeps a group's offsets. Rejects with EventLogError `not-allowed` when this user has no right on the group. */
export const coordinatorOf = (cluster: Cluster, group: string): Promise<Broker> =>
  cluster.findGroupCoordinator({ groupId: group }).catch((error: unknown) => explainGroupError(cluster, group, error))
