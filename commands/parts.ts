import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { loadCatalogue } from '../schemas/index.ts'
import type { Catalogue } from '../schemas/index.ts'
import type { Clock } from '../infra/clock/clock.ts'
import { DEFAULT_LIMITS, type Limits } from '../infra/configuration/limits.ts'
import type { EventLog } from '../infra/event-log/port.ts'
import { CASE_EVENTS, RECORD_TOPICS } from '../infra/event-log/topics.ts'
import type { CrashPoint } from '../infra/faults/crash-point.ts'
import type { ReadStore } from '../infra/read-store/port.ts'
import type { SchemaRegistry } from '../infra/registry/port.ts'
import type { Log } from '../infra/telemetry/logger.ts'
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
  /** Rejects when a part answers others and not this process: it must end. Never resolves. */
  readonly stuck: Promise<never>
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
}

const EMBEDDED: Places = { kafka: undefined, registryUrl: undefined, databaseUrl: undefined }

/** The brokers answer others and not this process. Whoever supervises it starts it again. */
class StuckError extends Error {
  readonly code = 'stuck'
  constructor() {
    super('Kafka answers new connections and none of this process: it ends, to be started again.')
    this.name = 'StuckError'
  }
}

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
    const { promise: stuck, reject } = Promise.withResolvers<never>()
    stuck.catch(() => undefined)
    const log = keep(await openEventLog(places, { data, clock, logger, onStuck: () => { reject(new StuckError()) } }))
    await createRecordTopics(log)
    await refuseLostVault(data, places, log)
    const vault = keep(await openVault(places, { data, masterKeyFile }))
    const store = keep(await openReadStore(places, options))
    return {
      data, places, log, store, vault, registry: createRegistry(places, { clock, logger }), catalogue: loadCatalogue(),
      clock, ids: randomUUID, logger, crashPoint, nationalRegister, limits, laterEntryMs, stuck, close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
