import type { LinkingSecret } from '../../core/linking/tokens.ts'
import type { Batch, EventLog } from '../../infra/event-log/port.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import type { CrashPoint } from '../../infra/faults/crash-point.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import type { Vault } from '../../infra/vault/port.ts'
import type { ReceiptWriter } from '../receipt-writer.ts'
import type { Agencies } from './agencies.ts'
import type { Judged } from './candidate.ts'
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
  /** Throws IntakeError `fenced` when another intake has taken over: what this one decided from an older state must not be committed. */
  readonly confirmActive: () => Promise<void>
  readonly writeReceipts: ReceiptWriter
}

/** The batch step of intake: judged, placed, durable, told to its agencies, committed; in this order. What it did is durable when it resolves. */
export function createBatchHandler(deps: HandleDeps): (batches: readonly Batch[]) => Promise<void> {
  const { log, db, vault, clock, ids, secret, logger, crashPoint, group, epoch, agencies, judge, waitingEvents, settle, confirmActive, writeReceipts } = deps

  const judgeAll = async (batches: readonly Batch[]): Promise<readonly Judged[]> => {
    const judged: Judged[] = []
    for (const { records } of batches) for (const record of records) judged.push(await judge(record))
    for (const item of judged) {
      if (item.kind !== 'refused') continue
      logger.info({ code: item.refused.errors[0]?.code ?? '', topic: item.refused.inbox.topic }, 'an inbox record was refused')
    }
    return judged
  }
  return async (batches) => {
    await agencies.refresh()
    const judged = await judgeAll(batches)
    const candidates = judged.flatMap((item) => (item.kind === 'candidate' ? [item.candidate] : []))
    const knowledge = createKnowledge(db)
    await knowledge.load(candidates.map(({ evidence }) => evidence), candidates.map(({ event }) => event.id))
    const placement = await createPlacer({ epoch, knowledge, ids, secret, waitingFor: (tokens) => waitingEvents.waitingFor(tokens) }).place(judged)
    await settle(placement)
    await confirmActive()
    const at = new Date(clock.now()).toISOString()
    const verdicts = await withRefusals(db, await receiptedByIntake(vault, placement))
    await writeReceipts(verdicts.map((verdict) => receiptOf(verdict, at)))
    crashPoint('after-receipts')
    crashPoint('before-commit')
    await log.commit(group, batches.flatMap(({ topic, partition, records }) => {
      const last = records.at(-1)
      return last === undefined ? [] : [{ topic, partition, offset: last.offset + 1 }]
    }))
  }
}
