import { join } from 'node:path'
import { Client } from 'pg'
import type { Places } from '../../commands/adapters.ts'
import { takeProcessLock } from '../../infra/lock/process-lock.ts'
import { publishSchemas } from '../../infra/registry/confluent/publish.ts'
import { releasedVersions } from '../../schemas/index.ts'
import { given } from '../../scripts/servers/engines/given.ts'
import { startKafka } from '../../scripts/servers/kafka.ts'
import { startPostgres } from '../../scripts/servers/postgres.ts'
import { createDatabase } from '../../scripts/servers/postgres/database.ts'
import { startRegistry } from '../../scripts/servers/registry.ts'
import type { ColumnName } from '../columns/column.ts'
import { OptionError } from '../options.ts'
import { DATA } from '../system/system.ts'
import { bytesOf } from './disk.ts'

/** The engines under a load that is kept. */
export interface KeptEngines {
  /** Names and versions, for people. */
  readonly description: string
  /** Undefined: everything is in the data folder. */
  readonly places: Places | undefined
  /** Bytes on disk; `logs` undefined where they are on a server that was given. */
  disk(): Promise<{ readonly logs: number | undefined; readonly store: number }>
  close(): Promise<void>
}

/** What this bench calls its own on servers that were given, so that another run finds it. */
const DATABASE = 'throughline_growth'
const PREFIX = 'growth.'
const DUPLICATE_DATABASE = '42P04'

async function databaseOn(url: string): Promise<string> {
  try {
    return await createDatabase(url, DATABASE)
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== DUPLICATE_DATABASE) throw error
    return Object.assign(new URL(url), { pathname: `/${DATABASE}` }).href
  }
}

async function databaseBytes(url: string): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes')
    return Number(rows[0]?.bytes)
  } finally {
    await client.end()
  }
}

function embeddedIn(folder: string): KeptEngines {
  const data = join(folder, DATA)
  return {
    description: 'SQLite, PGlite',
    places: undefined,
    disk: async () => {
      const logs = await bytesOf(join(data, 'log'))
      return { logs, store: (await bytesOf(data)) - logs }
    },
    close: async () => undefined,
  }
}

/** The servers that the environment names, each for itself, else processes of this machine whose data is in the folder. */
async function distributedIn(folder: string): Promise<KeptEngines> {
  const namedKafka = await given.kafka()
  const starting = [
    (async () => namedKafka ?? startKafka({ folder: join(folder, 'kafka') }))(),
    (async () => (await given.registry()) ?? startRegistry({ folder: join(folder, 'registry') }))(),
    (async () => (await given.postgres()) ?? startPostgres({ folder: join(folder, 'postgres') }))(),
  ] as const
  const close = async (): Promise<void> => {
    for (const one of await Promise.allSettled(starting)) if (one.status === 'fulfilled') await one.value.stop()
  }
  try {
    const [kafka, registry, postgres] = await Promise.all(starting)
    await publishSchemas({ url: registry.url }, releasedVersions())
    const databaseUrl = await databaseOn(postgres.url)
    return {
      description: `Kafka ${kafka.version}, Apicurio Registry ${registry.version}, PostgreSQL ${postgres.version}`,
      places: {
        kafka: { brokers: kafka.brokers, caFile: undefined, username: undefined, passwordFile: undefined, prefix: namedKafka && PREFIX },
        registryUrl: registry.url,
        databaseUrl,
      },
      disk: async () => ({
        logs: namedKafka ? undefined : await bytesOf(join(folder, 'kafka')),
        store: await databaseBytes(databaseUrl),
      }),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * Starts the engines of a column on what a folder keeps. Rejects with a ServerFailure when they cannot be had, with an OptionError while another run has the folder: two
 * brokers on one folder spoil it.
 */
export async function openKept(column: ColumnName, folder: string): Promise<KeptEngines> {
  const lock = takeProcessLock(join(folder, 'run.lock'))
  if (lock === undefined)
    throw new OptionError('Another run of --growth has this folder, or is still ending: wait for it, or name another --folder.')
  try {
    const engines = column === 'embedded' ? embeddedIn(folder) : await distributedIn(folder)
    return {
      ...engines,
      close: async () => {
        await engines.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}
