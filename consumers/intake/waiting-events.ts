import { sql } from 'kysely'
import { evidenceOf } from '../../core/linking/evidence.ts'
import type { LinkingSecret } from '../../core/linking/tokens.ts'
import { warningsOf } from '../../core/publish/judge.ts'
import { statementOf } from '../../core/publish/own-events/statement.ts'
import { open } from '../../core/sealing/seal.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { UnlinkedTable } from '../../infra/read-store/tables.ts'
import type { Vault } from '../../infra/vault/port.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import type { Agencies } from './agencies.ts'
import type { Candidate } from './candidate.ts'
import type { EventDecoder } from './decode-event.ts'
import { unlinkedAad, unlinkedScope } from '../../infra/vault/unlinked-scope.ts'
import type { UnlinkedLog } from './unlinked-log.ts'
import { CLAIMED, claimedRows, matchesAny, type Identity } from './unlinked-rows.ts'

/** Events of the store that wait, or that were linked and may not be in their case log yet. */
export interface WaitingEvents {
  /** Those of the events given that wait. */
  ofEvents(events: readonly Identity[]): Promise<readonly Candidate[]>
  /** Those that wait for one of the tokens, in the order of unlinked.events. */
  waitingFor(tokens: readonly string[]): Promise<readonly Candidate[]>
  /** Those that wait for something that is known by now, a page at a time; `after` is the last page's `last`. */
  waitingForKnown(after: number): Promise<{ readonly candidates: readonly Candidate[]; readonly last: number | undefined }>
  /** Those that have a claim: `open` may not be in their case log yet; of `done` the keys are destroyed, the last thing that is done to them. */
  claimed(): Promise<{ readonly open: readonly Candidate[]; readonly done: readonly Identity[] }>
}

interface Deps {
  readonly db: ReadStoreDb
  readonly unlinkedLog: UnlinkedLog
  readonly vault: Vault
  readonly decode: EventDecoder
  /** Gives a sealed value the id that its schema has now. */
  readonly numberedNow: (wire: Buffer, schema: string) => Buffer
  readonly agencies: Agencies
  readonly secret: LinkingSecret
  readonly logger: Log
}

/** Waiting events that a start tries again at once. */
const PAGE = 500

const KNOWN = sql<boolean>`exists (select 1 from unlinked_awaits a
  where a.agency = unlinked.agency and a.system = unlinked.system and a.event_id = unlinked.event_id
  and (exists (select 1 from link_token t where t.token = a.token) or exists (select 1 from link_proceeding p where p.token = a.token)
    or exists (select 1 from link_claim c where c.event_id = a.token)))`

/** Reads and opens events of unlinked.events. */
export function createWaitingEvents({ db, unlinkedLog, vault, decode, numberedNow, agencies, secret, logger }: Deps): WaitingEvents {
  /** Undefined when no schema of the registry reads it: it goes on waiting. */
  const candidateOf = async (row: UnlinkedTable): Promise<Candidate | 'destroyed' | undefined> => {
    const event = await unlinkedLog.read(row.unlinked_offset)
    const [key] = await vault.keys([unlinkedScope(row.agency, row.system, row.event_id)], { create: false })
    if (!Buffer.isBuffer(key)) return 'destroyed'
    const wire = numberedNow(open(key, unlinkedAad(row.agency, row.system, row.event_id), event.sealed), event.schema)
    const source = `/agencies/${row.agency}/${row.system}`
    const decoded = await decode(
      wire,
      { specversion: '1.0', id: row.event_id, source, type: event.type, time: event.published_at },
      undefined,
      { isKept: true },
    )
    const agency = await agencies.of(row.agency)
    if (!decoded.ok || agency === undefined || decoded.value.fingerprint !== event.schema) {
      logger.warn({ code: 'unlinked-unreadable', agency: row.agency }, 'an unlinked event cannot be read and goes on waiting')
      return undefined
    }
    const evidence = evidenceOf(secret, decoded.value.schema, decoded.value.event, agency.areas)
    return {
      ...decoded.value,
      inbox: event.inbox,
      publishedAt: Date.parse(event.published_at),
      wire,
      digest: row.digest,
      held: [],
      forAll: agency.agency_type === 'bus_operator',
      waited: true,
      warnings: warningsOf(decoded.value.event, {
        publisher: { agency: agency.agency, type: agency.agency_type },
        schema: decoded.value.schema,
        now: event.published_at,
      }),
      // As it was said when it began to wait, whatever areas its agency has since.
      evidence,
      states: event.states ?? statementOf(decoded.value.event, evidence),
      publisher: { kind: agency.agency_type, areas: agency.areas },
    }
  }
  const read = (rows: readonly UnlinkedTable[]): Promise<readonly (Candidate | 'destroyed' | undefined)[]> =>
    Promise.all(rows.map(candidateOf))
  const candidates = async (rows: readonly UnlinkedTable[]): Promise<readonly Candidate[]> =>
    (await read(rows)).filter((item): item is Candidate => item !== undefined && item !== 'destroyed')
  const rowsWhere = (condition: typeof KNOWN) => db.selectFrom('unlinked').selectAll().where(condition).orderBy('unlinked_offset')
  return {
    ofEvents: async (events) =>
      candidates(
        await rowsWhere(matchesAny(events))
          .where(sql<boolean>`not ${CLAIMED}`)
          .execute(),
      ),
    waitingFor: async (tokens) =>
      candidates(
        await rowsWhere(sql<boolean>`(agency, system, event_id) in
      (select agency, system, event_id from unlinked_awaits where token = any(${tokens}::text[]))`).execute(),
      ),
    async waitingForKnown(after) {
      const rows = await rowsWhere(KNOWN)
        .where(sql<boolean>`not ${CLAIMED}`)
        .where('unlinked_offset', '>', after)
        .limit(PAGE)
        .execute()
      return { candidates: await candidates(rows), last: rows.at(-1)?.unlinked_offset }
    },
    async claimed() {
      const rows = await claimedRows(db)
      const items = await read(rows)
      return {
        open: items.filter((item): item is Candidate => item !== undefined && item !== 'destroyed'),
        done: rows.filter((_, index) => items[index] === 'destroyed'),
      }
    },
  }
}
