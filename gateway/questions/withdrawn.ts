import { readingsOf } from '../../core/access-log/readings.ts'
import type { RecallStep } from '../../core/access-log/recall-answer.ts'
import { foldCase } from '../../core/case/case-state.ts'
import { isRecalled, recallsOf, type Recall, type RecallKind } from '../../core/case/recalls.ts'
import { sql } from 'kysely'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { staffOf } from '../identity/credential.ts'
import { caseLogsOf } from '../read/decide-cases.ts'
import { readerReference } from '../read/event-ids.ts'
import { recallId } from '../read/recall-ids.ts'
import { answersOf } from '../read/recall-rows.ts'
import { readCases, type CaseSnapshot } from '../read/snapshot.ts'
import type { ReadResult } from '../read/outcome.ts'
import { WITHDRAWN } from './actions.ts'
import { answer, refuse } from './answer.ts'
import type { Page, Period, Question, QuestionDeps } from './deps.ts'
import { firstReadings, indexIsWhole, type ReadingRow } from './index-rows.ts'
import { createLens, type Lens } from './lens.ts'
import { openedRecords, type OpenedAccess } from './opened-records.ts'
import { isOwn, ownReads, type OwnReads } from './own-reads.ts'
import { accessItem, occurredOf, type AccessItem, type SeenEventItem } from './read-item.ts'

/** "Who read what has since been corrected, contested, withdrawn or erased?" `from` and `to`: when that was said. */
export interface Withdrawn extends Question, Period, Page {
  /** Only of this case: its id for the agency of who asks. Default: of every case. */
  readonly case?: string
}

/** Somebody who read it before, by their first read, and what they answered to the notice of it. */
export interface ReaderBefore extends AccessItem {
  readonly answer: { readonly acted: string; readonly step: RecallStep | null; readonly at: string } | null
}

/** An entry of which something was said after people had read it. */
export interface WithdrawnItem extends Pick<SeenEventItem, 'case' | 'type' | 'title' | 'occurred'> {
  readonly what: RecallKind
  /** When it was last said, ISO 8601, and by which agency. */
  readonly said_at: string
  readonly said_by: string
  readonly readers: readonly ReaderBefore[]
}

export interface WithdrawnAnswer {
  /** The newest first. */
  readonly items: readonly WithdrawnItem[]
  readonly next: string | null
  readonly own_reads: OwnReads
  readonly complete: boolean
  /** True where more cases have such entries than are looked through: ask about one case, or a shorter time. */
  readonly more: boolean
}

/** Most cases that one answer looks through. */
const MOST_CASES = 500

/** Case logs in which something may have been said about an entry after it was read: where to look. */
const saidIn = async (tx: ReadStoreTx): Promise<readonly CaseLogId[]> =>
  (
    await sql<{ readonly caseLog: CaseLogId }>`
      select distinct reading.case_log as "caseLog" from event_reading as reading
        join case_event as target on target.case_log = reading.case_log and target.sequence = reading.sequence
      where exists (select from case_event as later where later.case_log = reading.case_log and later.sequence > reading.head
        and (later.type like 'record.%' or (later.type = target.type and later.agency = target.agency))) order by 1 limit ${MOST_CASES + 1}`.execute(
      tx,
    )
  ).rows.map(({ caseLog }) => caseLog)

interface Said {
  readonly recall: Recall
  readonly at: string
  readonly by: string
}

/** What was said of entries in a period, the newest first. */
function saidOf(deps: QuestionDeps, { cases, control }: CaseSnapshot, now: string, { from = '', to = '~' }: Period): readonly Said[] {
  const word = deps.reads.policy.whoseWord(control.instrumentsSince)
  return cases
    .flatMap(({ logs }) => recallsOf(foldCase(logs, control.agencies, Date.parse(now), word)))
    .flatMap((recall): readonly Said[] => {
      const last = recall.statements.at(-1)?.index
      const at = last === undefined ? '' : new Date(Date.parse(last.published_at)).toISOString()
      return last === undefined || at < from || at > to ? [] : [{ recall, at, by: last.agency }]
    })
    .toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : keyOf(one) < keyOf(other) ? -1 : 1))
}

const keyOf = ({ recall: { kind, target } }: Said): string => `${kind} ${target.caseLog} ${String(target.sequence)}`

