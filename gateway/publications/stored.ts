import { sql, type RawBuilder } from 'kysely'
import { sourceOf } from '../../core/publications/own-event.ts'
import { isUuid } from '../../schemas/codec/formats.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { AgencyId, CaseLogId } from '../../schemas/ids.ts'

/** An accepted event of an agency, and where its content stands: in a case log, or in unlinked.events. */
export interface StoredPublication {
  readonly agency: AgencyId
  readonly system: string
  readonly event_id: string
  readonly type: string
  readonly published_at: string
  /** Null unless it was erased. */
  readonly reason: string | null
  readonly erased_on: string | null
  /** Null unless it is in a case. */
  readonly case_log: CaseLogId | null
  readonly sequence: number | null
  readonly record_schema: string | null
  readonly index_part: Buffer | null
  readonly part_hashes: Buffer | null
  /** Null unless it waits. */
  readonly unlinked_offset: number | null
}

/** A position in the list, newest first. */
export interface PublicationPosition {
  readonly published_at: string
  readonly system: string
  readonly event_id: string
}

/** One statement, whatever the event is: of several copies the one that has not left its case. */
const stored = (db: ReadStoreDb, condition: RawBuilder<boolean>, limit: number) =>
  sql<StoredPublication>`
  select p.agency, p.system, p.event_id, p.type, p.published_at, x.reason, x.erased_on, e.case_log, e.sequence, e.record_schema, e.index_part, e.part_hashes, u.unlinked_offset
  from (select * from publication where ${condition} order by published_at desc, system desc, event_id desc limit ${limit}) as p
  left join publication_erased as x on x.agency = p.agency and x.system = p.system and x.event_id = p.event_id
  left join unlinked as u on u.agency = p.agency and u.system = p.system and u.event_id = p.event_id
  left join lateral (
    select c.case_log, c.sequence, c.record_schema, c.index_part, c.part_hashes from case_event as c
    where c.agency = p.agency and c.system = p.system and c.event_id = p.event_id
    order by exists (select from link_left as l where l.case_log = c.case_log and l.agency = c.agency and l.system = c.system and l.event_id = c.event_id), c.case_log limit 1
  ) as e on true
  order by p.published_at desc, p.system desc, p.event_id desc`.execute(db)

/** The accepted event of an agency, if it may be read by now. */
export async function findPublication(
  db: ReadStoreDb,
  agency: AgencyId,
  { system, id }: OwnName,
  until: string,
): Promise<StoredPublication | undefined> {
  const { rows } = await stored(
    db,
    sql<boolean>`agency = ${agency} and system = ${system} and event_id = ${id} and published_at <= ${until}`,
    1,
  )
  return rows[0]
}

/** The accepted events of an agency, the newest first, after a position. */
export async function listPublications(
  db: ReadStoreDb,
  agency: AgencyId,
  until: string,
  after: PublicationPosition | undefined,
  limit: number,
): Promise<readonly StoredPublication[]> {
  const beyond =
    after === undefined
      ? sql<boolean>`true`
      : sql<boolean>`(published_at, system, event_id) < (${after.published_at}, ${after.system}, ${after.event_id})`
  return (await stored(db, sql<boolean>`agency = ${agency} and published_at <= ${until} and ${beyond}`, limit)).rows
}

/** An event by its CloudEvents source and id. */
export interface OwnName {
  readonly system: string
  readonly id: string
}

const SOURCE = /^\/agencies\/([a-z0-9][a-z0-9_-]{0,63})\/([a-z0-9][a-z0-9_-]{0,63})$/

/** The name of an own event; undefined for another agency's source, and for what is none. */
export function ownName(agency: AgencyId, source: string, id: string): OwnName | undefined {
  const [, of, system] = SOURCE.exec(source) ?? []
  return of !== agency || system === undefined || !isUuid(id) ? undefined : { system, id }
}

export const sourceIn = ({ agency, system }: Pick<StoredPublication, 'agency' | 'system'>): string => sourceOf({ agency, system })
