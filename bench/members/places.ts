import type { Places } from '../../commands/adapters.ts'

/** Servers, and the master key where it is not in the data folder, as the variables of the environment that name them. */
export const environmentOfPlaces = (
  { kafka, registryUrl, databaseUrl }: Places,
  masterKeyFile?: string,
): Readonly<Record<string, string>> => ({
  ...(kafka === undefined ? {} : { KAFKA_BROKERS: kafka.brokers.join(',') }),
  ...(kafka?.prefix === undefined ? {} : { KAFKA_PREFIX: kafka.prefix }),
  ...(registryUrl === undefined ? {} : { SCHEMA_REGISTRY_URL: registryUrl }),
  ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  ...(masterKeyFile === undefined ? {} : { THROUGHLINE_MASTER_KEY_FILE: masterKeyFile }),
})
