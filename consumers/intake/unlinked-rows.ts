import { sql, type RawBuilder } from 'kysely'
import type { ReadStoreDb, ReadStoreTx } from '../../infra/read-store/port.ts'
import type { UnlinkedTable } from '../../infra/read-store/tables.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import { lockLinkTables } from './link-tables-lock.ts'

/** Identity of an agency's event. */
export interface Identity {
  readonly agency: AgencyId
  readonly system: string
  readonly event_id: string
}

/** True of rows whose identity is one of the events'. */
export const matchesAny = (events: readonly Identity[]): RawBuilder<boolean> => {
  const column = (name: keyof Identity): string[] => events.map((event) => event[name])
  return sql<boolean>`(agency, system, event_id) in (select * from unnest(
    ${column('agency')}::text[], ${column('system')}::text[], ${column('event_id')}::text[]))`
}

/** Claimed events wait no more. */
export async function forgetAwaits(tx: ReadStoreTx, events: readonly Identity[]): Promise<void> {
  await tx.deleteFrom('unlinked_awaits').where(matchesAny(events)).execute()
}

/** Linked events that are in the case log are unlinked no more. */
export async function forgetUnlinked(db: ReadStoreDb, events: readonly Identity[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockLinkTables(tx)
    await tx.deleteFrom('unlinked_awaits').where(matchesAny(events)).execute()
    await tx.deleteFrom('unlinked').where(matchesAny(events)).execute()
  })
}

/** True of rows of `unlinked` that have a claim: linked after they had waited. */
export const CLAIMED = sql<boolean>`exists (select 1 from link_claim c
  where c.agency = unlinked.agency and c.system = unlinked.system and c.event_id = unlinked.event_id)`

/** Events that were linked after they had waited, in the order of unlinked.events. */
export const claimedRows = (db: ReadStoreDb): Promise<readonly UnlinkedTable[]> =>
  db.selectFrom('unlinked').selectAll().where(CLAIMED).orderBy('unlinked_offset').execute()
