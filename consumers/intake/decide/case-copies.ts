import { setTimeout as sleep } from 'node:timers/promises'
import { caseEvents, type CaseEvents } from '../../../core/case/case-events.ts'
import { leftByLog, leftOf, NO_LINKS } from '../../../core/linking/case-links.ts'
import type { ReadStoreDb } from '../../../infra/read-store/port.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import type { DecodeIndex } from '../../timeline/decode-index.ts'
import { IntakeError } from '../errors.ts'
import { matchesAny, type Identity } from '../unlinked-rows.ts'

const PATIENCE_MS = 60_000
const PAUSE_MS = 20

const inTable = async (
  db: ReadStoreDb,
  table: 'case_event' | 'case_refused',
  caseLog: CaseLogId,
  events: readonly Identity[],
): Promise<number> =>
  (await db.selectFrom(table).select('event_id').where('case_log', '=', caseLog).where(matchesAny(events)).execute()).length

/**
 * Waits until the timeline has come to events of a case log, which may have been taken a moment ago. Throws IntakeError `timeline-behind` when it does
 * not within a minute.
 */
export async function untilThere(db: ReadStoreDb, caseLog: CaseLogId, events: readonly Identity[]): Promise<void> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    const there = (await inTable(db, 'case_event', caseLog, events)) + (await inTable(db, 'case_refused', caseLog, events))
    if (there >= events.length) return
    if (waited >= PATIENCE_MS) throw new IntakeError('timeline-behind', 'The timeline does not come to an event that is to be moved.')
    await sleep(PAUSE_MS)
  }
}

/** The events of a case log as the read store has them. */
export interface CaseCopies {
  /** Those that take part. */
  readonly here: CaseEvents
  /** Those that have left it. */
  readonly gone: CaseEvents
}

/** Reads a case log, once the events given are in it. */
export async function caseCopies(
  db: ReadStoreDb,
  decode: DecodeIndex,
  caseLog: CaseLogId,
  needed: readonly Identity[],
): Promise<CaseCopies> {
  await untilThere(db, caseLog, needed)
  const rows = await db
    .selectFrom('case_event')
    .select(['sequence', 'record_schema', 'index_part'])
    .where('case_log', '=', caseLog)
    .orderBy('sequence')
    .execute()
  const leftRows = await db.selectFrom('link_left').selectAll().where('case_log', '=', caseLog).execute()
  const events = rows.map((row) => ({ sequence: row.sequence, index: decode(row.record_schema, row.index_part) }))
  const left = leftOf({ ...NO_LINKS, left: leftByLog(leftRows) }, caseLog, events)
  const where = (isGone: boolean): CaseEvents =>
    caseEvents([{ caseLog, events: events.filter(({ sequence }) => left.has(sequence) === isGone) }])
  return { here: where(false), gone: where(true) }
}

/** A case log in which an event once was that is in no case now; undefined where it never was in one. */
export async function formerLog(db: ReadStoreDb, event: Identity): Promise<CaseLogId | undefined> {
  const rows = await db
    .selectFrom('link_left')
    .select('case_log')
    .where(matchesAny([event]))
    .orderBy('case_log')
    .execute()
  for (const { case_log: caseLog } of rows) if ((await inTable(db, 'case_event', caseLog, [event])) > 0) return caseLog
  return undefined
}
