import type { CrashPoint } from '../../infra/faults/crash-point.ts'
import type { Consumer, EventLog } from '../../infra/event-log/port.ts'
import { CASE_EVENTS } from '../../infra/event-log/topics.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import type { Log } from '../../infra/telemetry/logger.ts'
import type { Vault } from '../../infra/vault/port.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import { startPatiently } from '../patiently.ts'
import { createPutAside } from '../put-aside.ts'
import { runProjection } from '../runner.ts'
import { sealHere, type Sealer } from '../sealing/sealer.ts'
import { releasedIndexDecoder } from './decode-index.ts'
import { createTimelineStep, type TimelineStep } from './step.ts'

/** Consumer name and group. */
export const TIMELINE_CONSUMER = 'timeline'

export interface TimelineDeps {
  readonly log: EventLog
  readonly store: ReadStore
  readonly vault: Vault
  readonly registry: SchemaRegistry
  readonly catalogue: Catalogue
  readonly logger: Log
  /** Points: timeline-before-commit, timeline-after-commit. */
  readonly crashPoint?: CrashPoint
  /** Most records of one transaction. Default 1,000. */
  readonly maxRecords?: number
  /** Reduces parts. Default: this thread. */
  readonly sealer?: Pick<Sealer, 'reduce'>
}

/** The timeline's step with everything that it needs; `sealer` is the caller's to close. Default: parts are reduced in this thread. */
export const timelineStep = (
  { vault, registry, catalogue, logger }: Pick<TimelineDeps, 'vault' | 'registry' | 'catalogue' | 'logger'>,
  { reduce }: Pick<Sealer, 'reduce'> = sealHere(catalogue),
): TimelineStep =>
  createTimelineStep({
    decoder: createRecordCodec(registry),
    vault,
    reduce,
    logger,
    putAside: createPutAside(logger, TIMELINE_CONSUMER),
    decodeIndex: releasedIndexDecoder(),
  })

/** Starts the timeline: case.events into the read store, each event once, numbered and chained, with reduced forms. Waits for the registry where it is away. */
export const startTimeline = (given: TimelineDeps): Promise<Consumer> =>
  startPatiently(given, async (deps) => {
    const { log, store, sealer, crashPoint, maxRecords } = deps
    return runProjection({
      log,
      store,
      consumer: TIMELINE_CONSUMER,
      topics: [CASE_EVENTS],
      ...timelineStep(deps, sealer),
      ...(crashPoint === undefined ? {} : { crashPoint }),
      ...(maxRecords === undefined ? {} : { maxRecords }),
    })
  })
