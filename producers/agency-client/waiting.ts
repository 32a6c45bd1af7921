import type { FieldError } from '../../schemas/codec/errors.ts'

/** An event in the outbox that waits to be delivered. */
export interface Waiting {
  /** Its position in the order of publication. */
  readonly position: number
  readonly id: string
  readonly source: string
  /** The event as JSON, the same bytes at every try. */
  readonly body: string
}

/** An event that the service refused for good, and why. */
export interface Refused {
  readonly event: Waiting
  readonly errors: readonly FieldError[]
}
