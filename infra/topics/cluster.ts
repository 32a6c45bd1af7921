import kafkajs, { type Admin, type DescribeConfigResponse } from 'kafkajs'
import { aclOf, grantOf } from './acl-codes.ts'
import type { Grant } from './desired-grants.ts'
import type { TopicSpec } from './desired-topics.ts'
import type { ClusterState, Plan } from './cluster-plan.ts'

// Node finds only some of a CommonJS package's names by itself.
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ConfigResourceTypes, ConfigSource, ResourcePatternTypes } = kafkajs

/** Most ACLs of one request. */
const CHUNK = 500
const TIMEOUT_MS = 60_000

/** What is set on a topic itself, without what it has from its broker. */
const ownConfigs = ({ configEntries }: DescribeConfigResponse['resources'][number]): TopicSpec['configs'] =>
  Object.fromEntries(
    configEntries
      .filter(({ configSource }) => configSource === ConfigSource.TOPIC_CONFIG)
      .map(({ configName, configValue }) => [configName, configValue]),
  )

async function readTopics(admin: Admin): Promise<ReadonlyMap<string, TopicSpec>> {
  const names = (await admin.listTopics()).filter((name) => !name.startsWith('__'))
  if (names.length === 0) return new Map()
  const { topics } = await admin.fetchTopicMetadata({ topics: names })
  const asked = names.map((name) => ({ type: ConfigResourceTypes.TOPIC, name }))
  const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: asked })
  const configs = new Map(resources.map((resource) => [resource.resourceName, ownConfigs(resource)]))
  return new Map(
    topics.map(({ name, partitions }) => [
      name,
      {
        topic: name,
        partitions: partitions.length,
        configs: configs.get(name) ?? {},
        replication: Math.min(...partitions.map(({ replicas }) => replicas.length)),
      },
    ]),
  )
}

async function readGrants(admin: Admin): Promise<readonly Grant[] | undefined> {
  try {
    const { resources } = await admin.describeAcls({
      resourceType: AclResourceTypes.ANY,
      resourcePatternType: ResourcePatternTypes.ANY,
      operation: AclOperationTypes.ANY,
      permissionType: AclPermissionTypes.ANY,
    })
    return resources.flatMap(({ acls, ...resource }) => acls.flatMap((acl) => grantOf({ ...resource, ...acl }) ?? []))
  } catch (error) {
    if ((error as { readonly type?: string }).type === 'SECURITY_DISABLED') return undefined
    throw error
  }
}

/** Reads brokers, topics and ACLs. */
export async function readCluster(admin: Admin): Promise<ClusterState> {
  const { brokers } = await admin.describeCluster()
  return { brokers: brokers.length, topics: await readTopics(admin), grants: await readGrants(admin) }
}

const entriesOf = (configs: TopicSpec['configs']) => Object.entries(configs).map(([name, value]) => ({ name, value }))
const chunks = <T>(items: readonly T[]): readonly T[][] =>
  Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, index) => items.slice(index * CHUNK, (index + 1) * CHUNK))

/** Carries a plan out: topics, then configs, then rights given, then rights taken. The caller has made sure that it has no obstacles. */
export async function carryOut(admin: Admin, { addTopics, changeTopics, addGrants, removeGrants }: Plan): Promise<void> {
  for (const chunk of chunks(addTopics)) {
    await admin.createTopics({
      // The caller waits for the cluster to settle: kafkajs gives up on a broker that does not know of the topic yet.
      waitForLeaders: false,
      timeout: TIMEOUT_MS,
      topics: chunk.map(({ topic, partitions, replication, configs }) => ({
        topic,
        numPartitions: partitions,
        replicationFactor: replication,
        configEntries: entriesOf(configs),
      })),
    })
  }
  for (const chunk of chunks(changeTopics)) {
    await admin.alterConfigs({
      validateOnly: false,
      resources: chunk.map(({ topic, configs }) => ({ type: ConfigResourceTypes.TOPIC, name: topic, configEntries: entriesOf(configs) })),
    })
  }
  for (const chunk of chunks(addGrants)) await admin.createAcls({ acl: chunk.map(aclOf) })
  for (const chunk of chunks(removeGrants)) await admin.deleteAcls({ filters: chunk.map(aclOf) })
}
