import { Kafka, logLevel, type KafkaConfig, type logCreator } from 'kafkajs'
import type { Log } from '../../telemetry/logger.ts'

export interface KafkaConnectionOptions {
  /** `host:port` of the brokers that are asked first. */
  readonly brokers: readonly string[]
  readonly clientId: string
  /** TLS; `ca`: PEM of the authority that signed the brokers' certificates. */
  readonly ssl?: { readonly ca: string }
  /** SCRAM-SHA-512. */
  readonly sasl?: { readonly username: string, readonly password: string }
  readonly log: Log
}

/** A request that has no answer after this (ms) has failed: a frozen broker looks like a slow one. */
const REQUEST_MS = 10_000
const CONNECT_MS = 3_000
export const RETRY = { initialRetryTime: 50, maxRetryTime: 1_000, retries: 10 } as const

/** What kafkajs says, without its payloads: names of brokers, groups and topics at most. */
const logTo = (log: Log): logCreator => () => ({ namespace, level, log: { message } }) => {
  const line = `Kafka ${namespace}: ${message}`
  if (level === logLevel.ERROR) log.warn({ step: 'kafka' }, line)
  else log.info({ step: 'kafka' }, line)
}

/** Settings of a kafkajs client. */
export const kafkaConfig = ({ brokers, clientId, ssl, sasl, log }: KafkaConnectionOptions): KafkaConfig => ({
  brokers: [...brokers], clientId, requestTimeout: REQUEST_MS, connectionTimeout: CONNECT_MS, retry: RETRY, logLevel: logLevel.WARN, logCreator: logTo(log),
  ...(ssl ? { ssl: { ca: [ssl.ca] } } : {}), ...(sasl ? { sasl: { mechanism: 'scram-sha-512' as const, ...sasl } } : {}),
})

export const createKafka = (options: KafkaConnectionOptions): Kafka => new Kafka(kafkaConfig(options))
