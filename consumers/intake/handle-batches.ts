import { decidesAbout } from '../../core/linking/decision.ts'
import type { LinkingSecret } from '../../core/linking/tokens.ts'
import type { Batch, EventLog } from '../../infra/event-log/port.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import type { CrashPoint } from '../../infra/faults/crash-point.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import type { Vault } from '../../infra/vault/port.ts'
import type { ReceiptWriter } from '../receipt-writer.ts'
import type { Agencies } from './agencies.ts'
import type { Candidate, Judged } from './candidate.ts'
import type { Decide } from './decide/decider.ts'
import type { RecordJudge } from './judge-record.ts'
import { createKnowledge } from './knowledge.ts'
import { createPlacer, type Placement } from './place.ts'
import { receiptOf, receiptedByIntake } from './receipts.ts'
import { withRefusals } from './refused-before.ts'
import type { WaitingEvents } from './waiting-events.ts'

export interface HandleDeps {
  readonly log: EventLog
  readonly db: ReadStoreDb
  readonly vault: Vault
  readonly clock: Clock
  readonly ids: () => string
  readonly secret: LinkingSecret
  readonly logger: Log
  readonly crashPoint: CrashPoint
  readonly group: string
  readonly epoch: number
  readonly agencies: Agencies
  readonly judge: RecordJudge
  readonly waitingEvents: WaitingEvents
  /** Makes a placement durable. */
  readonly settle: (placement: Placement) => Promise<void>
  /** Takes what people decided of who is who. */
  readonly decide: Decide
  /** Throws IntakeError `fenced` when another intake has taken over: what this one decided from an older state must not be committed. */
  readonly confirmActive: () => Promise<void>
  readonly writeReceipts: ReceiptWriter
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

/** The batch step of intake: judged, placed, durable, told to its agencies, committed; in this order. What it did is durable when it resolves. */
export function createBatchHandler(deps: HandleDeps): (batches: readonly Batch[]) => Promise<void> {
  const { log, db, vault, clock, ids, secret, logger, crashPoint, group, epoch, agencies, judge, waitingEvents, settle, decide, confirmActive, writeReceipts } = deps

  const judgeAll = async (batches: readonly Batch[]): Promise<readonly Judged[]> => {
    const judged: Judged[] = []
    for (const { records } of batches) for (const record of records) judged.push(await judge(record))
    for (const item of judged) {
      if (item.kind !== 'refused') continue
      logger.info({ code: item.refused.errors[0]?.code ?? '', topic: item.refused.inbox.topic }, 'an inbox record was refused')
    }
    return judged
  }
  const placeAll = async (judged: readonly Judged[]): Promise<Placement> => {
    const candidates = judged.flatMap((item) => (item.kind === 'candidate' ? [item.candidate] : []))
    const knowledge = createKnowledge(db)
    await knowledge.load(candidates.map(({ evidence }) => evidence), candidates.map(({ event }) => event.id))
    const placement = await createPlacer({ epoch, knowledge, ids, secret, waitingFor: (tokens) => waitingEvents.waitingFor(tokens) }).place(judged)
    await settle(placement)
    return placement
  }
  return async (batches) => {
    await agencies.refresh()
    const taken: Pick<Placement, 'placed' | 'verdicts'>[] = []
    for (const run of betweenDecisions(await judgeAll(batches))) taken.push(Array.isArray(run) ? await placeAll(run) : { placed: [], verdicts: [await decide(run)] })
    await confirmActive()
    const at = new Date(clock.now()).toISOString()
    const verdicts = await withRefusals(db, await receiptedByIntake(vault, { placed: taken.flatMap(({ placed }) => placed), verdicts: taken.flatMap((one) => one.verdicts) }))
    await writeReceipts(verdicts.map((verdict) => receiptOf(verdict, at)))
    crashPoint('after-receipts')
    crashPoint('before-commit')
    await log.commit(group, batches.flatMap(({ topic, partition, records }) => {
      const last = records.at(-1)
      return last === undefined ? [] : [{ topic, partition, offset: last.offset + 1 }]
    }))
  }
}
