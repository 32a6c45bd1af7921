import { RECORD_ERASED } from '../../core/case/erasures.ts'
import type { IndexPart } from '../../core/case/index-part.ts'
import { SYSTEM_AGENCY } from '../../core/case/system-event.ts'
import type { ControlState } from '../../core/control/state.ts'
import { valuesOf } from '../../core/parts/split.ts'
import type { KeptCase } from '../../core/retention/due.ts'
import { isRetentionClass, type RetentionClass } from '../../core/retention/rules.ts'
import { partAad } from '../../core/sealing/part-key.ts'
import { open } from '../../core/sealing/seal.ts'
import { releasedIndexDecoder, type DecodeIndex } from '../../consumers/timeline/decode-index.ts'
import { readCaseLinks } from '../../gateway/read/case-links.ts'
import { partKeys } from '../../infra/vault/part-keys.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import type { Parts } from '../parts.ts'

/** Of a type that the catalogue does not know. */
const UNKNOWN: RetentionClass = 'r2_case_6y'

interface Row {
  readonly caseLog: CaseLogId
  readonly sequence: number
  readonly index: IndexPart
}

/** Events of case logs that are there still: neither erased nor of another case by now. */
async function eventsOf({ store }: Parts, decode: DecodeIndex, caseLogs: readonly CaseLogId[]): Promise<readonly Row[]> {
  const rows = await store.db
    .selectFrom('case_event as e')
    .leftJoin('publication_erased as gone', (join) =>
      join.onRef('gone.agency', '=', 'e.agency').onRef('gone.system', '=', 'e.system').onRef('gone.event_id', '=', 'e.event_id'),
    )
    .leftJoin('link_left as l', (join) =>
      join
        .onRef('l.case_log', '=', 'e.case_log')
        .onRef('l.agency', '=', 'e.agency')
        .onRef('l.system', '=', 'e.system')
        .onRef('l.event_id', '=', 'e.event_id'),
    )
    .select(['e.case_log', 'e.sequence', 'e.record_schema', 'e.index_part'])
    .where('e.case_log', 'in', caseLogs)
    .where('e.agency', '<>', SYSTEM_AGENCY)
    .where('e.type', '<>', RECORD_ERASED)
    .where('gone.event_id', 'is', null)
    .where('l.event_id', 'is', null)
    .orderBy('e.case_log')
    .orderBy('e.sequence')
    .execute()
  return rows.map((row) => ({ caseLog: row.case_log, sequence: row.sequence, index: decode(row.record_schema, row.index_part) }))
}

/** What is sealed of events and bears on how long they are kept: the publisher's own class of keeping, and birth dates of children. */
async function sealedOf({ store, vault }: Parts, events: readonly Row[], caseLogs: readonly CaseLogId[]) {
  const byPosition = new Map(events.map((event) => [`${event.caseLog} ${String(event.sequence)}`, event]))
  const rows = (
    await store.db
      .selectFrom('case_part')
      .select(['case_log', 'sequence', 'owner', 'class', 'sealed'])
      .where('case_log', 'in', caseLogs)
      .where('form', '=', 'plain')
      .where('class', 'in', ['META', 'CHILD'])
      .execute()
  ).flatMap((row) => {
    const event = byPosition.get(`${row.case_log} ${String(row.sequence)}`)
    return event === undefined
      ? []
      : [{ ...row, event, keyed: { event: event.index, scope: { case: row.case_log, person: row.owner, class: row.class } } }]
  })
  const keys = await partKeys(
    vault,
    rows.map(({ keyed }) => keyed),
    [],
    { create: false },
  )
  const named = new Map<Row, RetentionClass>()
  const births = new Map<string, string>()
  for (const { event, owner, class: sensitivity, sealed, keyed } of rows) {
    const key = keys.opening(keyed, sealed)
    if (key === undefined) continue
    const { agency, system, event_id: eventId } = event.index
    const values = valuesOf(open(key, partAad({ agency, system, eventId, owner, class: sensitivity, form: 'plain' }), sealed))
    const said = values['/retention_class']
    if (typeof said === 'string' && isRetentionClass(said)) named.set(event, said)
    for (const [pointer, value] of Object.entries(values)) {
      const born = pointer.startsWith('/harmed/') ? (value as { readonly birth_date?: unknown }).birth_date : undefined
      if (typeof born === 'string' && owner !== '') births.set(owner, born)
    }
  }
  return { named, births }
}

/** Every case, with what its clocks run by, one after the other. Nothing of what its events say leaves this. */
export async function* keptCases(
  parts: Parts,
  { retention }: Pick<ControlState, 'retention'>,
): AsyncGenerator<KeptCase & { readonly caseLogs: readonly CaseLogId[] }> {
  const decode = releasedIndexDecoder()
  const all = await parts.store.db.selectFrom('case_log').select('case_log').orderBy('case_log').execute()
  const seen = new Set<CaseLogId>()
  for (const { case_log: caseLog } of all) {
    if (seen.has(caseLog)) continue
    const { caseLogs } = await readCaseLinks(parts.store.db, [caseLog])
    for (const log of caseLogs) seen.add(log)
    const events = await eventsOf(parts, decode, caseLogs)
    const { named, births } = await sealedOf(parts, events, caseLogs)
    const ofType = (type: string): RetentionClass => {
      const code = parts.catalogue.types.get(type)?.retention ?? ''
      return isRetentionClass(code) ? code : UNKNOWN
    }
    yield {
      caseLogs,
      births,
      decided: retention.filter(({ cases }) => cases.some((log) => caseLogs.some((caseLog) => caseLog === log))),
      events: events
        .map((event) => ({ caseLog: event.caseLog, index: event.index, retention: named.get(event) ?? ofType(event.index.type) }))
        .toSorted((one, other) =>
          one.index.published_at < other.index.published_at ? -1 : one.index.published_at > other.index.published_at ? 1 : 0,
        ),
    }
  }
}
