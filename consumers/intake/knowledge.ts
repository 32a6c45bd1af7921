import { sql } from 'kysely'
import { awaitedTokens, searchedTokens } from '../../core/linking/awaits.ts'
import type { Evidence } from '../../core/linking/evidence.ts'
import {
  emptyIndex,
  IN_NO_CASE,
  learnEvent,
  learnPerson,
  learnProceeding,
  learnToken,
  type LinkIndex,
} from '../../core/linking/link-index.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import { rowsWith } from '../../infra/read-store/rows-with.ts'
import type { LinkClaimTable, LinkMergedTable, LinkPersonTable } from '../../infra/read-store/tables.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { peopleIn } from './link-rows.ts'
import { alikeInStore } from './alike-rows.ts'
import { mergeOf, mergesFrom, mergesOf } from './merge-rows.ts'
import { knownStatement } from './statement-rows.ts'

/** What the store knows, loaded as far as the events at hand can touch it. */
export interface Knowledge {
  readonly index: LinkIndex
  /** Loads what the evidence, and events of these ids, need. What is loaded already, or was learned since, stays. */
  load(evidence: readonly Evidence[], eventIds: readonly string[]): Promise<void>
  /** Loads the cases whose subject may be that of events, though nothing links them. */
  loadAlike(evidence: readonly Evidence[]): Promise<void>
  /** Loads what the people that are known are merged into in other cases too: whoever merges them must know. */
  loadWaysOfPeople(): Promise<void>
  /** Loads the statements that are found by keys, with what corrects or withdraws them. */
  loadStatements(keys: readonly string[]): Promise<void>
  /** True when an event in the store waits for the token. Only of tokens that were loaded. */
  awaited(token: string): boolean
}

/** Where an event of an erased case is. */
const NOWHERE: Pick<LinkClaimTable, 'case_log' | 'people'> = { case_log: IN_NO_CASE, people: '[]' }

/** Whether a case log, or the person in it, was erased as a whole: nobody is found there any more. */
const notErased = (caseLog: string, person?: string) =>
  sql<boolean>`not exists (select from erased_scope gone where gone.case_log = ${sql.ref(caseLog)}
    and gone.person in ('', ${person === undefined ? '' : sql.ref(person)}))`

/** Each holder of tokens in each of his cases. */
const casesOfTokens = (tokens: readonly string[]) =>
  sql<Pick<LinkPersonTable, 'person' | 'case_log'>>`(select held.* from ${rowsWith('link_token', 'token', tokens)} as token
    cross join lateral (select person, case_log from link_person where person = token.person offset 0) as held)`

