import { sql } from 'kysely'
import { standingIn, STANDING_TYPES, type StandingIn } from '../../../core/case/standing-in.ts'
import { leftByLog, leftOf, NO_LINKS } from '../../../core/linking/case-links.ts'
import { contradict } from '../../../core/linking/contradiction.ts'
import type { Effects, LinkDecidedRecord } from '../../../core/linking/decision.ts'
import { takesEffect } from '../../../core/linking/relink-authority.ts'
import type { Clock } from '../../../infra/clock/clock.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { LINKS_EVENTS } from '../../../infra/event-log/topics.ts'
import type { ReadStoreDb } from '../../../infra/read-store/port.ts'
import type { RecordCodec } from '../../../infra/registry/record-codec.ts'
import { type AgencyId, type CaseLogId, isAgencyId, type PersonId } from '../../../schemas/ids.ts'
import type { DecodeIndex } from '../../timeline/decode-index.ts'
import type { Agencies } from '../agencies.ts'
import type { Candidate } from '../candidate.ts'
import type { Knowledge } from '../knowledge.ts'
import { SUBJECTS } from '../../../schemas/generated/records.ts'

export interface AuthorityDeps {
  readonly db: ReadStoreDb
  readonly log: EventLog
  readonly records: RecordCodec
  readonly clock: Pick<Clock, 'now'>
  readonly agencies: Agencies
  readonly decodeIndex: DecodeIndex
}

type Ask = Pick<Candidate, 'event' | 'forAll'>
/** What is asked for: to join or to part, of which case logs, and what it comes to. */
export interface Asked extends Pick<Effects, 'merged' | 'split'> {
  readonly kind: 'join' | 'part'
  readonly caseLogs: readonly CaseLogId[]
}

/** Whether what was asked takes effect; `ended`: somebody who may has said no, for good. `notified`: case logs where it is noted that it waits, or is to be. */
export interface Authority {
  readonly outcome: 'takes-effect' | 'waits' | 'ended'
  readonly notified: readonly CaseLogId[]
  readonly toNotify: readonly CaseLogId[]
}

/** Role of the operator's data protection officer, and the kind of agency that has one. */
const OFFICER = 'dpo'
const OPERATOR = 'bus_operator'

/** Records of links.events that are looked through at once for a decision. */
const CHUNK = 100

/** Who has a say in the case of a log. */
async function standingOf({ db, clock, agencies, decodeIndex }: AuthorityDeps, caseLog: CaseLogId, asker: string): Promise<StandingIn> {
  const rows = await db
    .selectFrom('case_event')
    .select(['sequence', 'record_schema', 'index_part'])
    .where('case_log', '=', caseLog)
    .where(sql<boolean>`type = any(${STANDING_TYPES}::text[])`)
    .orderBy('sequence')
    .execute()
  const leftRows = await db.selectFrom('link_left').selectAll().where('case_log', '=', caseLog).execute()
  const events = rows.map((row) => ({ sequence: row.sequence, index: decodeIndex(row.record_schema, row.index_part) }))
  const left = leftOf({ ...NO_LINKS, left: leftByLog(leftRows) }, caseLog, events)
  const names = new Set([
    asker,
    ...events.flatMap(({ index }) => [
      index.agency,
      ...index.facts.filter(({ field }) => field === 'agency').flatMap(({ values }) => values),
    ]),
  ])
  const known = new Map<string, { readonly type: string; readonly areas: readonly string[] }>()
  for (const name of [...names].filter(isAgencyId)) {
    const agency = await agencies.of(name)
    if (agency !== undefined) known.set(name, { type: agency.agency_type, areas: agency.areas })
  }
  return standingIn([{ caseLog, events, left }], known, clock.now())
}

