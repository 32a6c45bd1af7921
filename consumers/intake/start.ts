import { linkingSecret } from '../../core/linking/tokens.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import { noCrash, type CrashPoint } from '../../infra/faults/crash-point.ts'
import type { Consumer, EventLog } from '../../infra/event-log/port.ts'
import { createCaseEventWriter } from '../../infra/event-log/case-events.ts'
import { CASE_EVENTS, IMPORT_PATTERN, LIVE_PATTERN } from '../../infra/event-log/topics.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import { waitForEffects } from '../../infra/read-store/wait-for-effect.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import { createNumberedNow } from '../../infra/registry/numbered/wire-id.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import type { Telemetry } from '../../infra/telemetry/telemetry.ts'
import type { Tracing } from '../../infra/tracing/port.ts'
import type { Vault } from '../../infra/vault/port.ts'
import { createBatchSize } from '../batch-size.ts'
import { sealHere, type Sealer } from '../sealing/sealer.ts'
import { startPatiently } from '../patiently.ts'
import { createAgencies } from './agencies.ts'
import { releasedIndexDecoder } from '../timeline/decode-index.ts'
import { A_YES, createDecider } from './decide/decider.ts'
import { createNotify } from './decide/notify.ts'
import { produceMoved, unfinishedMoves } from './decide/produce-moved.ts'
import { createEventDecoder } from './decode-event.ts'
import { finishWaited } from './finish-waited.ts'
import { createInboxSteps } from './inbox-steps.ts'
import { createRecordJudge } from './judge-record.ts'
import { openLinksLog } from './links-log.ts'
import { createPace, SUBJECT_EVENTS_PER_HOUR } from './pace/pace.ts'
import { stayBehindTimeline } from './pace/behind-timeline.ts'
import { startTakingDue } from './pace/take-due.ts'
import type { Assignments } from './assign-case.ts'
import { createPossibleMatches } from './possible-matches.ts'
import { createProducer } from './produce.ts'
import { countOutcomes } from './receipts/count-outcomes.ts'
import { LATER_ENTRY_MS } from './receipts/later-entry.ts'
import { openReceiptsLog } from './receipts/receipts-log.ts'
import { notifyingRefused } from './receipts/notify-refused.ts'
import { createReadCaseOutcomes } from './receipts/case-outcome.ts'
import { startLaterEntries } from './receipts/write-later.ts'
import { createReceiptWriter } from './receipts/writer.ts'
import { SUBJECTS } from '../../schemas/generated/records.ts'
import { recover, retryWaiting } from './recover.ts'
import { takeOver } from './take-over.ts'
import { startTogether } from './start-consumers.ts'
import { createPriorityLock, type PriorityLock } from './priority-lock.ts'
import { createUnlinkedLog } from './unlinked-log.ts'
import { createWaitingEvents } from './waiting-events.ts'

/** The consumer group of intake for live events. */
export const INTAKE_GROUP = 'intake'

/** The consumer group of intake for imports. */
export const IMPORT_GROUP = 'intake-import'

/** The consumer group that takes an inbox. */
export const intakeGroupOf = (topic: string): string => (IMPORT_PATTERN.test(topic) ? IMPORT_GROUP : INTAKE_GROUP)

const BATCH_RECORDS = 1_000

/** How often it is looked whether somebody has said yes to what waits for it (ms). */
const ASKED_EVERY_MS = 5_000

export interface IntakeDeps {
  readonly log: EventLog
  readonly store: ReadStore
  readonly vault: Vault
  readonly registry: SchemaRegistry
  readonly catalogue: Catalogue
  readonly clock: Clock
  /** Random UUIDs: for cases, people and this intake. */
  readonly ids: () => string
  readonly logger: Log
  /** Points of the fault tests: after-claim, after-links-applied, after-case-append, after-receipts, before-commit, after-later-entries; after-decision, after-moved. */
  readonly crashPoint?: CrashPoint
  /** True where entries of a national register may be published (G17). Default: they may not. */
  readonly nationalRegister?: boolean
  /** Events of one inbox about one subject that are taken in an hour; the rest wait in order. Default 2,000. */
  readonly subjectEventsPerHour?: number | undefined
  /** How long the later entry of a receipt waits, and how far apart such entries are (ms); 0: at once. Default 60,000. */
  readonly laterEntryMs?: number | undefined
  /** Where it is counted what became of events. Default: nowhere. */
  readonly telemetry?: Telemetry
  /** Where spans go: a trace that an inbox record names goes on into its case log. Default: nowhere. */
  readonly tracing?: Tracing | undefined
  /** Most inbox records of a batch. Default 1,000: fewer where they take longer than others should wait. */
  readonly maxRecords?: number
  /** Seals parts. Default: this thread. */
  readonly sealer?: Pick<Sealer, 'seal'>
}

/**
 * Starts the one active intake: catches up with links.events and unlinked.events, fences any other with a new epoch, finishes what a stop left
 * undone, then consumes every inbox, live events before imports. `done` rejects with IntakeError `fenced` when another intake has taken over. Waits for the registry
 * where it is away.
 */
export const startIntake = (deps: IntakeDeps): Promise<Consumer> => startPatiently(deps, startActive)

