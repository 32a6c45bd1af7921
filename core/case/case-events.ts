import type { CaseLogId } from '../../schemas/ids.ts'
import type { IndexPart, NumberedEvent } from './index-part.ts'
import { SYSTEM_AGENCY } from './system-event.ts'

/** An event of a case, with the log that numbers it. */
export interface CaseEvent extends NumberedEvent {
  readonly caseLog: CaseLogId
  /** It belongs to another case, or to none, as people decided: it says nothing in this one. */
  readonly left?: true
}

/** The events of one case log. */
export interface CaseLogEvents {
  readonly caseLog: CaseLogId
  readonly events: readonly NumberedEvent[]
  /** Numbers of the events that have left the log, as people decided. */
  readonly left?: ReadonlySet<number>
}

/** Agencies by id, as control.events has them. */
export type Agencies = ReadonlyMap<string, { readonly type: string; readonly areas: readonly string[] }>

/** All events of a case; those that have not left it are found by type and by id. */
export interface CaseEvents {
  /** By case log, then sequence; those that have left are among them. */
  readonly all: readonly CaseEvent[]
  ofType(type: string): readonly CaseEvent[]
  /** The events that an id means when `by` says it: those of its own system, else of its own agency, else of any; by the second engine, of those that were there before it, if any. */
  meantBy(id: string, by: IndexPart): readonly CaseEvent[]
}

export const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** Order of events within a case: by sequence, then case log. */
export const bySequence = (one: CaseEvent, other: CaseEvent): number => one.sequence - other.sequence || byText(one.caseLog, other.caseLog)

const grouped = (events: readonly CaseEvent[], key: (index: IndexPart) => string): ReadonlyMap<string, readonly CaseEvent[]> =>
  Map.groupBy(events, ({ index }) => key(index))

const first = (...groups: readonly (readonly CaseEvent[])[]): readonly CaseEvent[] => groups.find((group) => group.length > 0) ?? []

/** Events of one id in three groups, the most likely meant by `by` first: of its own system, of its own agency, all. */
function nearest(events: readonly CaseEvent[], by: IndexPart): readonly (readonly CaseEvent[])[] {
  const ofAgency = events.filter(({ index }) => index.agency === by.agency)
  return [ofAgency.filter(({ index }) => index.system === by.system), ofAgency, events]
}

/** True when an event was there before `by`. `statement`: `by` with its number, where a log of the case has it. In one log the number says; else when both were published. */
function isBefore(event: CaseEvent, by: IndexPart, statement: CaseEvent | undefined): boolean {
  return statement?.caseLog === event.caseLog ? event.sequence < statement.sequence : event.index.published_at <= by.published_at
}

/**
 * The events of a case from its logs, whatever the order of the logs and of their events. `earlierFirst`: an id means what was there when it was said, where there was
 * anything; without it, as the first engine has it, what is published later under the same id is taken for what an earlier statement meant.
 */
export function caseEvents(logs: readonly CaseLogEvents[], earlierFirst = false): CaseEvents {
  const all = logs
    .toSorted((one, other) => byText(one.caseLog, other.caseLog))
    .flatMap(({ caseLog, events, left }) =>
      events
        .toSorted((one, other) => one.sequence - other.sequence)
        .map(({ sequence, index }): CaseEvent => ({ caseLog, sequence, index, ...(left?.has(sequence) === true ? { left: true } : {}) })),
    )
  const here = all.every((event) => event.left !== true) ? all : all.filter((event) => event.left !== true)
  const types = grouped(here, ({ type }) => type)
  const ids = grouped(here, ({ event_id: id }) => id)
  return {
    all,
    ofType: (type) => types.get(type) ?? [],
    meantBy: (id, by) => {
      const found = ids.get(id) ?? []
      if (!earlierFirst || found.length < 2) return first(...nearest(found, by))
      const statement = ids.get(by.event_id)?.find(({ index }) => index === by)
      const before = found.filter((event) => isBefore(event, by, statement))
      return first(...nearest(before, by), ...nearest(found, by))
    },
  }
}

/** Events of a type that only the bus itself writes. INVARIANT: no agency gives itself access, an approval or emergency access. */
export const systemEvents = (events: CaseEvents, type: string): readonly CaseEvent[] =>
  events.ofType(type).filter(({ index }) => index.agency === SYSTEM_AGENCY)
