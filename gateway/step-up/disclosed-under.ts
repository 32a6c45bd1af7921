import { readerReference } from '../../core/access-log/reader-reference.ts'
import { byText } from '../../core/case/case-events.ts'
import type { IndexPart } from '../../core/case/index-part.ts'
import { SYSTEM_AGENCY } from '../../core/case/system-event.ts'
import type { ReadDeps } from '../read/deps.ts'
import type { CaseLog } from '../read/snapshot.ts'

/** An event that an emergency access showed, for who reviews it: what it was and of when, and nothing of its content. */
export interface ShownEvent {
  readonly type: string
  /** When it happened, no more precise than it was recorded. */
  readonly occurred: { readonly from: string; readonly until?: string; readonly precision: string }
  /** When it was first shown to whoever opened it, ISO 8601 in UTC. */
  readonly first_read_at: string
}

/** What the access records say that somebody was shown of a case. */
export interface ShownUnder {
  /** First shown while the access was open, in the order of their dates. */
  readonly shown: readonly ShownEvent[]
  /** How many events of the case they had been shown before it. */
  readonly readBefore: number
  /** The positions of `shown`, as `<case log> <number>`: for the access record of whoever reviews it. */
  readonly positions: readonly string[]
}

export interface OpeningTimes {
  /** `<agency>:<staff id>` of who opened it. */
  readonly staff: string
  /** ISO 8601 in UTC. */
  readonly openedAt: string
  readonly until: string
}

const occurredOf = ({ occurred: { from, until, precision } }: IndexPart): ShownEvent['occurred'] => ({
  from,
  precision,
  ...(until === null ? {} : { until }),
})

/** What was shown under an emergency access, of the logs of its case: as the access records have been folded by now (consumers/recalls). */
export async function shownUnder(
  { readStore, secrets }: Pick<ReadDeps, 'readStore' | 'secrets'>,
  { staff, openedAt, until }: OpeningTimes,
  logs: readonly CaseLog[],
): Promise<ShownUnder> {
  const caseLogs = logs.map(({ caseLog }) => caseLog)
  if (caseLogs.length === 0) return { shown: [], readBefore: 0, positions: [] }
  const isWithin = ({ read_at: at }: { readonly read_at: string }): boolean => at >= openedAt
  const rows = await readStore.db
    .selectFrom('event_reading')
    .select(['case_log', 'sequence', 'read_at'])
    .where('reader', '=', readerReference(secrets.readerIds, staff))
    .where('case_log', 'in', caseLogs)
    .where('read_at', '<=', until)
    .execute()
  const indexes = new Map<string, IndexPart>(
    logs.flatMap(({ caseLog, events }) => events.map(({ sequence, index }) => [`${caseLog} ${String(sequence)}`, index])),
  )
  const found = rows
    .filter(isWithin)
    .flatMap(({ case_log: caseLog, sequence, read_at: at }) => {
      const position = `${caseLog} ${String(sequence)}`
      const index = indexes.get(position)
      return index === undefined || index.agency === SYSTEM_AGENCY
        ? []
        : [{ position, event: { type: index.type, occurred: occurredOf(index), first_read_at: at } }]
    })
    .toSorted((one, other) => byText(one.event.occurred.from, other.event.occurred.from) || byText(one.position, other.position))
  return {
    shown: found.map(({ event }) => event),
    positions: found.map(({ position }) => position),
    readBefore: rows.filter((row) => !isWithin(row)).length,
  }
}
