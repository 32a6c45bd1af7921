import kafkajs from 'kafkajs'
import { RECORD_TOPICS } from '../event-log/topics.ts'
import { asAdmin, type KafkaConnection } from './connection.ts'
import { topicSpec } from './desired-topics.ts'

const { ConfigResourceTypes } = kafkajs

/** A setting of a topic that is not as it must be. */
export interface WrongSetting {
  readonly topic: string
  readonly setting: string
}

/** The settings of the topics of the record that are not as they must be, as they are in effect. Needs the right DESCRIBE_CONFIGS. `prefix`: before the names on the cluster. */
export const wrongSettings = (connection: KafkaConnection, prefix: string): Promise<readonly WrongSetting[]> =>
  asAdmin(connection, async (admin) => {
    const { brokers } = await admin.describeCluster()
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: RECORD_TOPICS.map(({ topic }) => ({ type: ConfigResourceTypes.TOPIC, name: prefix + topic })),
    })
    return RECORD_TOPICS.flatMap(({ topic, partitions }) => {
      const found = resources.find(({ resourceName }) => resourceName === prefix + topic)
      const is = new Map(found?.configEntries.map(({ configName, configValue }) => [configName, configValue]))
      return Object.entries(topicSpec(topic, partitions, brokers.length).configs)
        .filter(([name, value]) => is.get(name) !== value)
        .map(([setting]) => ({ topic, setting }))
    })
  })
