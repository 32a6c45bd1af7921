import { openPostgresStore } from '../../infra/read-store/postgres/store.ts'
import { openDistributedColumn } from '../../tests/fixtures/distributed-column.ts'
import { openPlainKafkaLog } from '../plain/kafka-log.ts'
import type { Column } from './column.ts'

/**
 * Kafka, a schema registry and PostgreSQL: those that the environment names, else started here. Rejects with a ServerFailure when they cannot be had,
 * with an Error when the Kafka has topics: the bench fills inboxes with made-up events.
 */
export async function openDistributed(): Promise<Column> {
  const servers = await openDistributedColumn()
  const brokers = servers.places.kafka?.brokers ?? []
  let logs = 0
  const openPlainLog = () => openPlainKafkaLog(brokers, `plain-${++logs}.`)
  try {
    const log = await openPlainLog()
    const inUse = (await log.topics()).length > 0
    await log.close()
    if (inUse)
      throw new Error(
        'The Kafka of KAFKA_BROKERS is in use. Unset KAFKA_BROKERS, or name one without topics: the bench fills it with made-up events.',
      )
  } catch (error) {
    await servers.close()
    throw error
  }
  return {
    name: 'distributed',
    places: servers.places,
    openPlainLog,
    openPlainStore: async () => openPostgresStore({ url: await servers.createDatabase() }),
    createDatabase: () => servers.createDatabase(),
    close: () => servers.close(),
  }
}
