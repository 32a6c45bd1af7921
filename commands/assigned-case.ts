import { sql } from 'kysely'
import type { ReadStore } from '../infra/read-store/port.ts'
import type { AgencyId, CaseLogId } from '../schemas/ids.ts'
import type { CloudEventJson } from './demo/folder.ts'
import { agencyOf } from './demo/folder.ts'

/** Where a chronology's events went: its case log, and the person id of each key that its events use. */
export interface AssignedCase {
  readonly caseLog: CaseLogId
  readonly people: ReadonlyMap<string, string>
}

interface ClaimRow {
  readonly agency: AgencyId
  readonly event_id: string
  readonly case_log: CaseLogId
  readonly people: string
}

/** Looks up where events were placed, in the read store's claims. Undefined when none of them is on a case. */
export async function assignedCase(store: ReadStore, events: readonly CloudEventJson[]): Promise<AssignedCase | undefined> {
  const ids = events.map((event) => event.id)
  const { rows } = await sql<ClaimRow>`select agency, event_id, case_log, people from link_claim where event_id = any(${ids})`.execute(
    store.db,
  )
  const claims = new Map(rows.map((row) => [`${row.agency}\n${row.event_id}`, row]))
  const people = new Map<string, string>()
  let caseLog: CaseLogId | undefined
  for (const event of events) {
    const claim = claims.get(`${agencyOf(event)}\n${event.id}`)
    // A decision, or an event that people took out of its case, is on none.
    if (!claim || claim.case_log === '') continue
    caseLog ??= claim.case_log
    const ids = JSON.parse(claim.people) as string[]
    for (const [at, { key }] of [event.data.subject, ...event.data.harmed].entries()) {
      const person = ids[at]
      if (person !== undefined) people.set(key, person)
    }
  }
  return caseLog === undefined ? undefined : { caseLog, people }
}
