import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { loadCatalogue, schemasFolder } from '../schemas/index.ts'
import type { Catalogue } from '../schemas/index.ts'
import type { Clock } from '../infra/clock/clock.ts'
import type { EventLog } from '../infra/event-log/port.ts'
import { openSqliteEventLog } from '../infra/event-log/sqlite/sqlite-event-log.ts'
import { CASE_EVENTS, RECORD_TOPICS } from '../infra/event-log/topics.ts'
import type { CrashPoint } from '../infra/faults/crash-point.ts'
import type { OnQuery } from '../infra/read-store/query-log.ts'
import { openPgliteStore } from '../infra/read-store/pglite/store.ts'
import type { ReadStore } from '../infra/read-store/port.ts'
import { createFolderRegistry } from '../infra/registry/folder.ts'
import type { SchemaRegistry } from '../infra/registry/port.ts'
import type { Log } from '../infra/telemetry/logger.ts'
import type { Vault } from '../infra/vault/port.ts'
import { openSqliteVault } from '../infra/vault/sqlite/vault.ts'

/** The parts that everything else is made of. */
export interface Parts {
  readonly data: string
  readonly log: EventLog
  readonly store: ReadStore
  readonly vault: Vault
  readonly registry: SchemaRegistry
  readonly catalogue: Catalogue
  readonly clock: Clock
  readonly ids: () => string
  readonly logger: Log
  readonly crashPoint: CrashPoint
  close(): Promise<void>
}

export interface PartsOptions {
  /** Data folder, absolute; made when missing. */
  readonly data: string
  readonly clock: Clock
  readonly logger: Log
  readonly crashPoint: CrashPoint
  readonly onQuery?: OnQuery
  /** See PgliteStoreOptions; for tests. */
  readonly emptyDatabase?: string
}

/** A vault made anew beside a log of sealed records could open none of them, and new keys would hide the loss. */
async function refuseLostVault(data: string, log: EventLog): Promise<void> {
  if (existsSync(join(data, 'vault', 'vault.sqlite'))) return
  if ((await log.ranges(CASE_EVENTS)).every(({ start, end }) => start === end)) return
  throw new Error(`The log in ${data} has events, but the vault with their keys is missing. Put vault/ and master.key back from their copies, then start again.`)
}

/** Opens the embedded column on a data folder. Rejects when another process has it. */
export async function openParts(options: PartsOptions): Promise<Parts> {
  const { data, clock, logger, crashPoint, onQuery, emptyDatabase } = options
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const log = await openSqliteEventLog({ folder: join(data, 'log'), clock })
  const opened: (() => Promise<void>)[] = [() => log.close()]
  const close = async (): Promise<void> => {
    for (const end of opened.toReversed()) await end()
  }
  try {
    for (const { topic, partitions } of RECORD_TOPICS) await log.createTopic(topic, { partitions })
    await refuseLostVault(data, log)
    const vault = await openSqliteVault({ folder: join(data, 'vault'), masterKeyFile: join(data, 'master.key') })
    opened.push(() => vault.close())
    const store = await openPgliteStore({
      folder: join(data, 'read-store'), log: logger, ...(onQuery ? { onQuery } : {}), ...(emptyDatabase ? { emptyDatabase } : {}),
    })
    opened.push(() => store.close())
    return { data, log, store, vault, registry: createFolderRegistry({ folder: schemasFolder, clock }), catalogue: loadCatalogue(), clock, ids: randomUUID, logger, crashPoint, close }
  } catch (error) {
    await close()
    throw error
  }
}
