import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import { openRecord } from '../../infra/access-log/open-record.ts'
import type { Verdict } from '../audit/replay/verdict.ts'
import type { ReadResult } from '../read/outcome.ts'
import { readCases } from '../read/snapshot.ts'
import { WHY } from './actions.ts'
import { answer, refuse } from './answer.ts'
import type { Question, QuestionDeps } from './deps.ts'
import { createLens } from './lens.ts'
import { isOwn } from './own-reads.ts'
import { accessItem, type AccessItem } from './read-item.ts'
import { whyParagraph } from './why-words.ts'
import { whySummary, type WhySummary } from './why-summary.ts'

/** "Why was it allowed?" */
export interface Why extends Question {
  /** Id of the access record of the read. */
  readonly record: string
}

export interface WhyAnswer extends AccessItem, Omit<WhySummary, 'refusedBy'> {
  /** One short paragraph. */
  readonly because: string
  /** The questions that no policy permitted. */
  readonly refused_by: readonly string[]
  /** Hash of the policy release that it was decided by, and whether the decision could be made again from the logs; else what was found. */
  readonly release: string
  readonly replay: string
  readonly replay_detail: string | null
}

/** What is said of a record that was no decision about a case. */
const DECIDED_NOTHING = 'This decided nothing of a case: it is on record that it was done, and by whom.'

const withoutDecision = (verdict: Verdict): string =>
  verdict.outcome === 'match'
    ? DECIDED_NOTHING
    : `The decision cannot be made again: ${verdict.detail ?? 'a key that it needs was destroyed.'}`

/**
 * Why a recorded read showed what it did: made again from the logs, by the release that it was decided by, and told in a paragraph. Throws ReadRefused `own-reads`, on
 * record, for one's own, and `not-found` where there is no such record.
 */
export const why = (deps: QuestionDeps, question: Why): Promise<ReadResult<WhyAnswer>> =>
  answer(deps, WHY, question, async () => {
    const { reads, accessLog } = deps
    const entry = await accessLog.find(question.record)
    if (entry === undefined) return refuse(deps, WHY, question, 'not-found')
    const access = { position: entry.offset, record: entry.record, opened: await openRecord(reads.vault, entry.record) }
    if (isOwn(access, question.reader)) return refuse(deps, WHY, question, 'own-reads')
    const explained = await deps.explain(question.record)
    if (explained === undefined) return refuse(deps, WHY, question, 'not-found')
    const { request } = access.opened
    const caseLogs = typeof request === 'string' || explained.events.length === 0 ? [] : request.cases
    const snapshot = await readSnapshot(reads.readStore.db, (tx) => readCases(tx, reads, caseLogs))
    const lens = createLens(deps, question.reader, snapshot)
    const item = accessItem(access, lens, lens.isEmergency(access))
    const { refusedBy, ...summary } = whySummary(explained)
    const { verdict } = explained
    return {
      value: {
        ...item,
        ...summary,
        refused_by: refusedBy,
        because: verdict === undefined ? whyParagraph(item, { refusedBy, ...summary }, reads.catalogue) : withoutDecision(verdict),
        release: entry.record.policy,
        replay: verdict?.outcome ?? 'match',
        replay_detail: verdict?.detail ?? null,
      },
      page: { record: question.record },
    }
  })
