import { createHash } from 'node:crypto'
import { canonicalJson } from '../../schemas/avro/canonical.ts'
import type { CaseLogId } from '../../schemas/ids.ts'

/** Which event: a case log's id, and the event's number in it, from 1. */
export interface EventPosition {
  readonly caseLog: CaseLogId
  readonly sequence: number
}

/** An event that a reader gets. `effect`: shown, reduced or tombstone. */
export interface DisclosedEvent extends EventPosition {
  readonly effect: string
}

/** A part that a reader gets, of an event. `owner`: key of the person it is about, empty: the case. `form`: plain or reduced. */
export interface DisclosedRow extends EventPosition {
  readonly owner: string
  readonly class: string
  readonly form: string
  /** Hash of the plain sealed part, as the chain has it. */
  readonly hash: Buffer
}

/** The rows of each event's parts, in the order given. */
export function rowsByEvent<Row extends EventPosition>(rows: readonly Row[]): (event: EventPosition) => readonly Row[] {
  const key = ({ caseLog, sequence }: EventPosition): string => `${caseLog} ${String(sequence)}`
  const byEvent = Map.groupBy(rows, key)
  return (event) => byEvent.get(key(event)) ?? []
}

/**
 * Hash of what a reader gets, hex: SHA-256 over `[[case log, sequence, effect, [[owner, class, form, hash] …]] …]` as canonical JSON
 * (docs/reference/bytes.md). Events in the order of the answer; `rows`: those of their parts that there are, by class, owner and form.
 */
export function disclosedSetHash(events: readonly DisclosedEvent[], rows: readonly DisclosedRow[]): string {
  const rowsOf = rowsByEvent(rows)
  return createHash('sha256')
    .update(
      canonicalJson(
        events.map((event) => [
          event.caseLog,
          event.sequence,
          event.effect,
          rowsOf(event).map(({ owner, class: sensitivity, form, hash }) => [owner, sensitivity, form, hash.toString('hex')]),
        ]),
      ),
    )
    .digest('hex')
}