/** Starts with nothing: one per batch, so that it holds no more than the batch needs. */
export function createKnowledge(db: ReadStoreDb): Knowledge {
  const index = emptyIndex()
  const none = (): Set<string> => new Set()
  const seen = { tokens: none(), proceedings: none(), events: none(), cases: none(), awaited: none(), statements: none() }
  const unseen = <Key extends string>(kind: keyof typeof seen, values: Iterable<Key>): readonly Key[] => {
    const fresh = [...new Set(values)].filter((value) => !seen[kind].has(value))
    for (const value of fresh) seen[kind].add(value)
    return fresh
  }
  const awaitedInStore = new Set<string>()

  const eventRows = async (ids: readonly string[]) => {
    if (ids.length === 0) return []
    const waiting = await db
      .selectFrom(rowsWith('unlinked', 'event_id', ids).as('unlinked'))
      .selectAll()
      .execute()
    const claims = await db
      .selectFrom(rowsWith('link_claim', 'event_id', ids).as('link_claim'))
      .selectAll()
      .select(notErased('link_claim.case_log').as('is_there'))
      .execute()
    return [
      ...waiting.map((event) => ({ ...event, case_log: undefined, people: '[]' })),
      ...claims.map(({ is_there, ...claim }) => (is_there ? claim : { ...claim, ...NOWHERE })),
    ]
  }
  const learnEvents = (rows: Awaited<ReturnType<typeof eventRows>>): void => {
    for (const row of rows) {
      learnEvent(index, {
        agency: row.agency,
        system: row.system,
        eventId: row.event_id,
        type: row.type,
        digest: row.digest,
        caseLog: row.case_log,
        people: peopleIn(row.people),
        inbox: { topic: row.inbox_topic, partition: row.inbox_partition, offset: row.inbox_offset },
      })
    }
  }
  const proceedingRows = async (tokens: readonly string[]) =>
    tokens.length === 0
      ? []
      : db
          .selectFrom(rowsWith('link_proceeding', 'token', tokens).as('link_proceeding'))
          .select(['token', 'case_log'])
          .where(notErased('link_proceeding.case_log'))
          .execute()
  const casesOfHolders = async (tokens: readonly string[]): Promise<readonly CaseLogId[]> => {
    if (tokens.length === 0) return []
    const rows = await db
      .selectFrom(casesOfTokens(tokens).as('held'))
      .select('case_log')
      .distinct()
      .where(notErased('case_log', 'held.person'))
      .execute()
    return rows.map((row) => row.case_log)
  }
  const learnMerges = (rows: readonly LinkMergedTable[]): void => {
    for (const row of rows) index.merges.set(row.id, mergeOf(row))
  }
  /** Loads the merges of cases; the case logs that are one case with them come with them. */
  const loadMerges = async (caseLogs: readonly CaseLogId[]): Promise<readonly CaseLogId[]> => {
    const all = [...caseLogs]
    for (let more = caseLogs; more.length > 0;) {
      const rows = await mergesOf(db, more)
      learnMerges(rows)
      more = unseen(
        'cases',
        rows.flatMap((row) => [row.case_log, row.into_case_log]),
      )
      all.push(...more)
    }
    return all
  }
  const loadCases = async (found: readonly CaseLogId[]): Promise<void> => {
    const caseLogs = await loadMerges(found)
    if (caseLogs.length === 0) return
    const rows = await db
      .selectFrom(rowsWith('link_person', 'case_log', caseLogs).as('link_person'))
      .leftJoin('link_token', 'link_token.person', 'link_person.person')
      .select(['link_person.person', 'case_log', 'role', 'candidates', 'kind', 'token'])
      .where(notErased('case_log', 'link_person.person'))
      .orderBy('link_person.person')
      .execute()
    for (const { person, case_log: caseLog, role, candidates, kind, token } of rows) {
      const known = learnPerson(index, person, caseLog, role, peopleIn(candidates))
      if (kind !== null && token !== null) learnToken(index, known, kind, token, person)
    }
  }
  const loadAwaited = async (tokens: readonly string[]): Promise<void> => {
    if (tokens.length === 0) return
    const rows = await db
      .selectFrom(rowsWith('unlinked_awaits', 'token', tokens).as('awaits'))
      .select('token')
      .distinct()
      .execute()
    for (const { token } of rows) awaitedInStore.add(token)
  }
  return {
    index,
    async loadAlike(evidence) {
      await loadCases(unseen('cases', await alikeInStore(db, evidence)))
    },
    loadWaysOfPeople: async () => {
      learnMerges(await mergesFrom(db, [...index.persons.keys()]))
    },
    async loadStatements(keys) {
      for (let more = unseen('statements', keys); more.length > 0;) {
        const found = (
          await db
            .selectFrom(rowsWith('own_statement', 'about', more).as('said'))
            .selectAll()
            .execute()
        ).map(knownStatement)
        for (const statement of found) index.statements.learn(statement)
        more = unseen(
          'statements',
          found.map(({ eventId }) => eventId),
        )
      }
    },
    awaited: (token) => awaitedInStore.has(token),
    async load(evidence, eventIds) {
      const ids = [...eventIds, ...evidence.flatMap(({ references }) => references)]
      const events = await eventRows(unseen('events', ids))
      const proceedings = await proceedingRows(
        unseen(
          'proceedings',
          evidence.flatMap((said) => said.proceedings.flatMap(({ tokens }) => tokens)),
        ),
      )
      const holders = await casesOfHolders(unseen('tokens', evidence.flatMap(searchedTokens)))
      const cases = [...events.flatMap((row) => row.case_log ?? []), ...proceedings.map((row) => row.case_log), ...holders]
      // Cases first: everything else is known by what stands for its case.
      await loadCases(
        unseen(
          'cases',
          cases.flatMap((caseLog) => (caseLog === IN_NO_CASE ? [] : [caseLog])),
        ),
      )
      learnEvents(events)
      for (const row of proceedings) learnProceeding(index, row.token, row.case_log)
      await loadAwaited(unseen('awaited', [...eventIds, ...evidence.flatMap((said) => [...awaitedTokens(said), ...searchedTokens(said)])]))
    },
  }
}
