import { buildIndex } from '../../core/case/build-index.ts'
import type { SealedPart } from '../../core/case/index-part.ts'
import type { LinkingSecret } from '../../core/linking/tokens.ts'
import { keptWarning } from '../../core/publish/warning-words.ts'
import { seal } from '../../core/sealing/seal.ts'
import type { EventLog, NewRecord, Position } from '../../infra/event-log/port.ts'
import { CASE_EVENTS } from '../../infra/event-log/topics.ts'
import type { RecordCodec } from '../../infra/registry/record-codec.ts'
import { partKeys, type PartKeys } from '../../infra/vault/part-keys.ts'
import type { Vault } from '../../infra/vault/port.ts'
import { createSlices } from '../../infra/event-loop/in-slices.ts'
import type { CrashPoint } from '../../infra/faults/crash-point.ts'
import { TRACEPARENT } from '../../infra/tracing/traceparent.ts'
import type { Sealer } from '../sealing/sealer.ts'
import type { UnlinkedEventRecord } from './entries.ts'
import { unlinkedAad, unlinkedScope } from '../../infra/vault/unlinked-scope.ts'
import type { LinksLog } from './links-log.ts'
import type { AssignedEvent, Assignments, Waiting } from './assign-case.ts'
import { SUBJECTS } from '../../schemas/generated/records.ts'
import { eventParts, identityParts, sealAll, type OpenPart } from './seal-parts.ts'
import type { UnlinkedLog } from './unlinked-log.ts'

export interface ProduceDeps {
  readonly log: EventLog
  readonly vault: Vault
  readonly records: RecordCodec
  readonly links: LinksLog
  readonly unlinkedLog: UnlinkedLog
  readonly secret: LinkingSecret
  readonly epoch: number
  readonly crashPoint: CrashPoint
  readonly sealer: Pick<Sealer, 'seal'>
  /** Told what was appended to case logs. */
  readonly appended: (positions: readonly Position[]) => void
}

const scopeOf = ({ candidate: { event } }: Waiting) => unlinkedScope(event.agency, event.system, event.id)

/**
 * Makes assignments durable: claims, then case log and unlinked events. Nothing goes to a case log before its claim is in force.
 * Throws IntakeError `fenced` when the claims are void.
 */
export function createProducer(deps: ProduceDeps): (assignments: Assignments) => Promise<void> {
  const { log, vault, records, links, unlinkedLog, secret, epoch, crashPoint, appended, sealer } = deps

  const caseRecord = async (assigned: AssignedEvent, parts: readonly SealedPart[]): Promise<NewRecord> => {
    const { candidate, caseLog, people, candidates, mentions, merged } = assigned
    const { schema, event, evidence, publisher, publishedAt, inbox, waited, traceparent } = candidate
    const warnings = candidate.warnings.map(keptWarning)
    const index = buildIndex(schema, event, {
      caseLog,
      epoch,
      publishedAt,
      people,
      candidates,
      proceedings: evidence.proceedings,
      secret,
      publisher,
      warnings,
      mentions,
      ...(waited || merged === true ? {} : { inbox }),
    })
    return {
      topic: CASE_EVENTS,
      key: caseLog,
      value: (await records.encode(SUBJECTS.caseEvent, { index, parts })).wire,
      ...(traceparent === undefined ? {} : { headers: { [TRACEPARENT]: traceparent } }),
    }
  }
  const caseRecords = async (
    assigned: readonly AssignedEvent[],
    contents: readonly (readonly OpenPart[])[],
    keys: PartKeys,
  ): Promise<readonly NewRecord[]> => {
    const sealed = await sealAll(contents, keys, sealer.seal)
    const made: NewRecord[] = []
    const slices = createSlices()
    for (const [at, item] of assigned.entries()) {
      made.push(await caseRecord(item, sealed[at] ?? []))
      await slices.pause()
    }
    return made
  }
  const unlinkedRecord = (waiting: Waiting, keys: PartKeys): readonly UnlinkedEventRecord[] => {
    const {
      candidate: { event, digest, inbox, publishedAt, fingerprint, wire, states },
      awaits,
    } = waiting
    const { agency, system, id: eventId, type } = event
    const key = keys.ofScope(scopeOf(waiting))
    // The sender erased it while it was on its way.
    if (key === undefined) return []
    const sealed = seal(key, unlinkedAad(agency, system, eventId), wire)
    const published = new Date(publishedAt).toISOString()
    return [
      {
        epoch,
        agency,
        system,
        event_id: eventId,
        type,
        digest,
        inbox,
        published_at: published,
        awaits,
        schema: fingerprint,
        states,
        sealed,
      },
    ]
  }
  return async ({ claims, assigned, waiting }) => {
    const identities = claims.map((claim) => identityParts(claim))
    const contents = assigned.map((item) => eventParts(item))
    const keys = await partKeys(vault, [...identities, ...contents].flat(), waiting.map(scopeOf), { create: true })
    if (claims.length > 0) {
      const parts = await sealAll(identities, keys, sealer.seal)
      const sealed = claims.map(({ claim, changed }, index) => ({
        record: { ...claim, parts: parts[index] ?? [] },
        changed,
      }))
      const own = await links.append(sealed)
      crashPoint('after-claim')
      await links.applyOwn(own, epoch)
      crashPoint('after-links-applied')
    }
    const unlinked = waiting.flatMap((item) => unlinkedRecord(item, keys))
    if (assigned.length > 0) appended(await log.append(await caseRecords(assigned, contents, keys)))
    if (unlinked.length > 0) {
      await unlinkedLog.append(unlinked)
      await unlinkedLog.catchUp()
    }
    if (assigned.length > 0 || unlinked.length > 0) crashPoint('after-case-append')
  }
}
