import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { loadCatalogue } from '../schemas/index.ts'
import type { Catalogue } from '../schemas/index.ts'
import type { Clock } from '../infra/clock/clock.ts'
import { ROLES } from '../infra/configuration/configuration.ts'
import { DEFAULT_LIMITS, type Limits } from '../infra/configuration/limits.ts'
import type { EventLog } from '../infra/event-log/port.ts'
import { observeLog, type ConsumerActivity } from '../infra/event-log/observed.ts'
import { CASE_EVENTS, RECORD_TOPICS } from '../infra/event-log/topics.ts'
import type { CrashPoint } from '../infra/faults/crash-point.ts'
import type { ReadStore } from '../infra/read-store/port.ts'
import type { SchemaRegistry } from '../infra/registry/port.ts'
import type { Log } from '../infra/telemetry/logger.ts'
import { createTelemetry, type Telemetry } from '../infra/telemetry/telemetry.ts'
import type { Vault } from '../infra/vault/port.ts'
import { hasPostgresVault } from '../infra/vault/postgres/vault.ts'
import { createRegistry, openEventLog, openReadStore, openVault, type Places, type ReadStoreDeps } from './adapters.ts'

/** The parts that everything else is made of. */
export interface Parts {
  readonly data: string
  readonly places: Places
  readonly log: EventLog
  readonly store: ReadStore
  readonly vault: Vault
  readonly registry: SchemaRegistry
  readonly catalogue: Catalogue
  readonly clock: Clock
  readonly ids: () => string
  readonly logger: Log
  readonly crashPoint: CrashPoint
  /** True where entries of a national register may be published (G17). */
  readonly nationalRegister: boolean
  readonly limits: Limits
  /** How long the later entry of a receipt waits (ms); undefined: a minute. */
  readonly laterEntryMs: number | undefined
  /** What this process counts of itself. */
  readonly telemetry: Telemetry
  /** What the consumers of this process do, by group. */
  readonly activities: ReadonlyMap<string, ConsumerActivity>
  close(): Promise<void>
}

export interface PartsOptions extends Omit<ReadStoreDeps, 'data' | 'logger'> {
  /** Data folder, absolute; made when missing. */
  readonly data: string
  /** Default: every part embedded. */
  readonly places?: Places
  /** Default: master.key in the data folder. */
  readonly masterKeyFile?: string
  readonly clock: Clock
  readonly logger: Log
  readonly crashPoint: CrashPoint
  /** Default: false. */
  readonly nationalRegister?: boolean
  /** Default: those of infra/configuration/limits.ts. */
  readonly limits?: Limits
  /** How long the later entry of a receipt waits, and how far apart such entries are (ms); 0: at once. Default: a minute. */
  readonly laterEntryMs?: number
  /** Default: one of its own, which nobody reads. */
  readonly telemetry?: Telemetry
}

const EMBEDDED: Places = { kafka: undefined, registryUrl: undefined, databaseUrl: undefined }

/** A vault made anew beside a log of sealed records could open none of them, and new keys would hide the loss. */
async function refuseLostVault(data: string, { databaseUrl: url }: Places, log: EventLog): Promise<void> {
  if (url === undefined ? existsSync(join(data, 'vault', 'vault.sqlite')) : await hasPostgresVault(url)) return
  if ((await log.ranges(CASE_EVENTS)).every(({ start, end }) => start === end)) return
  const remedy = url === undefined ? `Put vault/ and master.key of ${data} back from their copies` : 'Put the schema vault and the master key file back from their copies'
  throw new Error(`The log has events, but the vault with their keys is missing. ${remedy}, then start again.`)
}

/** Makes the topics of the record where they are missing. */
async function createRecordTopics(log: EventLog): Promise<void> {
  for (const { topic, partitions } of RECORD_TOPICS) await log.createTopic(topic, { partitions })
}

/** Opens the parts where they are. Rejects when another process has the embedded ones, or a server does not answer. */
export async function openParts(options: PartsOptions): Promise<Parts> {
  const { data, places = EMBEDDED, masterKeyFile = join(data, 'master.key'), clock, logger, crashPoint, nationalRegister = false, limits = DEFAULT_LIMITS, laterEntryMs } = options
  const telemetry = options.telemetry ?? createTelemetry({ clock, roles: ROLES })
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const opened: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (const end of opened.toReversed()) await end()
  }
  const keep = <T extends { close(): Promise<void> }>(part: T): T => {
    opened.push(() => part.close())
    return part
  }
  try {
    const { log, activities } = observeLog(keep(await openEventLog(places, { data, clock, logger })), { clock, differs: (ms) => { telemetry.brokerClock.add(ms) } })
    await createRecordTopics(log)
    await refuseLostVault(data, places, log)
    const vault = keep(await openVault(places, { data, masterKeyFile }))
    const store = keep(await openReadStore(places, options))
    return {
      data, places, log, store, vault, registry: createRegistry(places, { clock, logger }), catalogue: loadCatalogue(),
      clock, ids: randomUUID, logger, crashPoint, nationalRegister, limits, laterEntryMs, telemetry, activities, close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
