import type { EventData } from '../../schemas/codec/agency-event.ts'

/** An event as an agency hands it over: CloudEvents 1.0 in JSON. */
export interface CloudEvent {
  readonly specversion: string
  /** UUID, the agency's own; never used for another event. */
  readonly id: string
  /** `/agencies/<agency>/<system>` */
  readonly source: string
  /** `<family>.<event>` */
  readonly type: string
  /** When the agency recorded it: ISO 8601 with offset. */
  readonly time: string
  readonly datacontenttype?: string
  readonly traceparent?: string
  readonly data: EventData
}
