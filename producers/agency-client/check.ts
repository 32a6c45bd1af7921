import { createValueJudge } from '../../core/publish/judge-value.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import type { AgencyType } from '../../schemas/generated/codes.ts'
import { agencyIdOf } from '../../schemas/ids.ts'

/** What the service will say of an event alone. */
export interface Checked {
  /** Empty when it is fit to publish. */
  readonly errors: readonly FieldError[]
  /** Fields that look like an address or a telephone number: the event will wait for its sender to confirm. */
  readonly held: readonly FieldError[]
  /** What may be put right; the event is taken as it is. */
  readonly warnings: readonly FieldError[]
}

/** Judges an event before it goes into the outbox. `now` in milliseconds since the Unix epoch. */
export type Check = (event: unknown, now: number) => Checked

export interface Publisher {
  /** The agency's id. */
  readonly agency: string
  /** What kind of agency it is. Without it, whether it may publish a type (G02) is left to the service. */
  readonly agencyType?: AgencyType
}

const MAX_BYTES = 256 * 1024
const TOO_LARGE: FieldError = { pointer: '', code: 'too-large', detail: 'An event may have 256 kB as JSON.' }

/**
 * The check of an event alone, as the service makes it, without the service: its schema, code lists, publish rules and size. Whether there is a
 * national register (G17) is left to the service.
 */
export function createCheck({ agency, agencyType }: Publisher, catalogue: Catalogue): Check {
  const judge = createValueJudge(catalogue, { nationalRegister: true })
  const publisher = { agency: agencyIdOf(agency), type: agencyType }
  return (input, now) => {
    const judged = judge(input, () => publisher, new Date(now).toISOString())
    const tooLarge = Buffer.byteLength(JSON.stringify(input)) > MAX_BYTES ? [TOO_LARGE] : []
    if (judged.status === 'rejected') return { errors: [...judged.errors, ...tooLarge], held: [], warnings: [] }
    return { errors: tooLarge, held: judged.held, warnings: judged.warnings }
  }
}
