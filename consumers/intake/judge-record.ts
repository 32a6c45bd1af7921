import { contentDigest, digestAsWritten } from '../../core/linking/digest.ts'
import { evidenceOf } from '../../core/linking/evidence.ts'
import type { LinkingSecret } from '../../core/linking/tokens.ts'
import { heldFields } from '../../core/publish/held.ts'
import { judgeEvent, warningsOf } from '../../core/publish/judge.ts'
import { mayPublish } from '../../core/publish/may-publish.ts'
import { statementOf } from '../../core/publish/own-events/statement.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import type { LogRecord } from '../../infra/event-log/port.ts'
import { agencyOfInbox } from '../../infra/event-log/topics.ts'
import { parseTraceparent, TRACEPARENT } from '../../infra/tracing/traceparent.ts'
import type { Agencies } from './agencies.ts'
import type { Judged } from './candidate.ts'
import type { EventDecoder } from './decode-event.ts'
import { doubledAttributes } from './doubled-attributes.ts'
import { reportedAttributes } from './reported-attributes.ts'

/** Set by the gateway on what its sender confirmed. */
export const CONFIRMED_HEADER = 'throughline-confirmed'

const NOT_REGISTERED: FieldError = { pointer: '/source', code: 'G02', detail: 'This agency is not registered, so it may not publish.' }

/** Judges an inbox record alone. */
export type RecordJudge = (record: LogRecord) => Promise<Judged>

export interface JudgeDeps {
  readonly catalogue: Catalogue
  readonly decode: EventDecoder
  readonly agencies: Agencies
  readonly secret: LinkingSecret
  /** True where entries of a national register may be published (G17). */
  readonly nationalRegister?: boolean | undefined
  /** True where traces that records name go on. Default: they end here. */
  readonly traced?: boolean
}

/** A judge of records: a candidate, or what is wrong with it. A record never stops the partition. */
export function createRecordJudge({ catalogue, decode, agencies, secret, nationalRegister, traced = false }: JudgeDeps): RecordJudge {
  const may = mayPublish(catalogue)
  return async (record: LogRecord): Promise<Judged> => {
    const { topic, partition, offset, headers, doubled = [] } = record
    const inbox = { topic, partition, offset }
    const name = agencyOfInbox(topic)
    const refuse = (errors: readonly FieldError[]): Judged => ({
      kind: 'refused',
      refused: { inbox, publishedAt: record.timestamp, reported: reportedAttributes(headers, doubled, name ?? '', catalogue), errors },
    })
    const agency = name && (await agencies.of(name))
    if (name === undefined || agency === undefined) return refuse([NOT_REGISTERED])
    const twice = doubledAttributes(doubled)
    if (twice.length > 0) return refuse(twice)
    const { ce_specversion: specversion = '1.0', ce_id: id, ce_source: source, ce_type: type, ce_time: time } = headers
    const decoded = await decode(record.value, { specversion, id, source, type, time }, name)
    if (!decoded.ok) return refuse(decoded.errors)
    const { event, schema, fingerprint, wire } = decoded.value
    const publisher = { agency: agency.agency, type: agency.agency_type }
    // The append time, so that a redelivery is judged as the first delivery was.
    const context = { publisher, schema, mayPublish: may, now: new Date(record.timestamp).toISOString(), nationalRegister }
    const errors = judgeEvent(event, context)
    if (errors.length > 0) return refuse(errors)
    const evidence = evidenceOf(secret, schema, event, agency.areas)
    return {
      kind: 'candidate',
      candidate: {
        inbox,
        schema,
        event,
        fingerprint,
        publishedAt: record.timestamp,
        wire,
        waited: false,
        warnings: warningsOf(event, context),
        ...(traced && parseTraceparent(headers[TRACEPARENT])?.sampled === true ? { traceparent: headers[TRACEPARENT] } : {}),
        evidence,
        states: statementOf(event, evidence),
        publisher: { kind: agency.agency_type, areas: agency.areas },
        digest: contentDigest(secret, event),
        digestBefore: () => digestAsWritten(secret, event),
        held: headers[CONFIRMED_HEADER] === 'true' ? [] : heldFields(event, schema),
        forAll: agency.agency_type === 'bus_operator',
      },
    }
  }
}