/** The people whom an agency's own events in case logs name. */
async function namedBy({ db }: AuthorityDeps, agency: AgencyId, caseLogs: readonly CaseLogId[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('link_claim')
    .select('people')
    .where('agency', '=', agency)
    .where(sql<boolean>`case_log = any(${caseLogs}::text[])`)
    .execute()
  return new Set(rows.flatMap(({ people }) => JSON.parse(people) as string[]))
}

/** True when a decision of the agency's own made one of what a decision parts: all of it. */
async function hasJoined({ log, records }: AuthorityDeps, agency: AgencyId, split: Effects['split']): Promise<boolean> {
  const joiner = async ({ id, since }: Effects['split'][number]): Promise<string | undefined> => {
    // An entry never stands before its number: what is void has none.
    for (let from = Math.max(0, since - 1); ;) {
      const chunk = await log.read(LINKS_EVENTS, 0, from, CHUNK)
      for (const record of chunk) {
        const decoded = await records.decode(record.value)
        if (!decoded.ok || decoded.value.subject !== SUBJECTS.linkDecided) continue
        const decision = decoded.value.value as LinkDecidedRecord
        if (decision.merged.some((merge) => merge.id === id)) return decision.agency
      }
      const last = chunk.at(-1)
      if (last === undefined) return undefined
      from = last.offset + 1
    }
  }
  for (const one of split) if ((await joiner(one)) !== agency) return false
  return split.length > 0
}

/** Whether what an agency's people decided may change what is read as one (`core/linking/relink-authority.ts`); what it needs, the store and the logs say now. */
export async function authorityOf(deps: AuthorityDeps, { event, forAll }: Ask, change: Asked, { index }: Knowledge): Promise<Authority> {
  const { agency } = event
  const { kind } = change
  const logs = [
    ...new Set([
      ...change.caseLogs,
      ...change.merged.flatMap((merge) => [merge.case_log, merge.into_case_log]),
      ...change.split.flatMap((split) => split.case_logs),
    ]),
  ]
  const standings = await Promise.all(logs.map((caseLog) => standingOf(deps, caseLog, agency)))
  const everywhere = (who: AgencyId): boolean => standings.every((standing) => standing.hasStanding(who))
  const people = change.merged.filter((merge) => merge.kind === 'person').map(({ id, into }): readonly [PersonId, PersonId] => [id, into])
  const contradicts = people.some(([one, other]) => {
    const [known, into] = [index.persons.get(one), index.persons.get(other)]
    return known !== undefined && into !== undefined && contradict(known, into)
  })
  const target = { agency, system: event.system, event_id: event.id }
  const answered = standings.flatMap((standing) =>
    standing
      .answers(target)
      .filter((answer) => answer.agency !== agency)
      .map((answer) => ({ ...answer, standing })),
  )
  const answers = answered.filter(({ answer }) => answer === 'confirmed')
  const kinds = new Map(
    await Promise.all(answered.map(async (answer) => [answer.agency, (await deps.agencies.of(answer.agency))?.agency_type] as const)),
  )
  const named = await namedBy(deps, agency, logs)
  const hasStanding = everywhere(agency)
  const merges = new Set(change.merged.map((merge) => merge.kind))
  const isOfficers = (answer: (typeof answered)[number]): boolean => answer.role === OFFICER && kinds.get(answer.agency) === OPERATOR
  const isEnded = answered.some((answer) => answer.answer === 'ended' && (isOfficers(answer) || answer.standing.coordinates(answer.agency)))
  const may = takesEffect({
    kind,
    byOperator: forAll,
    hasStanding,
    contradicts,
    hasBoth: hasStanding && (merges.has('case') || people.every((pair) => pair.every((person) => named.has(person)))),
    isHerWorker:
      !merges.has('case') &&
      people.length > 0 &&
      people.every((pair) =>
        standings.some(({ allocations }) =>
          allocations.some(
            (allocation) => allocation.agency === agency && allocation.people.some((person) => pair.some((one) => one === person)),
          ),
        ),
      ),
    joined: kind === 'part' && (await hasJoined(deps, agency, change.split)),
    seconded: answers.some((answer) => everywhere(answer.agency)),
    orderedByOfficer: answers.some(isOfficers),
  })
  const withStanding = logs.map((caseLog, at) => ({ caseLog, standing: standings[at] }))
  const notified = withStanding.flatMap(({ caseLog, standing }) => (standing?.notice(target) === undefined ? [] : [caseLog]))
  const listed = withStanding.flatMap(({ caseLog, standing }) =>
    [...(standing?.coordinators ?? [])].some((coordinator) => coordinator !== agency) ? [caseLog] : [],
  )
  return {
    outcome: isEnded && !forAll ? 'ended' : may ? 'takes-effect' : 'waits',
    notified,
    toNotify: notified.length > 0 ? [] : listed.length > 0 ? listed : logs.slice(0, 1),
  }
}
