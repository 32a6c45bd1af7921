import { LINKS_START, type EffectiveClaim, type EffectiveEntry, type LinksState } from '../../core/linking/fold-log.ts'
import { insertTogether, into } from '../../infra/read-store/insert-many.ts'
import { moveOffset, nextOffset } from '../../infra/read-store/offsets.ts'
import { LINKS_EVENTS } from '../../infra/event-log/topics.ts'
import type { ReadStoreDb, ReadStoreTx } from '../../infra/read-store/port.ts'
import { applyDecision, knowledge, knownPeople } from './decision-rows.ts'
import { linkRows } from './link-rows.ts'
import { lockLinkTables } from './link-tables-lock.ts'
import { forgetAwaits } from './unlinked-rows.ts'

/** Consumer name of whoever folds links.events into the link tables. */
export const LINKS_CONSUMER = 'intake-links'
/** Not an offset: the epoch in force where `intake-links` stands. */
const EPOCH = 'intake-epoch'

export interface StoredLinks {
  readonly state: LinksState
  /** Next offset wanted of links.events; undefined before the first. */
  readonly next: number | undefined
}

/** Where the link tables stand. */
export const loadLinks = (db: ReadStoreDb): Promise<StoredLinks> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const next = await nextOffset(tx, LINKS_CONSUMER, LINKS_EVENTS, 0)
      const epoch = await nextOffset(tx, EPOCH, LINKS_EVENTS, 0)
      const head = await tx.selectFrom('log_head').select(['sequence', 'chain']).where('log', '=', 'links').executeTakeFirst()
      return { next, state: { epoch: epoch ?? LINKS_START.epoch, head: head ?? LINKS_START.head } }
    })

async function insertRows(tx: ReadStoreTx, claims: readonly EffectiveClaim[]): Promise<void> {
  if (claims.length === 0) return
  const rows = linkRows(
    claims,
    await knownPeople(
      tx,
      claims.flatMap(({ claim }) => claim.people.map(({ person }) => person)),
    ),
  )
  await insertTogether(tx, [
    into('link_claim', rows.claims, { ignoreRepeats: true }),
    into('link_case', rows.cases, { ignoreRepeats: true }),
    into('own_statement', rows.statements, { ignoreRepeats: true }),
    ...knowledge(rows),
  ])
  await forgetAwaits(
    tx,
    claims.map(({ claim }) => claim),
  )
}

/** Applies entries in their order, claims that follow each other together. */
async function applyEntries(tx: ReadStoreTx, entries: readonly EffectiveEntry[]): Promise<void> {
  let claims: EffectiveClaim[] = []
  for (const entry of entries) {
    if (entry.kind === 'claim') claims.push(entry)
    else {
      await insertRows(tx, claims)
      claims = []
      await applyDecision(tx, entry)
    }
  }
  await insertRows(tx, claims)
}

/** Moves the link tables on by entries that take effect. Throws OffsetLostError when they no longer stand where `from` says. */
export function moveLinks(
  db: ReadStoreDb,
  from: StoredLinks,
  to: StoredLinks & { readonly next: number },
  entries: readonly EffectiveEntry[],
): Promise<void> {
  const epochBefore = from.state.epoch === 0 ? undefined : from.state.epoch
  return db.transaction().execute(async (tx) => {
    await lockLinkTables(tx)
    await moveOffset(tx, { consumer: LINKS_CONSUMER, topic: LINKS_EVENTS, partition: 0, from: from.next, to: to.next })
    const { epoch, head } = to.state
    if (epoch !== from.state.epoch) {
      await moveOffset(tx, { consumer: EPOCH, topic: LINKS_EVENTS, partition: 0, from: epochBefore, to: epoch })
    }
    await tx
      .insertInto('log_head')
      .values({ log: 'links', ...head })
      .onConflict((conflict) => conflict.column('log').doUpdateSet(head))
      .execute()
    await applyEntries(tx, entries)
  })
}
