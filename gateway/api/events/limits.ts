/** Bytes of one event. */
export const EVENT_BYTES = 256 * 1024
/** Bytes of a batch. */
export const BATCH_BYTES = 2 * 1024 * 1024
/** Events of a batch. */
export const BATCH_EVENTS = 1_000
/** Lines of a stream: beyond them the sender begins a new one. */
export const STREAM_EVENTS = 10_000
/** Lines of a stream that are appended together. */
export const STREAM_CHUNK = 500

export const SINGLE = 'application/cloudevents+json'
export const BATCH = 'application/cloudevents-batch+json'
export const STREAM = 'application/x-ndjson'
export const EVENT_TYPES = [SINGLE, BATCH, STREAM] as const
export type EventMediaType = (typeof EVENT_TYPES)[number]
