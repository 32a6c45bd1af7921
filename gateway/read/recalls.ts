import { setTimeout as delay } from 'node:timers/promises'
import { answerOnRecord, RECALL_ANSWER, type RecallAnswer } from '../../core/access-log/recall-answer.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import { staffOf, type ReaderCredential } from '../identity/credential.ts'
import type { Decision } from '../../policy/decide/decision.ts'
import { readerReference } from './event-ids.ts'
import { failureOnRecord, putOnRecord } from './on-record.ts'
import { resultOf, type ReadResult } from './outcome.ts'
import type { ReadDeps } from './deps.ts'
import { recallId } from './recall-ids.ts'
import type { RecallItem } from './recall-item.ts'
import { recalledEntry } from './recalled-entry.ts'
import { noticesOf, type Notice } from './recall-notices.ts'
import { answersOf, readingsSince } from './recall-rows.ts'
import { openParts, type OpenedRow } from './open-parts.ts'
import { createTeller, disclosedOf, fetchTold, onceEach, type ToldCase } from './told-cases.ts'
import { eventIn, type CaseSnapshot } from './snapshot.ts'
import { decideCases, decideInSlices, decisionOnList, type DecidedCases } from './decide-cases.ts'

export interface RecallsRequest {
  readonly reader: ReaderCredential
  readonly purpose: string
}

/** Action of the access record of a list of notices. */
export const RECALLS = 'recalls'

type Each = DecidedCases<Decision>['each'][number]

interface Seen {
  readonly snapshot: CaseSnapshot
  readonly decision: Decision
  readonly notices: readonly Notice[]
  /** The cases of the notices that name one. */
  readonly told: readonly (ToldCase & { readonly notices: readonly Notice[] })[]
  readonly answers: Awaited<ReturnType<typeof answersOf>>
}

/** What was recalled since this reader read it, the newest reading first. On record before it is answered. */
export const listRecalls = (deps: ReadDeps, request: RecallsRequest): Promise<ReadResult<readonly RecallItem[]>> =>
  failureOnRecord(deps, RECALLS, request.reader, async () => {
    const at = new Date(deps.clock.now()).toISOString()
    const seen = await decideRecalls(deps, request, at)
    const opened = await openParts(
      deps,
      seen.told.flatMap(({ rows }) => rows),
      eventIn(seen.snapshot.logs),
    )
    return onRecord(deps, request, seen, { at, action: RECALLS, page: {} }, () => itemsOf(deps, request, seen, opened))
  })

/** Takes a reader's answer to a notice of theirs; durable, as an access record, when it resolves. `not-found` for any other id. */
export const answerRecall = (deps: ReadDeps, request: RecallsRequest, answer: RecallAnswer): Promise<ReadResult<RecallAnswer>> =>
  failureOnRecord(deps, RECALL_ANSWER, request.reader, async () => {
    const at = new Date(deps.clock.now()).toISOString()
    const seen = await decideRecalls(deps, request, at)
    const known = seen.notices.some(({ recall }) => recallId(deps.secrets.readerIds, staffOf(request.reader), recall) === answer.recall)
    const decision: Decision = known || seen.decision.outcome !== 'permit' ? seen.decision : { outcome: 'not_found', events: [] }
    const result = await onRecord(
      deps,
      request,
      { ...seen, decision },
      { at, action: RECALL_ANSWER, page: known ? answerOnRecord(answer) : {} },
      () => answer,
    )
    if (result.ok) await shownWithin(deps, request, answer, at)
    return result
  })

/** Decides over every case in which something that the reader has read may have been recalled, in one snapshot. */
async function decideRecalls(deps: ReadDeps, { reader, purpose }: RecallsRequest, at: string): Promise<Seen> {
  const reference = readerReference(deps.secrets.readerIds, staffOf(reader))
  return readSnapshot(deps.readStore.db, async (tx): Promise<Seen> => {
    let readings: Awaited<ReturnType<typeof readingsSince>> = new Map()
    const { snapshot, alone, each } = await decideCases(tx, deps, { reader, purpose, justified: false }, at, {
      find: async (inside) => {
        readings = await readingsSince(inside, reference)
        return [...readings.keys()]
      },
      decide: (input) => decideInSlices(deps.policy, input),
    })
    const noticesIn = ({ of: { logs }, input: { request, agencies, instrumentsSince, now }, decided: decision }: Each): readonly Notice[] =>
      noticesOf({ logs, agencies, whoseWord: deps.policy.whoseWord(instrumentsSince), now, reader: request.reader, decision, readings })
    const found = each.map((one) => ({ ...one, notices: noticesIn(one) }))
    const told: Seen['told'][number][] = []
    for (const { of, input, decided: decision, notices } of found) {
      const named = notices.filter(({ announced }) => announced !== undefined)
      const events = named.flatMap(({ announced }) => announced?.said?.decision ?? [])
      if (named.length > 0) told.push({ ...(await fetchTold(tx, deps, { of, input, decision, events })), notices: named })
    }
    return {
      snapshot,
      notices: found.flatMap(({ notices }) => notices),
      told,
      answers: await answersOf(tx, reference),
      decision: decisionOnList(
        alone,
        each.map(({ decided }) => decided),
      ),
    }
  })
}

const PATIENCE_MS = 2_000
const POLL_MS = 20

/** Waits a little for the read store to have an answer that is durable already, so that the list that follows shows it. */
async function shownWithin(deps: ReadDeps, { reader }: RecallsRequest, answer: RecallAnswer, at: string): Promise<void> {
  const reference = readerReference(deps.secrets.readerIds, staffOf(reader))
  for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
    if ((await answersOf(deps.readStore.db, reference)).get(answer.recall)?.at === at) return
    await delay(POLL_MS)
  }
}

interface OnRecord {
  readonly at: string
  readonly action: string
  readonly page: Readonly<Record<string, string>>
}

async function onRecord<T>(
  deps: ReadDeps,
  { reader, purpose }: RecallsRequest,
  seen: Seen,
  read: OnRecord,
  value: () => T,
): Promise<ReadResult<T>> {
  const { snapshot, decision, notices, told } = seen
  const announcements = notices.flatMap(({ announced }) => (announced === undefined ? [] : [announced.decision]))
  const record = await putOnRecord(deps, {
    ...read,
    reader,
    purpose,
    snapshot,
    decision,
    disclosed: decision.outcome === 'permit' ? onceEach([...announcements, ...told.flatMap(disclosedOf)]) : [],
    rows: decision.outcome === 'permit' ? told.flatMap(({ rows }) => rows) : [],
  })
  return resultOf(decision.outcome, record, value)
}

function itemsOf(
  deps: ReadDeps,
  request: RecallsRequest,
  { notices, told, answers, snapshot }: Seen,
  opened: readonly OpenedRow[],
): readonly RecallItem[] {
  const { agencies } = snapshot.control
  const entries = new Map(
    told.flatMap((one) => {
      const teller = createTeller(deps, request, one, opened)
      return one.notices.map((notice) => [notice, recalledEntry(deps.catalogue, teller, notice, agencies)] as const)
    }),
  )
  const items = notices.map((notice): RecallItem => {
    const id = recallId(deps.secrets.readerIds, staffOf(request.reader), notice.recall)
    return { id, read_on: notice.readOn, entry: entries.get(notice) ?? null, answer: answers.get(id) ?? null }
  })
  return items.sort((left, right) => order(right.read_on, left.read_on) || order(left.id, right.id))
}

const order = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)
