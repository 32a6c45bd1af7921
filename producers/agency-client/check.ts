import { judgeEvent } from '../../core/publish/judge.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import { createEventChecker } from '../../schemas/codec/check.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import type { AgencyType } from '../../schemas/generated/codes.ts'

/** Judges an event before it goes into the outbox; empty when it is fit to publish. `now` in milliseconds since the Unix epoch. */
export type Check = (event: unknown, now: number) => readonly FieldError[]

export interface Publisher {
  /** The agency's id. */
  readonly agency: string
  /** What kind of agency it is. Without it, whether it may publish a type (G02) is left to the service. */
  readonly agencyType?: AgencyType
}

const MAX_BYTES = 256 * 1024

/** The check of an event alone, as the service makes it, without the service: its schema, code lists, publish rules and size. */
export function createCheck({ agency, agencyType }: Publisher, catalogue: Catalogue): Check {
  const checkEvent = createEventChecker(catalogue)
  return (input, now) => {
    const checked = checkEvent(input)
    if (!checked.ok) return checked.errors
    const event = checked.value
    const schema = catalogue.types.get(event.type)
    const type = agencyType ?? schema?.publishers[0]
    const judged = schema === undefined || type === undefined
      ? []
      : judgeEvent(event, { publisher: { agency, type }, schema, now: new Date(now).toISOString() })
    const tooLarge = Buffer.byteLength(JSON.stringify(input)) > MAX_BYTES
    return tooLarge ? [...judged, { pointer: '', code: 'too-large', detail: 'An event may have 256 kB as JSON.' }] : judged
  }
}
