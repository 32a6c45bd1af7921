import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { loadCatalogue } from '../schemas/index.ts'
import type { Catalogue } from '../schemas/index.ts'
import { restoringFolder } from '../infra/backup/data-parts.ts'
import type { LogPolicy } from '../core/transparency-log/witness/policy.ts'
import type { Clock } from '../infra/clock/clock.ts'
import { ROLES } from '../infra/configuration/settings.ts'
import { DEFAULT_LOG_ORIGIN } from '../infra/configuration/log-origin.ts'
import { DEFAULT_LIMITS, type Limits } from '../infra/configuration/limits.ts'
import { noteErasures } from '../infra/erasures/noting-vault.ts'
import type { EventLog } from '../infra/event-log/port.ts'
import { observeLog, type ConsumerActivity } from '../infra/event-log/observed.ts'
import { RECORD_TOPICS } from '../infra/event-log/topics.ts'
import type { CrashPoint } from '../infra/faults/crash-point.ts'
import type { HeadStore } from '../infra/heads/port.ts'
import type { ReadStore } from '../infra/read-store/port.ts'
import type { SchemaRegistry } from '../infra/registry/port.ts'
import type { Log } from '../infra/telemetry/logger.ts'
import { readRecordSettings, type TopicSettings } from '../infra/topics/record-settings.ts'
import { createTelemetry, type Telemetry } from '../infra/telemetry/telemetry.ts'
import type { Tracing } from '../infra/tracing/port.ts'
import { traceLog } from '../infra/tracing/traced-log.ts'
import type { TransparencyLogStore } from '../infra/transparency-log/port.ts'
import { logSigner } from '../infra/transparency-log/signing-key.ts'
import type { Vault } from '../infra/vault/port.ts'
import {
  createRegistry,
  kafkaConnection,
  openEventLog,
  openHeadStore,
  openReadStore,
  openTransparencyLog,
  openVault,
  type Places,
  type ReadStoreDeps,
} from './adapters.ts'
import { refuseForgetful } from './durable-database.ts'
import { refuseLostLogKey, refuseLostSecrets, refuseLostVault } from './lost-vault.ts'
import { openNumbered } from './registry/numbered-parts.ts'
import { readWitnessPolicy } from './witnessing/policy-file.ts'

/** The parts that everything else is made of. */
export interface Parts {
  readonly data: string
  readonly places: Places
  readonly log: EventLog
  /** How far each log of the record went, kept apart from the logs. */
  readonly heads: HeadStore
  /** The log of what was read, as others can prove it. */
  readonly transparencyLog: TransparencyLogStore
  /** Name under which it is signed. */
  readonly logOrigin: string
  /** Who cosigns it; undefined: nobody is asked. */
  readonly witnessPolicy: LogPolicy | undefined
  /** Settings of the record topics as the cluster has them; undefined where the log is embedded. */
  readonly topicSettings: (() => Promise<readonly TopicSettings[]>) | undefined
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
  /** What this process counts of itself. */
  readonly telemetry: Telemetry
  /** Where spans go; undefined: nowhere. Closed by who opened it. */
  readonly tracing: Tracing | undefined
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
  /** List of what was erased. Default: erasures.jsonl in the data folder. */
  readonly erasuresFile?: string
  /** Name under which the transparency log is signed. Default: that of an installation that says none. */
  readonly logOrigin?: string
  /** File with the policy of its witnesses. Default: nobody is asked. */
  readonly witnessPolicyFile?: string | undefined
  readonly clock: Clock
  readonly logger: Log
  readonly crashPoint: CrashPoint
  /** Default: false. */
  readonly nationalRegister?: boolean
  /** Default: those of infra/configuration/limits.ts. */
  readonly limits?: Limits
  /** How long the later entry of a receipt waits, and how far apart such entries are (ms); 0: at once. Default: a minute. */
  readonly laterEntryMs?: number
  /** Refuses a database that may lose what it has acknowledged. Default: false. */
  readonly production?: boolean
  /** Done before vault and read store are opened, with the topics of the record there: what it throws stops everything. */
  readonly beforeStore?: (parts: Pick<Parts, 'log' | 'heads' | 'clock' | 'topicSettings' | 'logger'>) => Promise<void>
  /** Default: one of its own, which nobody reads. */
  readonly telemetry?: Telemetry
  /** Default: nothing is traced. */
  readonly tracing?: Tracing | undefined
}

