import { waitingContent, type OwnContent } from '../../core/publications/own-event.ts'
import { open } from '../../core/sealing/seal.ts'
import { createEventForms } from '../../schemas/codec/avro-form.ts'
import { createDecoder } from '../../schemas/codec/resolvers.ts'
import { readWaitingEvent } from '../../infra/event-log/unlinked-events.ts'
import { createNumberedNow } from '../../infra/registry/numbered/wire-id.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import { unlinkedAad, unlinkedScope } from '../../infra/vault/unlinked-scope.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { openParts, type OpenedRow, type SealedRow } from '../read/open-parts.ts'
import type { StoredEvent } from '../read/snapshot.ts'
import type { PublicationDeps } from './deps.ts'
import { sourceIn, type StoredPublication } from './stored.ts'

/** Opens what agencies published. */
export interface OpenContent {
  /** Everything of an event; undefined where nothing opens any more, `unreadable` where a key is missing. `classes`: only parts of these. */
  whole(db: ReadStoreDb, publication: StoredPublication, classes?: ReadonlySet<string>): Promise<OwnContent | 'unreadable' | undefined>
}

/** The event as the case log has it; undefined where it is in none. */
export function storedEvent(
  { reads }: Pick<PublicationDeps, 'reads'>,
  { sequence, record_schema, index_part, part_hashes }: StoredPublication,
): StoredEvent | undefined {
  if (sequence === null || record_schema === null || index_part === null || part_hashes === null) return undefined
  return { sequence, index: reads.decodeIndexPart(record_schema, index_part), partHashes: part_hashes }
}

const plainRows = async (db: ReadStoreDb, caseLog: CaseLogId, sequence: number): Promise<readonly SealedRow[]> => {
  const rows = await db
    .selectFrom('case_part')
    .select(['owner', 'class', 'hash', 'sealed'])
    .where('case_log', '=', caseLog)
    .where('sequence', '=', sequence)
    .where('form', '=', 'plain')
    .orderBy('class')
    .orderBy('owner')
    .execute()
  return rows.map((row) => ({ ...row, caseLog, sequence, form: 'plain' as const }))
}

export function createOpenContent(deps: PublicationDeps): OpenContent {
  const { reads, eventLog, registry, records } = deps
  const bySubject = new Map([...reads.catalogue.types.values()].map((schema) => [schema.subject, schema]))
  const decoder = createDecoder({ schemaOf: (id) => registry.schemaOf(id), readerOf: (subject) => bySubject.get(subject)?.avro })
  const forms = createEventForms(reads.catalogue)
  const numberedNow = createNumberedNow(registry)

  const inCase = async (
    db: ReadStoreDb,
    event: StoredEvent,
    caseLog: CaseLogId,
    classes: ReadonlySet<string> | undefined,
  ): Promise<OwnContent | 'unreadable' | undefined> => {
    const rows = (await plainRows(db, caseLog, event.sequence)).filter((row) => classes?.has(row.class) !== false)
    const parts: readonly OpenedRow[] = await openParts(reads, rows, () => event)
    if (parts.some(({ unreadable }) => unreadable === true)) return 'unreadable'
    return parts.length === 0 ? undefined : { index: event.index, parts }
  }
  const waiting = async (
    publication: StoredPublication,
    offset: number,
    classes: ReadonlySet<string> | undefined,
  ): Promise<OwnContent | 'unreadable' | undefined> => {
    const record = await readWaitingEvent(eventLog, records, offset)
    const { agency, system, event_id: id } = publication
    if (record?.agency !== agency || record.system !== system || record.event_id !== id) return undefined
    const scope = unlinkedScope(agency, system, id)
    const [key] = await reads.vault.keys([scope], { create: false })
    if (!Buffer.isBuffer(key)) return key === 'absent' || (await reads.vault.lost([scope])).includes(true) ? 'unreadable' : undefined
    const decoded = await decoder.decode(numberedNow(open(key, unlinkedAad(agency, system, id), record.sealed), record.schema))
    const schema = decoded.ok ? bySubject.get(decoded.value.subject) : undefined
    if (!decoded.ok || schema?.type !== publication.type) return undefined
    const data = forms.fromAvro(schema.type, decoded.value.value)
    const event = { id, source: sourceIn(publication), agency, system, type: schema.type, time: data.recorded_at, data }
    const content = waitingContent(schema, event, record.published_at)
    return { ...content, parts: content.parts.filter((part) => classes?.has(part.class) !== false) }
  }
  return {
    async whole(db, publication, classes) {
      const { case_log: caseLog, unlinked_offset: offset } = publication
      const event = storedEvent(deps, publication)
      if (event !== undefined && caseLog !== null) return inCase(db, event, caseLog, classes)
      return offset === null ? undefined : waiting(publication, offset, classes)
    },
  }
}
