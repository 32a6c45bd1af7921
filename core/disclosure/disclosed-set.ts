import { createHash } from 'node:crypto'
import { canonicalJson } from '../../schemas/avro/canonical.ts'

/** An event by its place in a case log. */
export interface EventPlace {
  readonly caseLog: string
  readonly sequence: number
}

/** An event that goes out. `effect`: shown, reduced or tombstone. */
export interface DisclosedEvent extends EventPlace {
  readonly effect: string
}

/** A part that goes out. */
export interface DisclosedRow extends EventPlace {
  readonly owner: string
  readonly class: string
  readonly form: string
  /** Hash of the plain sealed part, as the chain has it. */
  readonly hash: Buffer
}

/** The rows of each event's parts, in the order given. */
export function rowsByEvent<Row extends EventPlace>(rows: readonly Row[]): (event: EventPlace) => readonly Row[] {
  const key = ({ caseLog, sequence }: EventPlace): string => `${caseLog} ${String(sequence)}`
  const byEvent = Map.groupBy(rows, key)
  return (event) => byEvent.get(key(event)) ?? []
}

/**
 * Hash of what goes out, hex: SHA-256 over `[[case log, sequence, effect, [[owner, class, form, hash] …]] …]` as canonical JSON
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
