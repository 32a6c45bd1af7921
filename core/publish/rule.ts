import type { AgencyType } from '../../schemas/generated/codes.ts'
import type { EventSchema } from '../../schemas/catalogue/event-schema.ts'
import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import type { MayPublish } from './may-publish.ts'

/** What an event is judged against, beside itself. */
export interface PublishContext {
  /** Who the credential says publishes: agency id and type of agency. */
  readonly publisher: { readonly agency: AgencyId; readonly type: AgencyType }
  /** The event's type. */
  readonly schema: EventSchema
  /** What agencies of a type may publish: said to one that may not publish this. Default: not said. */
  readonly mayPublish?: MayPublish
  /** The moment of judging, ISO 8601 with offset. */
  readonly now: string
  /** True where entries of a national register may be published (G17). Default: they may not. */
  readonly nationalRegister?: boolean | undefined
}

/** A publish rule over an event alone, which was checked against its schema. Returns what is wrong; nothing when it holds. */
export type PublishRule = (event: AgencyEvent, context: PublishContext) => readonly FieldError[]

export const holds: readonly FieldError[] = []
