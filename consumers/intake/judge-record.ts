import { contentDigest } from '../../core/linking/digest.ts'
import { evidenceOf } from '../../core/linking/evidence.ts'
import type { LinkingSecret } from '../../core/linking/tokens.ts'
import { heldFields } from '../../core/publish/held.ts'
import { judgeEvent } from '../../core/publish/judge.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import type { LogRecord } from '../../infra/event-log/port.ts'
import { INBOX_PATTERN } from '../../infra/event-log/topics.ts'
import type { Agencies } from './agencies.ts'
import type { Judged } from './candidate.ts'
import type { EventDecoder } from './decode-event.ts'

/** Set by the gateway on what its sender confirmed. */
export const CONFIRMED_HEADER = 'throughline-confirmed'

/** Longest attribute that a receipt repeats. */
const LONGEST = 200
const NOT_REGISTERED: FieldError = { pointer: '/source', code: 'G02', detail: 'This agency is not registered, so it may not publish.' }

const toldOf = (header: string | undefined): string | null => (header !== undefined && header.length <= LONGEST ? header : null)

/** Judges an inbox record alone. */
export type RecordJudge = (record: LogRecord) => Promise<Judged>

/** A judge of records: a candidate, or what is wrong with it. A record never stops the partition. */
export function createRecordJudge(deps: { readonly decode: EventDecoder; readonly agencies: Agencies; readonly secret: LinkingSecret }): RecordJudge {
  const { decode, agencies, secret } = deps
  return async (record: LogRecord): Promise<Judged> => {
    const { topic, partition, offset, headers } = record
    const inbox = { topic, partition, offset }
    const refuse = (errors: readonly FieldError[]): Judged => {
      const told = { source: toldOf(headers.ce_source), event_id: toldOf(headers.ce_id), type: toldOf(headers.ce_type) }
      return { kind: 'refused', refused: { inbox, told, errors } }
    }
    const agency = await agencies.of(INBOX_PATTERN.exec(topic)?.[1] ?? '')
    if (agency === undefined) return refuse([NOT_REGISTERED])
    const { ce_specversion: specversion = '1.0', ce_id: id, ce_source: source, ce_type: type, ce_time: time } = headers
    const decoded = await decode(record.value, { specversion, id, source, type, time })
    if (!decoded.ok) return refuse(decoded.errors)
    const { event, schema, fingerprint } = decoded.value
    const publisher = { agency: agency.agency, type: agency.agency_type }
    // The append time, so that a redelivery is judged as the first delivery was.
    const errors = judgeEvent(event, { publisher, schema, now: new Date(record.timestamp).toISOString() })
    if (errors.length > 0) return refuse(errors)
    return {
      kind: 'candidate',
      candidate: {
        inbox, schema, event, fingerprint, publishedAt: record.timestamp, wire: record.value, waited: false,
        evidence: evidenceOf(secret, schema, event, agency.areas),
        digest: contentDigest(secret, event),
        held: headers[CONFIRMED_HEADER] === 'true' ? [] : heldFields(event, schema),
        forAll: agency.agency_type === 'bus_operator',
      },
    }
  }
}
