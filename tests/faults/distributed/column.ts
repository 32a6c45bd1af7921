import type { Places } from '../../../commands/adapters.ts'
import { publishSchemas } from '../../../infra/registry/confluent/publish.ts'
import { startKafka, type KafkaServer } from '../../../scripts/servers/kafka.ts'
import { startPostgres, type PostgresServer } from '../../../scripts/servers/postgres.ts'
import { createDatabase } from '../../../scripts/servers/postgres/database.ts'
import { startRegistry, type RegistryServer } from '../../../scripts/servers/registry.ts'
import { releasedVersions } from '../../../schemas/index.ts'

/** How many brokers there are. */
export type Brokers = 1 | 3

/** Servers of a fault session's own, each a process of this machine that it can end and start again. */
export interface FaultColumn {
  readonly kafka: KafkaServer
  readonly registry: RegistryServer
  readonly postgres: PostgresServer
  readonly places: Places & { readonly databaseUrl: string; readonly registryUrl: string }
  stop(): Promise<void>
}

/** Starts brokers, a registry with the schemas published, and PostgreSQL with an empty database. Prints their versions. */
export async function startColumn(nodes: Brokers = 3): Promise<FaultColumn> {
  const started: { stop(): Promise<void> }[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((server) => server.stop()))
  }
  const keep = async <T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const server = await starting
    started.push(server)
    return server
  }
  const all = await Promise.allSettled([keep(startKafka({ nodes })), keep(startRegistry()), keep(startPostgres())])
  const [kafka, registry, postgres] = all
  if (kafka.status === 'rejected' || registry.status === 'rejected' || postgres.status === 'rejected') {
    await stop()
    throw all.find((one) => one.status === 'rejected')?.reason
  }
  try {
    await publishSchemas({ url: registry.value.url }, releasedVersions())
    const databaseUrl = await createDatabase(postgres.value.url, 'throughline')
    const [brokers, schemas, database] = [kafka.value.version, registry.value.version, postgres.value.version]
    process.stdout.write(
      `Servers: Apache Kafka ${brokers} (${String(nodes)} ${nodes === 1 ? 'broker' : 'brokers'}), Apicurio Registry ${schemas}, PostgreSQL ${database}\n`,
    )
    return {
      kafka: kafka.value,
      registry: registry.value,
      postgres: postgres.value,
      stop,
      places: {
        kafka: { brokers: kafka.value.brokers, caFile: undefined, username: undefined, passwordFile: undefined },
        registryUrl: registry.value.url,
        databaseUrl,
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}
