import { logLevel } from 'kafkajs'
import Cluster from 'kafkajs/src/cluster/index.js'
import loggers from 'kafkajs/src/loggers/index.js'
import type { Logger } from 'kafkajs/src/loggers/index.js'
import createSocketFactory from 'kafkajs/src/network/socketFactory.js'
import type { KafkaConnection } from './connection.ts'
import { logTo } from './log-creator.ts'
import { mendRequestQueue } from './request-queue.ts'

/** A request without an answer has failed after this: a frozen broker keeps its connections and says nothing. */
export const REQUEST_TIMEOUT_MS = 10_000
const CONNECTION_TIMEOUT_MS = 3_000
const READ_COMMITTED = 1
/** Within kafkajs; what lasts longer is tried again by us, until our own patience ends. */
const RETRY = { initialRetryTime: 50, maxRetryTime: 500, retries: 4 } as const

export const createKafkaLogger = ({ log }: KafkaConnection): Logger =>
  loggers.createLogger({ level: logLevel.WARN, logCreator: logTo(log) })

/**
 * kafkajs's view of a cluster, with connections of its own: two to each broker, one of them for fetches. A broker answers the requests of a connection
 * one after the other, so whoever waits long has a cluster of their own.
 */
export function createCluster(connection: KafkaConnection): Cluster {
  const { brokers, clientId, ssl, sasl } = connection
  mendRequestQueue()
  return new Cluster({
    logger: createKafkaLogger(connection),
    socketFactory: createSocketFactory(),
    brokers: [...brokers],
    clientId,
    ...(ssl ? { ssl: { ca: [ssl.ca] } } : {}),
    ...(sasl ? { sasl: { mechanism: 'scram-sha-512', ...sasl } } : {}),
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    enforceRequestTimeout: true,
    metadataMaxAge: 60_000,
    retry: RETRY,
    allowAutoTopicCreation: false,
    maxInFlightRequests: null,
    isolationLevel: READ_COMMITTED,
  })
}
