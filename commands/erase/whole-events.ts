import { RECORD_ERASED, recordErased } from '../../core/case/erasures.ts'
import { SYSTEM_AGENCY } from '../../core/case/system-event.ts'
import type { ErasureOrdered } from '../../core/control/entry.ts'
import { isWhole, kindOf } from '../../core/erasures/order.ts'
import { uuidOf } from '../../core/ids/uuid-of.ts'
import { createCaseEventWriter } from '../../infra/event-log/case-events.ts'
import { waitForEffect } from '../../infra/read-store/wait-for-effect.ts'
import { loadCatalogue } from '../../schemas/index.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import type { Parts } from '../parts.ts'
import { namedIn, type CaseToErase, type EventOfCase } from './people.ts'

/** Most events that one event erases. */
const MOST_TARGETS = 500
const WAIT_MS = 30_000

/** Names of events that stand in another case log, too, under keys of people there: only the event's own key erases that copy. */
async function movedNames({ store }: Parts, caseLogs: CaseToErase['caseLogs']): Promise<ReadonlySet<string>> {
  const rows = await store.db
    .selectFrom('link_left as l')
    .innerJoin('case_event as e', (join) =>
      join.onRef('e.agency', '=', 'l.agency').onRef('e.system', '=', 'l.system').onRef('e.event_id', '=', 'l.event_id'),
    )
    .select(['l.agency', 'l.system', 'l.event_id'])
    .where('e.case_log', 'in', caseLogs)
    .execute()
  return new Set(rows.map(nameOf))
}

const nameOf = ({
  agency,
  system,
  event_id: id,
}: {
  readonly agency: string
  readonly system: string
  readonly event_id: string
}): string => [agency, system, id].join('\n')

/** The events that an erasure takes whole: of a case all; of a person those that name them, where it says so, or that have a copy elsewhere. */
export async function wholeEvents(parts: Parts, order: ErasureOrdered, ofCase: CaseToErase): Promise<readonly EventOfCase[]> {
  const said = ofCase.events.filter(({ index }) => index.agency !== SYSTEM_AGENCY && index.type !== RECORD_ERASED)
  if (kindOf(order) === 'case') return isWhole(order) ? said : []
  const people = new Set(order.people)
  const naming = said.filter(({ index }) => namedIn(index).some(([person]) => people.has(person)))
  if (order.whole_events) return naming
  const moved = await movedNames(parts, ofCase.caseLogs)
  return naming.filter(({ index }) => moved.has(nameOf(index)))
}

/**
 * Publishes, as the agency that runs the bus, that events are erased: they are tombstones from then on, and their own keys are destroyed. Resolves when the timeline
 * has it. The same events again are the same publication. Throws Error where the timeline has not taken it in time.
 */
export async function publishErased(
  { log, registry, store }: Parts,
  events: readonly EventOfCase[],
  { by, reason, at }: { readonly by: AgencyId; readonly reason: string; readonly at: string },
): Promise<void> {
  const schema = loadCatalogue().types.get(RECORD_ERASED)?.fingerprint
  if (schema === undefined) throw new TypeError('The catalogue has no record.erased')
  const write = await createCaseEventWriter(log, registry)
  for (const [caseLog, of] of Map.groupBy(events, (event) => event.caseLog)) {
    const ids = [...new Set(of.map(({ index }) => index.event_id))].toSorted()
    for (let from = 0; from < ids.length; from += MOST_TARGETS) {
      const targets = ids.slice(from, from + MOST_TARGETS)
      const eventId = uuidOf(['erased', caseLog, reason, ...targets].join('\n'))
      const [position] = await write([recordErased({ eventId, caseLog, schema, at, by, targets, reason })])
      if (position !== undefined && !(await waitForEffect(store, position, { timeout: WAIT_MS })))
        throw new Error('It is kept and not in force yet: the timeline has not taken it. Approve it again to see it confirmed.')
    }
  }
}
