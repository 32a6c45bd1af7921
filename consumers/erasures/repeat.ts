import { createControlDecoder } from '../../core/control/decode-entry.ts'
import { ERASURE_ORDERED, type ErasureOrdered } from '../../core/control/entry.ts'
import { isOrdered } from '../../core/control/state.ts'
import { createWriters } from '../../core/records/writers.ts'
import type { ReadStore, ReadStoreDb } from '../../infra/read-store/port.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import type { Vault } from '../../infra/vault/port.ts'
import { loadRecords, writerVersions } from '../../schemas/index.ts'
import { destroyKeysOf } from './destroy-keys.ts'
import { emptyInStore } from './empty-store.ts'
import { ERASURES_CONSUMER } from './start.ts'

/** The erasures that two people have ordered, as the read store has them, the oldest first. */
export async function ordersIn(db: ReadStoreDb): Promise<readonly ErasureOrdered[]> {
  const bySubject = new Map([...loadRecords().values()].map(({ subject, avro }) => [subject, avro]))
  const decode = createControlDecoder(createWriters(writerVersions()), (subject) => bySubject.get(subject))
  const rows = await db
    .selectFrom('control_entry')
    .select(['schema', 'entry'])
    .where('type', '=', ERASURE_ORDERED)
    .orderBy('sequence')
    .execute()
  return rows.map(decode).flatMap((entry) => (entry.type === ERASURE_ORDERED && isOrdered(entry.value) ? [entry.value] : []))
}

/**
 * Carries out again every erasure of a person, a case or a reader, before anything is served: a vault that was put back from a copy has keys again that were destroyed
 * since. Resolves with how many keys it destroyed; none in a vault that was not put back.
 */
export async function repeatOrders({
  store,
  vault,
  logger,
}: {
  readonly store: ReadStore
  readonly vault: Vault
  readonly logger: Log
}): Promise<number> {
  let destroyed = 0
  for (const order of await ordersIn(store.db)) {
    destroyed += await destroyKeysOf(store.db, vault, order)
    await store.db.transaction().execute((tx) => emptyInStore(tx, order))
  }
  if (destroyed > 0)
    logger.warn(
      { consumer: ERASURES_CONSUMER, code: 'erasures-reapplied', count: destroyed },
      'The vault had keys of people, cases or readers that were erased: they were destroyed again.',
    )
  return destroyed
}
