import { setTimeout as sleep } from 'node:timers/promises'
import { createControlDecoder } from '../../core/control/decode-entry.ts'
import { AGENCY_REGISTERED } from '../../core/control/entry.ts'
import { createWriters } from '../../core/records/writers.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import { loadRecords, recordOf, writerVersions } from '../../schemas/index.ts'
import type { AgencyType } from '../../schemas/generated/codes.ts'
import { CONTROL_EVENTS } from '../../infra/event-log/topics.ts'
import type { EventLog } from '../../infra/event-log/port.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'

/** An agency as control.events has it. */
export interface Agency {
  readonly agency: AgencyId
  readonly agency_type: AgencyType
  readonly areas: readonly string[]
}

/** The agencies that may publish. */
export interface Agencies {
  /** The newest entry of an agency, or undefined when it is not registered. Waits, within reason, for entries that are not applied yet. */
  of(agency: AgencyId): Promise<Agency | undefined>
  /** Reads entries that were applied since. */
  refresh(): Promise<void>
}

const PATIENCE_MS = 5_000
const PAUSE_MS = 50

/** Agencies from the control entries in the read store. */
export function createAgencies({ log, db }: { readonly log: EventLog; readonly db: ReadStoreDb }): Agencies {
  const { avro } = recordOf(loadRecords(), 'agency-registered')
  const decode = createControlDecoder(createWriters(writerVersions()), () => avro)
  const known = new Map<string, Agency>()
  /** Names that were waited for in vain, until something new is read. */
  const unknown = new Set<string>()
  let read = 0
  const refresh = async (): Promise<void> => {
    const rows = await db
      .selectFrom('control_entry')
      .select(['sequence', 'type', 'schema', 'entry'])
      .where('sequence', '>', read)
      .orderBy('sequence')
      .execute()
    if (rows.length > 0) unknown.clear()
    for (const row of rows) {
      read = row.sequence
      if (row.type !== AGENCY_REGISTERED) continue
      const agency = decode(row).value as Agency
      known.set(agency.agency, agency)
    }
  }
  /** True when entries of control.events wait to be applied to the read store. */
  const behind = async (): Promise<boolean> => {
    const [range] = await log.ranges(CONTROL_EVENTS)
    const row = await db
      .selectFrom('consumer_offset')
      .select(({ fn }) => fn.max('next_offset').as('applied'))
      .where('topic', '=', CONTROL_EVENTS)
      .executeTakeFirst()
    return range !== undefined && range.end > Number(row?.applied ?? range.start)
  }
  return {
    refresh,
    async of(name) {
      if (known.has(name) || unknown.has(name)) return known.get(name)
      await refresh()
      for (let waited = 0; !known.has(name) && waited < PATIENCE_MS && (await behind()); waited += PAUSE_MS) {
        await sleep(PAUSE_MS)
        await refresh()
      }
      if (!known.has(name)) unknown.add(name)
      return known.get(name)
    },
  }
}
