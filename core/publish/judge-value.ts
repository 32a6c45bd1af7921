import type { Catalogue, EventSchema } from '../../schemas/catalogue/event-schema.ts'
import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import { createEventChecker } from '../../schemas/codec/check.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import type { AgencyType } from '../../schemas/generated/codes.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import { heldFields } from './held.ts'
import { judgeEvent, warningsOf } from './judge.ts'
import { mayPublish } from './may-publish.ts'
import type { PublishContext } from './rule.ts'

/** What the checks of an event alone come to. */
export type Judgement =
  | {
      readonly status: 'accepted'
      readonly event: AgencyEvent
      readonly schema: EventSchema
      /** Fields for which it will wait for its sender to confirm that it may be shared as it is. */
      readonly held: readonly FieldError[]
      readonly warnings: readonly FieldError[]
    }
  | { readonly status: 'rejected'; readonly errors: readonly FieldError[] }

/** Who publishes. Without a type, whether it may publish an event type (G02) is not judged. */
export interface Publisher {
  readonly agency: AgencyId
  readonly type?: AgencyType | undefined
}

/** Judges a value alone, as published by one of whom the source names the agency, at a moment (ISO 8601 with offset). */
export type ValueJudge = (value: unknown, publisherOf: (agency: AgencyId) => Publisher, now: string) => Judgement

/**
 * The one judge of events in their JSON form: at the door, in the client and offline. Schema, code lists, publish rules of the event alone, what is
 * held, and warnings. Checks are compiled once.
 */
export function createValueJudge(catalogue: Catalogue, { nationalRegister }: Pick<PublishContext, 'nationalRegister'> = {}): ValueJudge {
  const check = createEventChecker(catalogue)
  const may = mayPublish(catalogue)
  return (value, publisherOf, now) => {
    const checked = check(value)
    if (!checked.ok) return { status: 'rejected', errors: checked.errors }
    const event = checked.value
    const schema = catalogue.types.get(event.type)
    if (schema === undefined) throw new RangeError('Not an event type of the catalogue.')
    const { agency, type = schema.publishers[0] } = publisherOf(event.agency)
    if (type === undefined) throw new RangeError('A type that nobody may publish.')
    const context = { publisher: { agency, type }, schema, mayPublish: may, now, nationalRegister }
    const errors = judgeEvent(event, context)
    return errors.length > 0
      ? { status: 'rejected', errors }
      : { status: 'accepted', event, schema, held: heldFields(event, schema), warnings: warningsOf(event, context) }
  }
}
