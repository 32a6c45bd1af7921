import { readSnapshot } from '../../../infra/read-store/snapshot.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { ofControl } from '../../../policy/facts/input.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import type { ReadDeps } from '../../read/deps.ts'
import { readCases } from '../../read/snapshot.ts'

type Published = Pick<AgencyEvent, 'agency' | 'system' | 'id'>

/** Those of an agency's events that are in a case to which the agency's people have a link. */
export type WithStanding = <Event extends Published>(agency: AgencyId, events: readonly Event[]) => Promise<ReadonlySet<Event>>

/** Looks where events are, and whether their agency has standing there. Events that their case refused are in none. */
export const createWithStanding =
  (deps: Pick<ReadDeps, 'readStore' | 'readControl' | 'decodeIndexPart' | 'clock' | 'policy'>): WithStanding =>
  async (agency, events) =>
    readSnapshot(deps.readStore.db, async (tx) => {
      if (events.length === 0) return new Set()
      const rows = await tx
        .selectFrom('case_event')
        .select(['case_log', 'agency', 'system', 'event_id'])
        .where('agency', '=', agency)
        .where(
          'event_id',
          'in',
          events.map(({ id }) => id),
        )
        .execute()
      const { cases, control } = await readCases(tx, deps, [...new Set(rows.map((row) => row.case_log))])
      const now = new Date(deps.clock.now()).toISOString()
      const linked = new Set(
        cases
          .filter(({ logs, same }) => deps.policy.hasStanding({ logs, same, now, ...ofControl(control) }, agency))
          .flatMap(({ logs }) => logs.map(({ caseLog }) => caseLog)),
      )
      const isLinked = (event: Published): boolean =>
        rows.some((row) => row.system === event.system && row.event_id === event.id && linked.has(row.case_log))
      return new Set(events.filter(isLinked))
    })
