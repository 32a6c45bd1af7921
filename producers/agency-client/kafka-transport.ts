import { EventLogError, type EventLog, type NewRecord } from '../../infra/event-log/port.ts'
import type { InboxRecords } from '../../infra/event-log/inbox-records.ts'
import type { CrashPoint } from '../../infra/faults/crash-point.ts'
import { RegistryError } from '../../infra/registry/errors.ts'
import type { EventChecker } from '../../schemas/codec/check.ts'
import type { FieldError, Result } from '../../schemas/codec/errors.ts'
import type { Transport } from './transport.ts'
import type { Refused, Waiting } from './waiting.ts'

export interface KafkaTransportDeps {
  /** The agency whose inbox it is. */
  readonly agency: string
  /** The connection, opened at the first call and kept. */
  readonly log: () => Promise<EventLog>
  readonly check: EventChecker
  readonly recordsOf: InboxRecords
  /** Points of the fault tests: before-kafka-append, after-kafka-append. */
  readonly crashPoint: CrashPoint
}

/** One batch of the producer, so that a failure leaves no gap before what was sent: Avro and headers are smaller than JSON. */
const LIMITS = { events: 1_000, bytes: 400_000 }

const NOT_ENCODABLE: FieldError = { pointer: '', code: 'not-encodable', detail: 'The event cannot be written with its schema.' }
const NOT_OURS: FieldError = { pointer: '/source', code: 'wrong-source', detail: 'The source must name the agency that publishes.' }

const codeOf = (error: unknown): { readonly code?: string } =>
  error instanceof EventLogError || error instanceof RegistryError ? { code: error.code } : {}

/** Appends batches to the agency's inbox. Delivered is what all in-sync replicas have; what the service makes of it, the receipts say. */
export function createKafkaTransport({ agency, log, check, recordsOf, crashPoint }: KafkaTransportDeps): Transport {
  /** The record of an event; errors for one that has none. Rejects when the registry cannot say. */
  const recordOf = async ({ body }: Waiting): Promise<Result<NewRecord>> => {
    const checked = check(JSON.parse(body))
    if (!checked.ok) return checked
    if (checked.value.agency !== agency) return { ok: false, errors: [NOT_OURS] }
    try {
      const [value] = await recordsOf([checked.value])
      return value === undefined ? { ok: false, errors: [NOT_ENCODABLE] } : { ok: true, value }
    } catch (error) {
      if (error instanceof RegistryError) throw error
      return { ok: false, errors: [NOT_ENCODABLE] }
    }
  }
  const deliver = async (batch: readonly Waiting[]): ReturnType<Transport['deliver']> => {
    const delivered: Waiting[] = []
    const refused: Refused[] = []
    const records: NewRecord[] = []
    for (const event of batch) {
      const record = await recordOf(event)
      if (!record.ok) refused.push({ event, errors: record.errors })
      else {
        delivered.push(event)
        records.push(record.value)
      }
    }
    if (records.length > 0) {
      const opened = await log()
      crashPoint('before-kafka-append')
      await opened.append(records)
      crashPoint('after-kafka-append')
    }
    return { verdict: { kind: 'settled', delivered, refused, unanswered: [] } }
  }
  return {
    limits: LIMITS,
    deliver: (batch) => deliver(batch).catch((error: unknown) => ({ verdict: { kind: 'retry' as const }, ...codeOf(error) })),
  }
}