const EMBEDDED: Places = { kafka: undefined, registryUrl: undefined, databaseUrl: undefined }

/** Half of a backup is worse than none: what has no vault, or no log, would begin anew. */
function refuseHalfRestored(data: string): void {
  if (!existsSync(restoringFolder(data))) return
  throw new Error(
    `A restore into ${data} did not end. Empty that folder (a master.key in it may stay) and run "throughline restore" again.`,
  )
}

/** The brokers answer others and not this process. Whoever supervises it starts it again. */
class StuckError extends Error {
  readonly code = 'stuck'
  constructor() {
    super('Kafka answers new connections and none of this process: it ends, to be started again.')
    this.name = 'StuckError'
  }
}

/** Makes the topics of the record where they are missing. */
async function createRecordTopics(log: EventLog): Promise<void> {
  for (const { topic, partitions } of RECORD_TOPICS) await log.createTopic(topic, { partitions })
}

/** Opens the parts where they are. Rejects when another process has the embedded ones, or a server does not answer. */
export async function openParts(options: PartsOptions): Promise<Parts> {
  const {
    data,
    places = EMBEDDED,
    masterKeyFile = join(data, 'master.key'),
    erasuresFile = join(data, 'erasures.jsonl'),
    clock,
    logger,
    crashPoint,
    nationalRegister = false,
    limits = DEFAULT_LIMITS,
    laterEntryMs,
    production = false,
    tracing,
    logOrigin = DEFAULT_LOG_ORIGIN,
    witnessPolicyFile,
  } = options
  const telemetry = options.telemetry ?? createTelemetry({ clock, roles: ROLES })
  mkdirSync(data, { recursive: true, mode: 0o700 })
  refuseHalfRestored(data)
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
    const asItIs = keep(
      await openEventLog(places, {
        data,
        clock,
        logger,
        onStuck: () => {
          reject(new StuckError())
        },
      }),
    )
    const { log: written, activities } = observeLog(asItIs, {
      clock,
      differs: (ms) => {
        telemetry.brokerClock.add(ms)
      },
    })
    const heads = keep(await openHeadStore(places, data))
    const transparencyLog = keep(await openTransparencyLog(places, data))
    await createRecordTopics(written)
    const { kafka } = places
    const topicSettings = kafka === undefined ? undefined : () => readRecordSettings(kafkaConnection(kafka), kafka.prefix ?? '')
    await options.beforeStore?.({ log: written, heads, clock, topicSettings, logger })
    await refuseLostVault(data, places, written)
    await refuseForgetful(places.databaseUrl, { production, logger })
    const vault = keep(noteErasures(await openVault(places, { data, masterKeyFile }), { file: erasuresFile, clock }))
    await refuseLostSecrets(data, places, written, vault)
    await refuseLostLogKey(data, places, transparencyLog, vault)
    const witnessPolicy =
      witnessPolicyFile === undefined ? undefined : readWitnessPolicy(witnessPolicyFile, (await logSigner(vault, logOrigin)).key)
    const store = keep(await openReadStore(places, options))
    const catalogue = loadCatalogue()
    const { log: numbered, registry } = await openNumbered({
      log: written,
      store,
      registry: createRegistry(places, { clock, logger }),
      places,
      logger,
    })
    const log = tracing === undefined ? numbered : traceLog(numbered, { tracing, catalogue })
    return {
      data,
      places,
      log,
      heads,
      transparencyLog,
      logOrigin,
      witnessPolicy,
      topicSettings,
      store,
      vault,
      registry,
      catalogue,
      clock,
      ids: randomUUID,
      logger,
      crashPoint,
      nationalRegister,
      limits,
      laterEntryMs,
      stuck,
      telemetry,
      tracing,
      activities,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
