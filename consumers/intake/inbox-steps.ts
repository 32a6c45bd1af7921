import { decidesAbout } from '../../core/linking/decision.ts'
import type { LinkingSecret } from '../../core/linking/tokens.ts'
import { keysAskedFor } from '../../core/publish/own-events/judge.ts'
import { createSlices } from '../../infra/event-loop/in-slices.ts'
import type { Batch, EventLog, LogRecord, Position } from '../../infra/event-log/port.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import type { CrashPoint } from '../../infra/faults/crash-point.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import type { Agencies } from './agencies.ts'
import type { Candidate, Judged } from './candidate.ts'
import type { Decide } from './decide/decider.ts'
import type { RecordJudge } from './judge-record.ts'
import { createKnowledge } from './knowledge.ts'
import type { Pace } from './pace/pace.ts'
import { subjectKeys } from './pace/subject-keys.ts'
import { createAssigner, type Assignments, type Verdict } from './assign-case.ts'
import { firstEntry } from './receipts/first-entry.ts'
import type { ReceiptsLog } from './receipts/receipts-log.ts'
import type { WaitingEvents } from './waiting-events.ts'

export interface HandleDeps {
  readonly log: EventLog
  readonly db: ReadStoreDb
  readonly clock: Clock
  readonly ids: () => string
  readonly secret: LinkingSecret
  readonly logger: Log
  readonly crashPoint: CrashPoint
  readonly group: string
  readonly epoch: number
  readonly agencies: Agencies
  readonly pace: Pace
  /** Resolves when the timeline is not far behind. */
  readonly room: () => Promise<void>
  readonly judge: RecordJudge
  readonly waitingEvents: WaitingEvents
  /** Makes assignments durable. */
  readonly settle: (assignments: Assignments) => Promise<void>
  /** Takes what people decided of who is who. */
  readonly decide: Decide
  /** Throws IntakeError `fenced` when another intake has taken over: what this one decided from an older state must not be committed. */
  readonly confirmActive: () => Promise<void>
  readonly receipts: ReceiptsLog
}

/** What was judged, in order: each decision of who is who alone, and what stands between them together. */
function betweenDecisions(judged: readonly Judged[]): readonly (Judged[] | Candidate)[] {
  const runs: (Judged[] | Candidate)[] = []
  for (const item of judged) {
    const last = runs.at(-1)
    if (item.kind === 'candidate' && decidesAbout(item.candidate.event) !== undefined) runs.push(item.candidate)
    else if (Array.isArray(last)) last.push(item)
    else runs.push([item])
  }
  return runs
}

/** The steps of intake over records of inboxes. What a step did is durable when it resolves. */
export interface InboxSteps {
  /** Takes batches: what its pace allows; the rest waits. */
  readonly take: (batches: readonly Batch[]) => Promise<void>
  /** Takes records that have waited long enough. Resolves with how many. */
  readonly takeDue: () => Promise<number>
}

/** Most records that waited and are taken together. */
const MOST_DUE = 100

const inboxKey = ({ topic, partition }: Pick<Position, 'topic' | 'partition'>): string => `${topic} ${String(partition)}`

/** The steps of intake: judged, paced, assigned to cases, made durable, answered by receipts, committed; in this order. */
export function createInboxSteps(deps: HandleDeps): InboxSteps {
  const {
    log,
    db,
    clock,
    ids,
    secret,
    logger,
    crashPoint,
    group,
    epoch,
    agencies,
    pace,
    room,
    judge,
    waitingEvents,
    settle,
    decide,
    confirmActive,
    receipts,
  } = deps
  /** The offset after the last record that was read, of each inbox. */
  const read = new Map<string, Position>()

  const judgeAll = async (records: readonly LogRecord[]): Promise<readonly Judged[]> => {
    const judged: Judged[] = []
    const slices = createSlices()
    for (const record of records) {
      judged.push(await judge(record))
      await slices.pause()
    }
    for (const item of judged) {
      if (item.kind !== 'refused') continue
      logger.info({ code: item.refused.errors[0]?.code ?? '', topic: item.refused.inbox.topic }, 'an inbox record was refused')
    }
    return judged
  }
  const assignAll = async (judged: readonly Judged[]): Promise<Assignments> => {
    const candidates = judged.flatMap((item) => (item.kind === 'candidate' ? [item.candidate] : []))
    const knowledge = createKnowledge(db)
    await knowledge.load(
      candidates.map(({ evidence }) => evidence),
      candidates.map(({ event }) => event.id),
    )
    await knowledge.loadStatements(candidates.flatMap(({ event, evidence }) => keysAskedFor(event, evidence)))
    const assignments = await createAssigner({
      epoch,
      knowledge,
      ids,
      secret,
      waitingFor: (tokens) => waitingEvents.waitingFor(tokens),
    }).assign(judged)
    await settle(assignments)
    return assignments
  }
  /** Makes durable what was judged and tells it. */
  const settleAll = async (judged: readonly Judged[]): Promise<void> => {
    const verdicts: Verdict[] = []
    for (const run of betweenDecisions(judged))
      verdicts.push(...(Array.isArray(run) ? (await assignAll(run)).verdicts : [await decide(run)]))
    await confirmActive()
    await receipts.writeFirst(verdicts.map(firstEntry))
    crashPoint('after-receipts')
  }
  /** INVARIANT: what waits is not committed, nor is anything after it: whoever goes on after this intake gets it again, and with it what was taken since, which takes effect once. */
  const commit = async (inboxes: readonly Position[]): Promise<void> => {
    crashPoint('before-commit')
    const done = inboxes.map((end) => ({ ...end, offset: pace.firstWaiting(end) ?? end.offset }))
    await log.commit(group, done)
    receipts.committed(done)
  }
  const isAdmitted = (item: Judged, now: number): boolean =>
    item.kind === 'refused' || pace.admit(item.candidate.inbox, subjectKeys(item.candidate.evidence), now)

  return {
    async take(batches) {
      await room()
      await agencies.refresh()
      const judged = await judgeAll(batches.flatMap(({ records }) => records))
      const now = clock.now()
      await settleAll(judged.filter((item) => isAdmitted(item, now)))
      const ends = batches.flatMap(({ topic, partition, records }) => {
        const last = records.at(-1)
        return last === undefined ? [] : [{ topic, partition, offset: last.offset + 1 }]
      })
      for (const end of ends) read.set(inboxKey(end), end)
      await commit(ends)
    },
    async takeDue() {
      const due = pace.due(clock.now(), MOST_DUE)
      if (due.length === 0) return 0
      await room()
      await agencies.refresh()
      const records = await Promise.all(due.map(({ topic, partition, offset }) => log.read(topic, partition, offset, 1)))
      await settleAll(await judgeAll(records.flat()))
      const inboxes = new Map(due.map((position) => [inboxKey(position), read.get(inboxKey(position))]))
      await commit([...inboxes.values()].filter((end) => end !== undefined))
      return due.length
    },
  }
}
