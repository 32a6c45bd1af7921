import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import type { DetailsByType } from '../../schemas/generated/details.ts'
import { holds } from './rule.ts'
import type { PublishContext, PublishRule } from './rule.ts'

/** A rule of one event type, over its details. INVARIANT: the event has passed the schema check, so the details are of that type. */
export const ofType =
  <Type extends keyof DetailsByType>(
    type: Type,
    judge: (details: DetailsByType[Type], event: AgencyEvent, context: PublishContext) => readonly (FieldError | false)[],
  ): PublishRule =>
  (event, context) =>
    event.type === type
      ? judge(event.data.details as unknown as DetailsByType[Type], event, context).filter((found) => found !== false)
      : holds

/** A finding about a field of details: its rule or warning, its name, and what would be right. */
export const inDetails = (code: string, name: string, detail: string): FieldError => ({ pointer: `/data/details/${name}`, code, detail })
