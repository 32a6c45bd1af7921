import kafkajs from 'kafkajs'
import { RECORD_TOPICS } from '../event-log/topics.ts'
import { asAdmin, type KafkaConnection } from './connection.ts'
import { topicSpec } from './desired-topics.ts'

const { ConfigResourceTypes } = kafkajs

/** Settings of a topic as they are in force, whoever set them, and how many copies each partition has at least. */
export interface TopicSettings {
  readonly topic: string
  readonly replication: number
  /** undefined: this user may not see them. */
  readonly configs: Readonly<Record<string, string>> | undefined
}

/** A setting by which the cluster may lose records of a topic that is kept for ever. */
export interface WrongSetting {
  readonly topic: string
  readonly setting: string
  readonly is: string
  readonly should: string
}

/** By these the cluster deletes records of the record by itself. */
export const DELETING_SETTINGS: ReadonlySet<string> = new Set(['retention.ms', 'retention.bytes', 'cleanup.policy'])

const CHECKED = [...DELETING_SETTINGS, 'unclean.leader.election.enable', 'min.insync.replicas']

/** What of a record topic's settings is not as `topics apply` makes it, and may lose records. Pure. */
export function wrongSettings({ topic, replication, configs }: TopicSettings): readonly WrongSetting[] {
  if (configs === undefined) return []
  const should = topicSpec(topic, 1, replication).configs
  return CHECKED.flatMap((setting): readonly WrongSetting[] => {
    const [is, wanted] = [configs[setting] ?? 'not set', should[setting] ?? '']
    const holds = setting === 'min.insync.replicas' ? Number(is) >= Number(wanted) : is === wanted
    return holds ? [] : [{ topic, setting, is, should: wanted }]
  })
}

/** Reads the settings of the record topics that are there. `prefix`: before the names that they have on the cluster; the answer names them without. */
export const readRecordSettings = (connection: KafkaConnection, prefix: string): Promise<readonly TopicSettings[]> =>
  asAdmin(connection, async (admin) => {
    const there = new Set(await admin.listTopics())
    const topics = RECORD_TOPICS.map(({ topic }) => topic).filter((topic) => there.has(prefix + topic))
    if (topics.length === 0) return []
    const { topics: found } = await admin.fetchTopicMetadata({ topics: topics.map((topic) => prefix + topic) })
    const replication = new Map(
      found.map(({ name, partitions }) => [name.slice(prefix.length), Math.min(...partitions.map(({ replicas }) => replicas.length))]),
    )
    return Promise.all(
      topics.map(async (topic): Promise<TopicSettings> => {
        const copies = replication.get(topic) ?? 1
        try {
          const { resources } = await admin.describeConfigs({
            includeSynonyms: false,
            resources: [{ type: ConfigResourceTypes.TOPIC, name: prefix + topic, configNames: [...CHECKED] }],
          })
          return {
            topic,
            replication: copies,
            configs: Object.fromEntries(
              (resources[0]?.configEntries ?? []).map(({ configName, configValue }) => [configName, configValue]),
            ),
          }
        } catch (error) {
          if ((error as { readonly type?: string }).type !== 'TOPIC_AUTHORIZATION_FAILED') throw error
          return { topic, replication: copies, configs: undefined }
        }
      }),
    )
  })
