import { sql } from 'kysely'
import { RECORD_ERASED } from '../../core/case/erasures.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import type { Vault } from '../../infra/vault/port.ts'
import { releasedIndexDecoder } from './decode-index.ts'
import { repeatErasures } from './erase.ts'
import { TIMELINE_CONSUMER } from './start.ts'

export interface ReapplyDeps {
  readonly store: ReadStore
  readonly vault: Vault
  readonly logger: Log
}

/**
 * Re-applies every erasure of the record, once the timeline has caught up and before anything is served: a vault that was put back from a copy has keys
 * again that were destroyed since. Resolves with how many keys it destroyed; none in a vault that was not put back.
 */
export async function reapplyErasures({ store, vault, logger }: ReapplyDeps): Promise<number> {
  const decode = releasedIndexDecoder()
  const rows = await store.db
    .selectFrom('case_event')
    .select(['record_schema', 'index_part'])
    // In the text, as the index has it: for a parameter the store would read every event.
    .where(sql<boolean>`type = ${sql.lit(RECORD_ERASED)}`)
    .orderBy('case_log')
    .orderBy('sequence')
    .execute()
  const destroyed = await repeatErasures(
    store.db,
    vault,
    rows.map(({ record_schema: schema, index_part: bytes }) => decode(schema, bytes)),
  )
  if (destroyed > 0)
    logger.warn(
      { consumer: TIMELINE_CONSUMER, code: 'erasures-reapplied', count: destroyed },
      'The vault had keys of erased events: they were destroyed again.',
    )
  return destroyed
}
