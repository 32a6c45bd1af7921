import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../../../scripts/servers/cache/folder.ts'
import { fetchOnce } from '../../../scripts/servers/cache/fetch-once.ts'
import { maven } from '../../../scripts/servers/cache/maven.ts'
import { KAFKA_VERSION } from '../../../scripts/servers/cache.ts'

export const DEBEZIUM_VERSION = '3.6.0.Final'
const LOG4J_VERSION = '2.25.4'

export interface ConnectPackages {
  /** The folder of Kafka Connect's jars. */
  readonly runtime: string
  /** The folder of plug-ins: Debezium's JDBC sink, with PostgreSQL's driver. */
  readonly plugins: string
}

/** Kafka Connect (36 MB) and Debezium's JDBC sink (58 MB), fetched through Maven unless they are there. Rejects with a ServerFailure. */
export async function connectPackages(): Promise<ConnectPackages> {
  const folder = await fetchOnce(
    join(cacheFolder(), `connect-${KAFKA_VERSION}-debezium-${DEBEZIUM_VERSION}`),
    `Kafka Connect ${KAFKA_VERSION} and Debezium's JDBC sink ${DEBEZIUM_VERSION} (94 MB)`,
    async (target) => {
      const [runtime, plugins] = [join(target, 'runtime'), join(target, 'plugins')]
      for (const one of [runtime, plugins]) mkdirSync(one)
      await maven.copyWithDependencies(runtime, [
        `org.apache.kafka:connect-runtime:${KAFKA_VERSION}`,
        `org.apache.kafka:connect-json:${KAFKA_VERSION}`,
        `org.apache.logging.log4j:log4j-slf4j-impl:${LOG4J_VERSION}`,
      ])
      await maven.unpack(plugins, `io.debezium:debezium-connector-jdbc:${DEBEZIUM_VERSION}:tar.gz:plugin`)
    },
  )
  return { runtime: join(folder, 'runtime'), plugins: join(folder, 'plugins') }
}
