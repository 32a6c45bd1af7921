import type { EventLog } from '../../infra/event-log/port.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import type { Vault } from '../../infra/vault/port.ts'
import { unlinkedScope } from '../../infra/vault/unlinked-scope.ts'
import { openLinksLog } from './links-log.ts'
import { createUnlinkedLog } from './unlinked-log.ts'
import { claimedRows, forgetUnlinked } from './unlinked-rows.ts'

export interface CatchUpDeps {
  readonly log: EventLog
  readonly store: ReadStore
  readonly vault: Vault
  readonly registry: SchemaRegistry
}

/**
 * Applies links.events and unlinked.events to the read store without an intake: for a rebuild. The tables are those that intake has when it is idle.
 */
export async function catchUpLinks({ log, store, vault, registry }: CatchUpDeps): Promise<void> {
  const records = createRecordCodec(registry)
  await (await openLinksLog({ log, store, records })).catchUp()
  await createUnlinkedLog({ log, store, records }).catchUp()
  const claimed = await claimedRows(store.db)
  const keys = await vault.keys(
    claimed.map(({ agency, system, event_id: eventId }) => unlinkedScope(agency, system, eventId)),
    { create: false },
  )
  const done = claimed.filter((_, index) => keys[index] === 'destroyed')
  if (done.length > 0) await forgetUnlinked(store.db, done)
}
