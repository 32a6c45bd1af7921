import type { DecisionValue, RequestValue } from '../../core/access-log/access-record.ts'
import { namedIn, type IndexPart } from '../../core/case/index-part.ts'
import type { CaseLogId } from '../../schemas/ids.ts'

/** A part that went out, and whose it is: the person's who is asked about, or the event's as such, which of several people it may be. */
export interface SeenPart {
  readonly class: string
  readonly form: 'plain' | 'reduced'
  readonly of: 'person' | 'event'
}

/** An event that a read showed. */
export interface SeenEvent {
  readonly caseLog: CaseLogId
  readonly sequence: number
  readonly index: IndexPart
  /** That it was erased or withdrawn was shown, and nothing of it. */
  readonly tombstone: boolean
  readonly parts: readonly SeenPart[]
}

/** Whom a question is about: every id of theirs; undefined: everybody of the case. */
export type People = ReadonlySet<string> | undefined

/** Finds the index part of an event; undefined for one that the question is not about. */
export type IndexOf = (caseLog: CaseLogId, sequence: number) => IndexPart | undefined

const formOf = (form: string): SeenPart['form'] => (form === 'plain' ? 'plain' : 'reduced')

const partsFor = (parts: readonly (readonly [string, string, string])[], people: People): readonly SeenPart[] =>
  parts.flatMap(([owner, sensitivity, form]): readonly SeenPart[] => {
    const isTheirs = owner !== '' && (people?.has(owner) ?? true)
    return owner === '' || isTheirs ? [{ class: sensitivity, form: formOf(form), of: isTheirs ? 'person' : 'event' }] : []
  })

/**
 * What a read gave out of the events that name somebody, by its opened record: with their parts and those of the events as such, and none of other people's. Pure. A
 * tombstone names nobody: it is told only where the question is about a whole case.
 */
export function seenEvents(
  { cases }: Pick<RequestValue, 'cases'>,
  { events, released }: Pick<DecisionValue, 'events' | 'released'>,
  indexOf: IndexOf,
  people: People,
): readonly SeenEvent[] {
  const tombstones = new Set(
    events.filter(([, , effect]) => effect === 'tombstone').map(([log, sequence]) => `${String(log)} ${String(sequence)}`),
  )
  return released.flatMap(([log, sequence, parts]): readonly SeenEvent[] => {
    const caseLog = cases[log]
    const index = caseLog === undefined ? undefined : indexOf(caseLog, sequence)
    if (caseLog === undefined || index === undefined) return []
    const tombstone = tombstones.has(`${String(log)} ${String(sequence)}`)
    if (people !== undefined && (tombstone || !namedIn(index).some((person) => people.has(person)))) return []
    return [{ caseLog, sequence, index, tombstone, parts: tombstone ? [] : partsFor(parts, people) }]
  })
}
