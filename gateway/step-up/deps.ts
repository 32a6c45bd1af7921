import type { EventLog } from '../../infra/event-log/port.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import type { ReadDeps } from '../read/deps.ts'

/** What a decision of two people, or an emergency, needs. */
export interface StepUpDeps {
  readonly reads: ReadDeps
  readonly eventLog: EventLog
  readonly registry: SchemaRegistry
  /** Fingerprints of the schemas of system events, by event type. Throws for a type that there is not. */
  readonly schemaOf: (type: string) => string
  /** Counts what a person may do a few times a day: undefined, or after how many seconds there is room again. */
  readonly limitToday: (key: string) => number | undefined
  /** Random UUIDs. */
  readonly ids: () => string
}

/** What came of a proposal: its event, and whether it is in force on every gateway. */
export interface Proposed {
  /** Event id. */
  readonly id: string
  /** False: durable, and not yet in force (HTTP 202). */
  readonly inForce: boolean
}
