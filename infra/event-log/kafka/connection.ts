import type { Log } from '../../telemetry/logger.ts'

/** How a process reaches the cluster. */
export interface KafkaConnection {
  /** `host:port` of the brokers that are asked first. */
  readonly brokers: readonly string[]
  readonly clientId: string
  /** TLS; `ca` is the certificate authority, PEM. */
  readonly ssl?: { readonly ca: string }
  /** By SCRAM-SHA-512. */
  readonly sasl?: { readonly username: string; readonly password: string }
  readonly log: Log
}
