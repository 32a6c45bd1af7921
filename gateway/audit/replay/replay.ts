import type { ReplayRange, ReplayReport } from '../replays.ts'
import type { ReplayDeps } from './deps.ts'
import { explainRead, type ReadExplained } from './explain-read.ts'
import { endOfAccessLog, gatherReads, type GatheredReads } from './gather-reads.ts'
import type { ReplayJournal } from './journal.ts'
import { createReadReplay } from './judge.ts'
import { shareJudge, type JudgeShare, type ShareResult } from './judge-share.ts'
import { narrow, type NarrowedRange } from './narrow.ts'
import type { ReplayProgress } from './progress.ts'
import { createTally } from './tally.ts'
import { readGround, type ReplayGround } from './ground.ts'
import { streamShares } from './streamed-share.ts'
import type { ReadShare } from './sorted-reads.ts'
import { SHARE_READS, streamReads } from './stream.ts'
import { startThreads } from './threads/start-threads.ts'

export interface ReplayOptions {
  /** Threads that judge, at most; 1, the default: this one alone. */
  readonly workers?: number
  /** Reads for which another thread is worth its start. */
  readonly worthAThread?: number
  /** What was done of this replay before, and is kept of it now. */
  readonly journal?: ReplayJournal | undefined
  readonly onProgress?: ((progress: ReplayProgress) => void) | undefined
}

/** Explains one recorded read from the logs, by the release that it was decided by; undefined when there is no such record. */
export async function explainRecord(deps: ReplayDeps, id: string): Promise<ReadExplained | undefined> {
  for await (const { record, opened, judging } of streamReads(deps, { ids: [id] }))
    if (record?.id === id) return explainRead(createReadReplay(judging)(record, opened))
  return undefined
}

type Judged = (share: ReadShare, result: ShareResult) => void

/** Has judges take shares, each the next when it is done with one. */
async function judgeAll(shares: readonly ReadShare[], judges: readonly JudgeShare[], judged: Judged): Promise<void> {
  const queue = shares.values()
  await Promise.all(
    judges.map(async (judge) => {
      for (const share of queue) judged(share, await judge(share))
    }),
  )
}

interface Prepared extends GatheredReads {
  readonly deps: ReplayDeps
  readonly range: ReplayRange
  readonly ground: ReplayGround
  readonly narrowed: NarrowedRange
}

/** Judges shares in this thread. */
async function judgeHere({ ground, narrowed, sorted, confirmed }: Prepared, shares: readonly ReadShare[], judged: Judged): Promise<void> {
  const stream = streamShares(ground, sorted, confirmed)
  try {
    await judgeAll(shares, [shareJudge(stream, narrowed.holds)], judged)
  } finally {
    stream.close()
  }
}

/** Judges shares in so many threads beside this one, which gives them what they ask for. */
async function judgeInThreads(
  threads: number,
  { deps, range, sorted, confirmed }: Prepared,
  shares: readonly ReadShare[],
  judged: Judged,
): Promise<void> {
  const started = startThreads(threads, { ...deps, reads: sorted }, range)
  try {
    await judgeAll(shares, started.judges(confirmed), judged)
  } finally {
    await started.close()
  }
}

const WORTH_A_THREAD = 2_000

const readsIn = (shares: readonly ReadShare[]): number => shares.reduce((sum, { reads }) => sum + reads, 0)

async function judgeGathered(prepared: Prepared, options: ReplayOptions): Promise<ReplayReport> {
  const { journal, onProgress, workers = 1, worthAThread = WORTH_A_THREAD } = options
  const shares = prepared.sorted.shares(SHARE_READS)
  const tally = createTally(readsIn(shares), onProgress)
  const left = shares.filter((share) => {
    const before = journal?.before(share)
    if (before !== undefined) tally.add(share, before)
    return before === undefined
  })
  const judged: Judged = (share, result) => {
    journal?.add(share, result)
    tally.add(share, result)
  }
  const threads = Math.min(workers, left.length, Math.ceil(readsIn(left) / worthAThread))
  if (threads > 1) await judgeInThreads(threads, prepared, left, judged)
  else await judgeHere(prepared, left, judged)
  return tally.report()
}

/**
 * Runs the reads of a range again, from the logs and never from the read store: folds each log up to the version that the record has,
 * decides by the release that the record names, and compares what is disclosed. Nothing but the record, the logs and the vault is an input; the report is the same
 * bytes whatever the number of workers.
 */
export async function replay(deps: ReplayDeps, asked: ReplayRange, options: ReplayOptions = {}): Promise<ReplayReport> {
  const { journal } = options
  const { range, end } = journal?.plan ?? { range: asked, end: await endOfAccessLog(deps) }
  if (journal !== undefined && journal.plan === undefined) journal.begin({ range, end })
  const ground = await readGround(deps)
  const narrowed = await narrow(ground, range)
  const gathered = await gatherReads(ground, narrowed.wanted, end)
  try {
    const report = await judgeGathered({ ...gathered, deps, range, ground, narrowed }, options)
    journal?.end()
    return report
  } finally {
    journal?.close()
    gathered.sorted.close()
  }
}
