import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AgencyKeyStore } from '../infra/agency-keys/port.ts'
import { openPostgresAgencyKeyStore } from '../infra/agency-keys/postgres/store.ts'
import { openSqliteAgencyKeyStore } from '../infra/agency-keys/sqlite/store.ts'
import type { Clock } from '../infra/clock/clock.ts'
import type { Configuration, KafkaConfiguration } from '../infra/configuration/configuration.ts'
import { openKafkaEventLog } from '../infra/event-log/kafka/kafka-event-log.ts'
import type { EventLog } from '../infra/event-log/port.ts'
import { openSqliteEventLog } from '../infra/event-log/sqlite/sqlite-event-log.ts'
import type { HeadStore } from '../infra/heads/port.ts'
import { openPostgresHeadStore } from '../infra/heads/postgres/store.ts'
import { openSqliteHeadStore } from '../infra/heads/sqlite/store.ts'
import { openPgliteStore } from '../infra/read-store/pglite/store.ts'
import type { ReadStore } from '../infra/read-store/port.ts'
import { openPostgresStore } from '../infra/read-store/postgres/store.ts'
import type { OnQuery } from '../infra/read-store/query-log.ts'
import { createConfluentRegistry } from '../infra/registry/confluent/registry.ts'
import { createFolderRegistry } from '../infra/registry/folder.ts'
import type { SchemaRegistry } from '../infra/registry/port.ts'
import type { SessionStore } from '../infra/sessions/port.ts'
import { openPostgresSessionStore } from '../infra/sessions/postgres/store.ts'
import { openSqliteSessionStore } from '../infra/sessions/sqlite/store.ts'
import type { Log } from '../infra/telemetry/logger.ts'
import type { TransparencyLogStore } from '../infra/transparency-log/port.ts'
import { openPostgresTransparencyLog } from '../infra/transparency-log/postgres/store.ts'
import { openSqliteTransparencyLog } from '../infra/transparency-log/sqlite/store.ts'
import type { Vault } from '../infra/vault/port.ts'
import { openPostgresVault } from '../infra/vault/postgres/vault.ts'
import { openSqliteVault } from '../infra/vault/sqlite/vault.ts'
import { schemasFolder } from '../schemas/index.ts'

/** Where the parts are: each address moves one part to the distributed column; without it the part is embedded, in the data folder. */
export type Places = Pick<Configuration, 'kafka' | 'registryUrl' | 'databaseUrl'>

/** How to reach Kafka, with the contents of the files that the configuration names. */
export function kafkaConnection({ brokers, caFile, username, passwordFile }: KafkaConfiguration) {
  return {
    brokers,
    ...(caFile === undefined ? {} : { ssl: { ca: readFileSync(caFile, 'utf8') } }),
    ...(username === undefined || passwordFile === undefined
      ? {}
      : { sasl: { username, password: readFileSync(passwordFile, 'utf8').trim() } }),
  }
}

export const openEventLog = (
  { kafka }: Places,
  deps: { readonly data: string; readonly clock: Clock; readonly logger: Log; readonly onStuck?: () => void },
): Promise<EventLog> =>
  kafka === undefined
    ? openSqliteEventLog({ folder: join(deps.data, 'log'), clock: deps.clock })
    : openKafkaEventLog({
        ...kafkaConnection(kafka),
        clientId: 'throughline',
        clock: deps.clock,
        log: deps.logger,
        prefix: kafka.prefix ?? '',
        ...(deps.onStuck ? { onStuck: deps.onStuck } : {}),
      })

export const openVault = (
  { databaseUrl: url }: Places,
  { data, masterKeyFile }: { readonly data: string; readonly masterKeyFile: string },
): Promise<Vault> =>
  url === undefined ? openSqliteVault({ folder: join(data, 'vault'), masterKeyFile }) : openPostgresVault({ url, masterKeyFile })

export interface ReadStoreDeps {
  readonly data: string
  readonly logger: Log
  readonly onQuery?: OnQuery
  /** See PgliteStoreOptions; for tests. */
  readonly emptyDatabase?: string
  /** For a command over the whole store: no statement is cut short. */
  readonly patient?: boolean
  /** For a rebuild: an empty store, whatever release the tables of the one that is there are of; beside the one that is served, where others may share it. */
  readonly beside?: boolean
}

export const openReadStore = (
  { databaseUrl: url }: Places,
  { data, logger, onQuery, emptyDatabase, patient = false, beside = false }: ReadStoreDeps,
): Promise<ReadStore> =>
  url === undefined
    ? openPgliteStore({
        folder: join(data, 'read-store'),
        log: logger,
        renew: beside,
        ...(onQuery ? { onQuery } : {}),
        ...(emptyDatabase ? { emptyDatabase } : {}),
      })
    : openPostgresStore({ url, patient, beside, ...(onQuery ? { onQuery } : {}) })

export const openSessionStore = async ({ databaseUrl: url }: Places, data: string): Promise<SessionStore> =>
  url === undefined ? openSqliteSessionStore(join(data, 'identity', 'sessions.sqlite')) : openPostgresSessionStore({ url })

export const openAgencyKeyStore = async ({ databaseUrl: url }: Places, data: string): Promise<AgencyKeyStore> =>
  url === undefined ? openSqliteAgencyKeyStore(join(data, 'identity', 'agency-keys.sqlite')) : openPostgresAgencyKeyStore({ url })

/** The heads of the logs: apart from the logs, and from a read store that is thrown away. */
export const openHeadStore = async ({ databaseUrl: url }: Places, data: string): Promise<HeadStore> =>
  url === undefined ? openSqliteHeadStore(join(data, 'heads', 'heads.sqlite')) : openPostgresHeadStore({ url })

/** The transparency log: apart from access.log, which it says the length of, and from what is made again. */
export const openTransparencyLog = async ({ databaseUrl: url }: Places, data: string): Promise<TransparencyLogStore> =>
  url === undefined ? openSqliteTransparencyLog(join(data, 'transparency-log')) : openPostgresTransparencyLog({ url })

export const createRegistry = (
  { registryUrl: url }: Places,
  { clock, logger }: { readonly clock: Clock; readonly logger: Log },
): SchemaRegistry =>
  url === undefined ? createFolderRegistry({ folder: schemasFolder, clock }) : createConfluentRegistry({ url, clock, log: logger })
