import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startKafka } from './kafka.ts'
import { startPostgres } from './postgres.ts'
import { createDatabase } from './postgres/database.ts'
import { startRegistry } from './registry.ts'

/** A cluster with users and rights for trying docs/how-to/secure-a-cluster.md. */
export interface SecuredServers {
  /** Variables for the terminal that Throughline is to start in. */
  readonly variables: Readonly<Record<string, string>>
  /** Kills the broker; its data stays in the folder that BROKER_DATA names. */
  stopKafka(): Promise<void>
  /** Starts the broker again on what is in that folder; resolves when it answers. Rejects with a ServerFailure. */
  startKafka(): Promise<void>
  /** Ends the servers and removes their data and the passwords. */
  stop(): Promise<void>
}

const SERVICES = [
  'throughline',
  'throughline-control',
  'throughline-timeline',
  'throughline-intake',
  'throughline-gateway',
  'throughline-audit',
]

/**
 * Starts Kafka with SCRAM over TLS and an authorizer, a registry and PostgreSQL. `prefix`: before the names of the users of Throughline's processes. The users are
 * there, each with its password in a file; none but admin may do anything yet. Rejects with a ServerFailure.
 */
export async function startSecured(prefix: string): Promise<SecuredServers> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-secured-'))
  const secrets = join(folder, 'secrets')
  mkdirSync(secrets, { mode: 0o700 })
  const ends: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(ends.map((end) => end()))
    rmSync(folder, { recursive: true, force: true })
  }
  const keep = async <T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const server = await starting
    ends.push(() => server.stop())
    return server
  }
  try {
    const users = Object.fromEntries(
      ['admin', ...SERVICES.map((name) => prefix + name)].map((name) => [name, randomBytes(18).toString('base64url')]),
    )
    const [kafka, registry, postgres] = await Promise.all([keep(startKafka({ users })), keep(startRegistry()), keep(startPostgres())])
    for (const [name, password] of Object.entries(users)) writeFileSync(join(secrets, `${name}.password`), `${password}\n`, { mode: 0o600 })
    writeFileSync(join(secrets, 'ca.pem'), kafka.secure?.ca ?? '')
    const [broker] = kafka.nodes
    return {
      stop,
      stopKafka: async () => {
        await broker?.kill()
      },
      startKafka: async () => {
        await broker?.start()
      },
      variables: {
        ...(prefix === '' ? {} : { KAFKA_PREFIX: prefix }),
        KAFKA_BROKERS: kafka.brokers.join(','),
        KAFKA_CA_FILE: join(secrets, 'ca.pem'),
        SCHEMA_REGISTRY_URL: registry.url,
        DATABASE_URL: await createDatabase(postgres.url, 'throughline'),
        SECRETS: secrets,
        BROKER_DATA: broker?.data ?? '',
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}