/** Who read entries that were withdrawn or changed afterwards, each by the record of their first read. On record before it is answered. */
export const withdrawn = (deps: QuestionDeps, question: Withdrawn): Promise<ReadResult<WithdrawnAnswer>> =>
  answer(deps, WITHDRAWN, question, async (now) => {
    const { reads } = deps
    const { reader, from, to, case: asked } = question
    const period = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
    const complete = await indexIsWhole(deps)
    const { snapshot, readings, more } = await readSnapshot(reads.readStore.db, async (tx) => {
      const found = asked === undefined ? await saidIn(tx) : caseLogsOf(reads, reader, asked)
      const cases = await readCases(tx, reads, found.slice(0, MOST_CASES))
      const logs = cases.logs.map(({ caseLog }) => caseLog)
      return { snapshot: cases, readings: await firstReadings(tx, logs), more: found.length > MOST_CASES }
    })
    if (asked !== undefined && snapshot.logs.length === 0) return refuse(deps, WITHDRAWN, question, 'not-found')
    const byEvent = Map.groupBy(readings, ({ caseLog, sequence }) => `${caseLog} ${String(sequence)}`)
    const read = saidOf(deps, snapshot, now, period).flatMap((said) => {
      const before = (byEvent.get(`${said.recall.target.caseLog} ${String(said.recall.target.sequence)}`) ?? []).filter((reading) =>
        isRecalled(said.recall, reading),
      )
      return before.length === 0 ? [] : [{ said, before }]
    })
    const scope = ['audit-withdrawn', staffOf(reader), JSON.stringify([period, asked ?? ''])]
    const begin = question.after === undefined ? 0 : Number(reads.cursors.open(scope, question.after))
    if (Number.isNaN(begin)) return refuse(deps, WITHDRAWN, question, 'unknown-cursor')
    const end = begin + question.limit
    const lens = createLens(deps, reader, snapshot)
    const items: WithdrawnItem[] = []
    for (const one of read.slice(begin, end)) items.push(await withdrawnItem(deps, question, lens, one.said, one.before))
    const own = readerReference(reads.secrets.readerIds, staffOf(reader))
    return {
      value: {
        items,
        next: read.length > end ? reads.cursors.seal(scope, String(end)) : null,
        own_reads: ownReads(read.flatMap(({ before }) => before).filter((row) => row.reader === own).length),
        complete,
        more,
      },
      snapshot,
      ...(asked === undefined ? {} : { asked }),
      page: period,
    }
  })

/** Whether the record itself says that the entry was read: what the index says is not believed. */
function holds({ record, opened: { request, decision } }: OpenedAccess, { recall: { target } }: Said): boolean {
  if (typeof request === 'string' || typeof decision === 'string') return false
  return readingsOf(record, request, decision).some(({ caseLog, sequence }) => caseLog === target.caseLog && sequence === target.sequence)
}

async function withdrawnItem(
  deps: QuestionDeps,
  { reader }: Withdrawn,
  lens: Lens,
  said: Said,
  before: readonly ReadingRow[],
): Promise<WithdrawnItem> {
  const { kind, target } = said.recall
  const opened = await openedRecords(
    deps,
    before.map(({ position }) => position),
  )
  const readers: ReaderBefore[] = []
  for (const access of opened) {
    if (isOwn(access, reader) || !holds(access, said)) continue
    readers.push({ ...accessItem(access, lens, lens.isEmergency(access)), answer: await answerOf(deps, access, said) })
  }
  return {
    case: lens.caseIdOf(target.caseLog),
    type: target.index.type,
    title: lens.types.get(target.index.type)?.title ?? target.index.type,
    occurred: occurredOf(target.index),
    what: kind,
    said_at: said.at,
    said_by: lens.agencies.get(said.by)?.name ?? said.by,
    readers: readers.sort((one, other) => (one.at < other.at ? -1 : 1)),
  }
}

async function answerOf({ reads }: QuestionDeps, { opened: { actor } }: OpenedAccess, { recall }: Said): Promise<ReaderBefore['answer']> {
  if (typeof actor === 'string' || actor.staff === null) return null
  const { readerIds } = reads.secrets
  const answers = await answersOf(reads.readStore.db, readerReference(readerIds, actor.staff))
  const found = answers.get(recallId(readerIds, actor.staff, recall))
  return found === undefined ? null : { acted: found.acted, step: found.step ?? null, at: found.at }
}
