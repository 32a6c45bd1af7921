import type { Role } from '../infra/configuration/settings.ts'
import { causeChain, causesOf, codeOf } from '../infra/telemetry/cause-chain.ts'
import type { Log } from '../infra/telemetry/logger.ts'
import { VERSION } from '../infra/telemetry/version.ts'

/** A consumer has ended by itself: the process ends with it, and its supervisor starts it again. */
export class ConsumerFailedError extends Error {
  readonly code = 'consumer-failed'
  /** Which one. */
  readonly consumer: string
  constructor(consumer: string, cause: unknown) {
    super(`The consumer ${consumer} has failed.`, { cause })
    this.name = 'ConsumerFailedError'
    this.consumer = consumer
  }
}

const AGAIN = 'A supervisor starts it again; nothing acknowledged is lost.'
const LOG_AWAY = `Kafka did not answer for 30 seconds. See that its brokers run, are reached from here, and that each partition has a leader. ${AGAIN}`
const DATABASE_AWAY = `PostgreSQL broke the connection, or does not answer. See that it runs and is reached from here. ${AGAIN}`
const FOLDER_HELD = 'Another process runs on this data folder. End that one, or give this one a folder of its own (THROUGHLINE_DATA).'

/** What to do, by an error's name and code, or its name alone; the outermost of the chain that has an entry counts. */
const REMEDIES: Readonly<Record<string, string>> = {
  ConfigurationError: 'Correct the variables that are named.',
  BundledSignInError: 'Set OIDC_ISSUER, or HOST=127.0.0.1 for a demonstration.',
  OperationsPortError: 'Set THROUGHLINE_METRICS_PORT to another port.',
  'EventLogError(unavailable)': LOG_AWAY,
  'EventLogError(not-allowed)': 'Kafka refuses this user. Compare its rights with `throughline topics plan`, and its password.',
  'EventLogError(unknown-topic)':
    'A topic is missing. Run `throughline topics apply`; a topic of the record that was there before must come back from its copy.',
  'EventLogError(partition-count)':
    'A topic has another number of partitions than it must have for ever. Put it back from its copy (docs/faults.md).',
  'EventLogError(corrupt)':
    'The log is not what it was: it is damaged, or an older copy. Do not go on: put the newest copy back (docs/faults.md).',
  'EventLogError(locked)': FOLDER_HELD,
  'ReadStoreError(locked)': FOLDER_HELD,
  DataFolderError: FOLDER_HELD,
  'RecordError(topic-settings)': 'The cluster may delete what is kept for ever. Run `throughline topics apply`.',
  RecordError:
    'The record is not what it was. Do not go on: look at what `throughline audit verify` names, and put the newest copy back (docs/faults.md, a part from yesterday).',
  'WitnessedError(behind-witnesses)':
    'Access records are gone that witnesses have cosigned. Put back a newer copy, or accept the loss: docs/how-to/run-a-witness.md.',
  'WitnessedError(forked)': 'Witnesses have cosigned another history of the transparency log. Do not go on: docs/how-to/run-a-witness.md.',
  'WitnessedError(witnesses-silent)': 'After a restore witnesses must be asked. See that they run and are reached from here.',
  'ReadStoreError(migration)': 'The tables are of another release. Run `throughline database apply` as their owner with this release.',
  'ReadStoreError(start)': DATABASE_AWAY,
  'DatabaseError(unreachable)': DATABASE_AWAY,
  'DatabaseError(rights)': 'The database role has not the rights that it needs. Run `throughline database apply` as the owner.',
  'DatabaseError(migration)': 'The tables are of another release. Run `throughline database apply` as their owner with this release.',
  OffsetLostError: `Another process has moved the offset of this consumer: it took over meanwhile. ${AGAIN}`,
  'IntakeError(unreadable-record)':
    'An entry of our own logs does not decode: it was altered. Run `throughline audit verify` before anything else.',
  'VaultError(wrong-master-key)': 'Put the master key file of this installation back.',
  'VaultError(master-key-missing)': 'Put the master key file of this installation back.',
  'VaultError(master-key-readable)': 'Others can read the master key file. Run chmod 600 on it, and find out who could.',
  'VaultError(corrupt)': 'The vault is damaged. Put it back from its copy (docs/faults.md).',
  'RegistryError(unavailable)': `The schema registry does not answer. See that it runs at SCHEMA_REGISTRY_URL. ${AGAIN}`,
  'RegistryError(unknown-subject)': 'The registry lacks a schema of this release. Run `throughline schemas publish`.',
  'RegistryError(altered)': 'The registry answers another schema for an id that is in use: it was made anew. Put it back from its copy.',
  ENOSPC: 'The disk is full. Make room.',
  EACCES: 'This user may not read or write a file of the data folder or the configuration.',
  EROFS: 'The file system of the data folder is read-only.',
  ECONNREFUSED: 'A server refuses connections. See that it runs, and at that address.',
  ENOTFOUND: 'The name of a server is not found. Look at the addresses of the configuration.',
  '57P01': DATABASE_AWAY,
  '57P03': DATABASE_AWAY,
  '53100': 'The disk of PostgreSQL is full. Make room there.',
}

/** What to do about an error. Pure. */
export function remedyFor(error: unknown): string {
  for (const one of causesOf(error)) {
    const code = codeOf(one)
    const found = REMEDIES[`${one.name}(${code ?? ''})`] ?? REMEDIES[one.name] ?? (code === undefined ? undefined : REMEDIES[code])
    if (found !== undefined) return found
  }
  return `Look at causes, and in docs/faults.md. ${AGAIN}`
}

/** Writes the one line that says why this process ends: code, roles, version, names and codes of the causes, and what to do. No message of an error, which may hold what somebody sent. */
export function sayWhy(
  logger: Log,
  error: unknown,
  { roles, step }: { readonly roles: readonly Role[]; readonly step: 'start' | 'serve' },
): void {
  const [outermost] = causesOf(error)
  const consumer = causesOf(error).find((one): one is ConsumerFailedError => one instanceof ConsumerFailedError)?.consumer
  logger.fatal(
    {
      step,
      version: VERSION,
      roles: roles.join(','),
      causes: causeChain(error),
      code: (outermost === undefined ? undefined : codeOf(outermost)) ?? 'failed',
      name: outermost?.name ?? 'unknown',
      ...(consumer === undefined ? {} : { consumer }),
    },
    `The process ends. ${remedyFor(error)}`,
  )
}
