import type { EventLog } from '../../infra/event-log/port.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import { openLinksLog } from './links-log.ts'
import { createUnlinkedLog } from './unlinked-log.ts'
import { createWireRecords } from './wire-records.ts'

/** Applies links.events and unlinked.events to the read store without an intake: for a rebuild. What was linked after it had waited is forgotten at intake's next start. */
export async function catchUpLinks({ log, store, registry }: { readonly log: EventLog; readonly store: ReadStore; readonly registry: SchemaRegistry }): Promise<void> {
  const records = await createWireRecords(registry)
  await (await openLinksLog({ log, store, records })).catchUp()
  await createUnlinkedLog({ log, store, records }).catchUp()
}