async function startActive(deps: IntakeDeps): Promise<Consumer> {
  const {
    log,
    store,
    vault,
    registry,
    catalogue,
    clock,
    ids,
    logger,
    crashPoint = noCrash,
    maxRecords,
    laterEntryMs = LATER_ENTRY_MS,
    sealer = sealHere(catalogue),
  } = deps
  const { db } = store
  // A schema that is not published is found out now, not at the first record of its kind.
  await Promise.all(Object.values(SUBJECTS).map((subject) => registry.idOf(subject)))
  const records = createRecordCodec(registry)
  const secret = linkingSecret(await vault.secret('linking'))
  const links = await openLinksLog({ log, store, records })
  const epoch = await takeOver({ log, records, links }, ids(), new Date(clock.now()).toISOString())
  const unlinkedLog = createUnlinkedLog({ log, store, records })
  await unlinkedLog.catchUp()

  const decode = createEventDecoder({ catalogue, registry, clock })
  const agencies = createAgencies({ log, db })
  await agencies.refresh()
  const waitingEvents = createWaitingEvents({
    db,
    unlinkedLog,
    vault,
    decode,
    numberedNow: createNumberedNow(registry),
    agencies,
    secret,
    logger,
  })
  const behind = stayBehindTimeline(store)
  const produce = createProducer({ log, vault, records, links, unlinkedLog, secret, epoch, crashPoint, sealer, appended: behind.appended })
  const write = await createCaseEventWriter(log, registry)
  const notify = createNotify({ write, clock })
  const possibleMatches = createPossibleMatches({ db, write, clock })
  const settle = async (assignments: Assignments): Promise<void> => {
    await produce(assignments)
    await possibleMatches.note(assignments)
    await possibleMatches.end(assignments)
    await finishWaited(
      { vault, db },
      assignments.assigned.map(({ candidate }) => candidate),
    )
    for (const candidate of assignments.ready) await decide(candidate)
  }
  const decodeIndex = releasedIndexDecoder()
  const moving = { log, db, vault, records, epoch, decodeIndex }
  const retry = (tokens: readonly string[]): Promise<void> => retryWaiting({ db, epoch, ids, secret, waitingEvents, settle }, tokens)
  const decide = createDecider({ ...moving, notify, clock, agencies, secret, ids, links, sealer, waitingEvents, settle, retry, crashPoint })
  await produceMoved(moving, await unfinishedMoves(db))
  await recover({ db, vault, epoch, ids, secret, waitingEvents, settle })

  const judge = createRecordJudge({
    catalogue,
    decode,
    agencies,
    secret,
    nationalRegister: deps.nationalRegister,
    traced: deps.tracing !== undefined,
  })
  const { telemetry } = deps
  const receipts = await openReceiptsLog({
    log,
    records,
    laterEntryMs,
    write: createReceiptWriter({ log, records }),
    groupOf: intakeGroupOf,
    ...(telemetry === undefined
      ? {}
      : {
          written: (entries) => {
            countOutcomes(telemetry, entries)
          },
          pending: (count) => {
            telemetry.metrics.receiptsPending.set(count)
          },
        }),
  })
  const confirmActive = (): Promise<void> => links.catchUp(epoch)
  const lock = createPriorityLock()
  const consume = async (group: string, topics: RegExp, inTurn: PriorityLock['live']) => {
    const pace = createPace(deps.subjectEventsPerHour ?? SUBJECT_EVENTS_PER_HOUR)
    const size = createBatchSize(maxRecords ?? BATCH_RECORDS, { shared: true })
    const steps = createInboxSteps({
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
      room: behind.room,
      judge,
      waitingEvents,
      settle,
      decide,
      receipts,
      confirmActive,
    })
    return startTogether([
      () =>
        log.consume({
          group,
          topics,
          maxRecords: size.next,
          isPaused: (inbox) => pace.isFull(inbox),
          position: (topic, partition) => {
            pace.forget((inbox) => inbox.topic === topic && inbox.partition === partition)
            return log.committed(group, topic, partition)
          },
          handle: (batches) => inTurn(() => size.measure(batches, () => steps.take(batches))),
        }),
      async () => startTakingDue(() => inTurn(steps.takeDue)),
    ])
  }
  /** Decisions of who is who that wait for a yes: one may be there by now. */
  const decideAsked = async (): Promise<number> => {
    for (const candidate of await waitingEvents.waitingFor([A_YES])) await decide(candidate)
    return 0
  }
  return startTogether([
    async () => startTakingDue(() => lock.behind(decideAsked), ASKED_EVERY_MS),
    () => consume(INTAKE_GROUP, LIVE_PATTERN, lock.live),
    () => consume(IMPORT_GROUP, IMPORT_PATTERN, lock.behind),
    async () =>
      startLaterEntries({
        clock,
        laterEntryMs,
        receipts,
        confirmActive,
        crashPoint,
        inTurn: lock.live,
        caseOutcomes: notifyingRefused(createReadCaseOutcomes(db, decodeIndex), notify),
        caughtUp: async () =>
          waitForEffects(
            store,
            (await log.ranges(CASE_EVENTS))
              .filter(({ start, end }) => end > start)
              .map(({ partition, end }) => ({ topic: CASE_EVENTS, partition, offset: end - 1 })),
          ),
      }),
  ])
}
