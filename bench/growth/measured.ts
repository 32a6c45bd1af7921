import type { Spread } from '../ratio.ts'

/** Reads of the timeline of one case. */
export interface MeasuredReads {
  /** Events of the case. */
  readonly events: number
  /** How many reads. */
  readonly n: number
  /** Milliseconds from request to the end of its answer, one connection. */
  readonly p50: number
  readonly p99: number
  /** Processor time of this process for one read, ms: gateway, threads and load client; with the store where that is embedded. */
  readonly processor: number
}

/** What an installation of so many events costs. */
export interface MeasuredStep {
  /** The step: about so many events. */
  readonly size: number
  /** Events that agencies have sent. */
  readonly events: number
  /** Events on timelines; the others wait, or were withdrawn. */
  readonly onTimelines: number
  /** Events a second from inbox to read store. */
  readonly writes: Spread
  /** Processor time of this process for one event, ms. */
  readonly writeProcessor: number
  readonly reads: readonly MeasuredReads[]
  /** Until a service serves that finds such data, ms. */
  readonly startMs: number
  /** The most memory that this process had in RAM until then, MiB. */
  readonly peakMemory: number
  /** Bytes of the logs; undefined where they are on a server that was given. */
  readonly logBytes: number | undefined
  /** Bytes of the read store and what is kept beside it. */
  readonly storeBytes: number
  /** Until the read store was made again from the logs, ms. */
  readonly rebuildMs: number
}
