import { sql } from 'kysely'
import { erasedBy, erasedIds, type EventName } from '../../core/case/erasures.ts'
import { fact, type IndexPart } from '../../core/case/index-part.ts'
import { insertMany } from '../../infra/read-store/insert-many.ts'
import type { PublicationErasedTable } from '../../infra/read-store/tables.ts'
import { eventScope } from '../../infra/vault/event-scope.ts'
import type { KeyScope, Vault } from '../../infra/vault/port.ts'
import type { ReadStoreDb, ReadStoreTx } from '../../infra/read-store/port.ts'
import { unlinkedScope } from '../../infra/vault/unlinked-scope.ts'
import type { CaseLogId } from '../../schemas/ids.ts'

/** An event with a case log that it is in; none where it waits, unlinked. */
interface ClaimedEvent extends EventName {
  readonly case_log: CaseLogId | null
}

/**
 * The events of the ids that an erasure names: those that were in its case log before it; else any there, else where the claims say, or waiting. What was published
 * later under the same id is not meant, also where a rebuild or a restore looks again.
 */
async function claimedEvents(
  db: ReadStoreDb,
  { case_log: caseLog, agency: by, system, event_id: statement }: IndexPart,
  ids: readonly string[],
): Promise<readonly ClaimedEvent[]> {
  const { rows: inCase } = await sql<
    ClaimedEvent & { readonly is_before: boolean }
  >`select e.agency, e.system, e.event_id, e.case_log, coalesce(e.sequence < said.sequence, true) as is_before
    from case_event e left join case_event said on said.case_log = e.case_log and said.agency = ${by} and said.system = ${system} and said.event_id = ${statement}
    where e.case_log = ${caseLog} and e.event_id = any(${ids}::text[]) order by e.sequence`.execute(db)
  const before = inCase.filter(({ is_before }) => is_before)
  if (inCase.length > 0) return before.length > 0 ? before : inCase
  const elsewhere = await sql<ClaimedEvent>`select agency, system, event_id, case_log from link_claim where event_id = any(${ids}::text[])
    union all select agency, system, event_id, null from unlinked where event_id = any(${ids}::text[])
    order by 1, 2, 3, 4`.execute(db)
  return elsewhere.rows
}

const scopesOf = (event: EventName): readonly KeyScope[] => [eventScope(event), unlinkedScope(event.agency, event.system, event.event_id)]

/** An event that is erased, with the event that says so. */
interface Target {
  readonly event: ClaimedEvent
  readonly statement: IndexPart
}

async function targetsOf(db: ReadStoreDb, erasures: readonly IndexPart[]): Promise<readonly Target[]> {
  const found: Target[] = []
  for (const statement of erasures)
    found.push(...erasedBy(statement, await claimedEvents(db, statement, erasedIds(statement))).map((event) => ({ event, statement })))
  return found
}

/** Why and when, for the publisher. The first erasure of an event is the one that counts. */
const erasedRow = ({ event: { agency, system, event_id }, statement }: Target): PublicationErasedTable => ({
  agency,
  system,
  event_id,
  reason: fact(statement, 'reason')[0] ?? '',
  erased_on: fact(statement, 'erased_on')[0] ?? statement.recorded_at,
})

/** Destroys the keys of events for ever; those that are destroyed already are left alone. One that was lost is destroyed, too: what it opened is erased now. */
async function destroyKeys(vault: Vault, events: readonly EventName[]): Promise<number> {
  const scopes = events.flatMap(scopesOf)
  const keys = scopes.length === 0 ? [] : await vault.keys(scopes, { create: false })
  const lost = await vault.lost(scopes)
  const left = scopes.filter((_, at) => keys[at] !== 'destroyed' || lost[at] === true)
  for (const scope of left) await vault.destroy(scope)
  return left.length
}

/**
 * Erases what events of type record.erased name: destroys the key of each target, so that its parts open in no copy, and empties its reduced forms in
 * the read store, as a rebuild would write them. Durable in the vault before it resolves; twice is the same as once.
 */
export async function erase(tx: ReadStoreTx, vault: Vault, erasures: readonly IndexPart[]): Promise<void> {
  const targets = await targetsOf(tx, erasures)
  await destroyKeys(
    vault,
    targets.map(({ event }) => event),
  )
  await insertMany(tx, 'publication_erased', targets.map(erasedRow), { ignoreRepeats: true })
  for (const {
    event: { agency, system, event_id: id, case_log: caseLog },
  } of targets) {
    if (caseLog === null) continue
    await sql`update case_part as part set sealed = ''::bytea from case_event as event
      where (event.case_log = ${caseLog} or event.case_log in (select l.case_log from link_left l where l.agency = ${agency} and l.system = ${system} and l.event_id = ${id}))
        and event.agency = ${agency} and event.system = ${system} and event.event_id = ${id}
        and part.case_log = event.case_log and part.sequence = event.sequence and part.form = 'reduced'`.execute(tx)
  }
}

/**
 * Destroys the keys of everything that was ever erased where a vault has them again, as one restored from a copy does, and tells publishers of erasures of before.
 * Resolves with how many it destroyed.
 */
export async function repeatErasures(db: ReadStoreDb, vault: Vault, erasures: readonly IndexPart[]): Promise<number> {
  const targets = await targetsOf(db, erasures)
  await insertMany(db, 'publication_erased', targets.map(erasedRow), { ignoreRepeats: true })
  return destroyKeys(
    vault,
    targets.map(({ event }) => event),
  )
}
