import { join } from 'node:path'
import { cacheFolder } from './cache/folder.ts'
import { fetchOnce } from './cache/fetch-once.ts'
import { maven } from './cache/maven.ts'

/** The releases that are fetched, and that the tests and docker-compose.yml name. */
export const KAFKA_VERSION = '4.3.1'
export const APICURIO_VERSION = '3.3.3'
/** For containers; a local server is the newest that Debian's packages have put on the machine. */
export const POSTGRES_VERSION = '15'
const LOG4J_VERSION = '2.25.4'

/** The folder of Kafka's jars, fetched through Maven (45 MB) unless it is there. Rejects with a ServerFailure. */
export async function kafkaJars(): Promise<string> {
  return fetchOnce(join(cacheFolder(), `kafka-${KAFKA_VERSION}`), `Apache Kafka ${KAFKA_VERSION} (45 MB)`, async (folder) => {
    await maven.copyWithDependencies(folder, [
      `org.apache.kafka:kafka_2.13:${KAFKA_VERSION}`,
      `org.apache.logging.log4j:log4j-slf4j-impl:${LOG4J_VERSION}`,
    ])
  })
}

/** The folder of Apicurio Registry, unpacked, fetched through Maven (159 MB) unless it is there. Rejects with a ServerFailure. */
export async function apicurioFolder(): Promise<string> {
  return fetchOnce(
    join(cacheFolder(), `apicurio-${APICURIO_VERSION}`),
    `Apicurio Registry ${APICURIO_VERSION} (159 MB)`,
    async (folder) => {
      await maven.unpack(folder, `io.apicurio:apicurio-registry-app:${APICURIO_VERSION}:tar.gz:all`)
    },
  )
}
