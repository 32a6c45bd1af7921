import { join } from 'node:path'
import { policyOf } from '../../../../commands/policy.ts'
import type { AccessRecord } from '../../../../core/access-log/access-record.ts'
import { openRecord, type OpenedRecord } from '../../../../infra/access-log/open-record.ts'
import { openSqliteEventLog } from '../../../../infra/event-log/sqlite/sqlite-event-log.ts'
import { ACCESS_LOG } from '../../../../infra/event-log/topics.ts'
import { createFolderRegistry } from '../../../../infra/registry/folder.ts'
import type { SchemaRegistry } from '../../../../infra/registry/port.ts'
import { createRecordCodec } from '../../../../infra/registry/record-codec.ts'
import { openSqliteVault } from '../../../../infra/vault/sqlite/vault.ts'
import type { ReplayDeps } from '../../../../gateway/audit/replay/deps.ts'
import { schemasFolder } from '../../../../schemas/catalogue/files.ts'
import { loadCatalogue, loadRecords } from '../../../../schemas/index.ts'
import { fixtureClock } from '../../../fixtures/clock.ts'

/** What a replay needs, with a registry that also names schemas. */
interface Opened extends ReplayDeps {
  readonly registry: SchemaRegistry
}

/** Works on the logs and the vault of a data folder on which nothing runs; the read store stays closed, as a replay needs none. */
export async function withLogs<T>(data: string, work: (deps: Opened) => Promise<T>, masterKeyFile = join(data, 'master.key')): Promise<T> {
  const clock = fixtureClock()
  const log = await openSqliteEventLog({ folder: join(data, 'log'), clock })
  const vault = await openSqliteVault({ folder: join(data, 'vault'), masterKeyFile })
  const registry = createFolderRegistry({ folder: schemasFolder, clock })
  try {
    return await work({ log, vault, registry, records: loadRecords(), catalogue: loadCatalogue(), policyOf })
  } finally {
    await vault.close()
    await log.close()
  }
}

/** An access record with what its openings say. */
export interface HeldRead {
  readonly record: AccessRecord
  readonly opened: OpenedRecord
}

/** Records that are opened at once: a long log is opened in pages. */
const PAGE = 500

/** Every access record of a log, opened. */
export async function openedReads({ log, vault, registry }: Pick<Opened, 'log' | 'vault' | 'registry'>): Promise<readonly HeldRead[]> {
  const codec = createRecordCodec(registry)
  const [range] = await log.ranges(ACCESS_LOG)
  const opened: HeldRead[] = []
  for (let from = 0; from < (range?.end ?? 0); from += PAGE) {
    const entries = await log.read(ACCESS_LOG, 0, from, PAGE)
    opened.push(
      ...(await Promise.all(
        entries.map(async ({ value }) => {
          const decoded = await codec.decode(value)
          if (!decoded.ok) throw new Error('A record that cannot be read.')
          const record = decoded.value.value as AccessRecord
          return { record, opened: await openRecord(vault, record) }
        }),
      )),
    )
  }
  return opened
}

/** Every access record of a folder on which nothing runs, opened. */
export const readsIn = (data: string, masterKeyFile?: string): Promise<readonly HeldRead[]> => withLogs(data, openedReads, masterKeyFile)

/** The number up to which a read saw a log; 0 where it is of none. `caseLog`: of case.events. */
export function sawUpTo({ record, opened: { request } }: HeldRead, log: 'links' | 'control', caseLog?: string): number {
  const at = typeof request === 'string' ? -1 : request.cases.findIndex((one) => one === caseLog)
  const name = caseLog === undefined ? log : `case:${String(at)}`
  return record.versions.find((version) => version.log === name)?.sequence ?? 0
}
