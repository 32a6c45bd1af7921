import type { Log } from '../../telemetry/logger.ts'
import type { KafkaConnection as Connection } from '../../topics/connection.ts'

/** How a process of ours reaches the cluster. */
export interface KafkaConnection extends Connection {
  readonly clientId: string
  readonly log: Log
}
