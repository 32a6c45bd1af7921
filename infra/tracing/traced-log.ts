import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { Batch, ConsumerOptions, EventLog, LogRecord } from '../event-log/port.ts'
import { CASE_EVENTS, INBOX_PATTERN } from '../event-log/topics.ts'
import type { Span, Tracing } from './port.ts'
import { TRACEPARENT } from './traceparent.ts'

/** Most records of one call of a consumer that get a span: a flood of traced events must not cost more than the events. */
const MOST = 100

/** What of a record's way is traced: who takes it in; not who looks at the whole log (heads, a second intake that catches up). */
const nameOf = (topic: string, group: string): string | undefined => {
  if (INBOX_PATTERN.test(topic)) return `intake ${group === 'intake-import' ? 'import' : 'event'}`
  return topic === CASE_EVENTS && group === 'timeline' ? 'timeline event' : undefined
}

/** An event log whose consumers leave a span for each record whose header names a trace: of an inbox by intake, of case.events by the timeline. */
export function traceLog(log: EventLog, { tracing, catalogue }: { readonly tracing: Tracing; readonly catalogue: Catalogue }): EventLog {
  const begin = (group: string, { topic, headers }: LogRecord): Span | undefined => {
    const traceparent = headers[TRACEPARENT]
    const name = traceparent === undefined ? undefined : nameOf(topic, group)
    if (name === undefined) return undefined
    const agency = INBOX_PATTERN.exec(topic)?.[1]
    const { ce_type: type = '' } = headers
    // A header that its sender wrote: what is no type of ours may be anything.
    return tracing.begin(name, {
      kind: 'consumer',
      traceparent,
      details: { topic, ...(agency === undefined ? {} : { agency }), ...(catalogue.types.has(type) ? { eventType: type } : {}) },
    })
  }
  const traced = (options: ConsumerOptions): ConsumerOptions => ({
    ...options,
    handle: async (batches: readonly Batch[]) => {
      const spans = batches
        .flatMap(({ records }) => records)
        .filter(({ headers }) => headers[TRACEPARENT] !== undefined)
        .slice(0, MOST)
        .flatMap((record) => begin(options.group, record) ?? [])
      let ok = false
      try {
        await options.handle(batches)
        ok = true
      } finally {
        for (const span of spans) span.end({ ok, code: ok ? 'done' : 'failed' })
      }
    },
  })
  return { ...log, consume: (options) => log.consume(traced(options)) }
}
