import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { GenericContainer, Wait } from 'testcontainers'
import { APICURIO_VERSION, KAFKA_VERSION, POSTGRES_VERSION } from '../cache.ts'
import { awaitNodes } from '../kafka/readiness.ts'
import { freePorts } from '../ports.ts'
import { postgresVersion } from '../postgres/database.ts'
import type { KafkaEngine, UrlEngine } from './engine.ts'

const PATIENCE = 60_000

/** Whether a Docker engine answers; a `docker` program without one does not count. */
export function dockerWorks(): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('docker', ['info'], { timeout: 10_000 }, (error) => {
      resolve(error === null)
    })
  })
}

const kafkaEnvironment = (port: number): Record<string, string> => ({
  KAFKA_NODE_ID: '1',
  KAFKA_PROCESS_ROLES: 'broker,controller',
  KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
  KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
  KAFKA_LISTENERS: `CLIENT://:${String(port)},CONTROLLER://localhost:9093`,
  // The address that clients dial must be the one that the broker names: the port is the same inside and outside.
  KAFKA_ADVERTISED_LISTENERS: `CLIENT://127.0.0.1:${String(port)}`,
  KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT',
  KAFKA_INTER_BROKER_LISTENER_NAME: 'CLIENT',
  KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
  KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
  KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '3',
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
  KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS: '3',
  KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
})

/** The same servers in containers of the Docker engine; testcontainers removes them when this process ends. */
export const containers = {
  kafka: async (): Promise<KafkaEngine> => {
    const [port = 0] = await freePorts(1)
    const container = await new GenericContainer(`apache/kafka:${KAFKA_VERSION}`)
      .withExposedPorts({ container: port, host: port })
      .withEnvironment(kafkaEnvironment(port))
      .withStartupTimeout(PATIENCE)
      .start()
    const brokers = [`127.0.0.1:${String(port)}`]
    await awaitNodes({ brokers }, [1], [], PATIENCE)
    return {
      version: KAFKA_VERSION,
      source: 'container',
      brokers,
      stop: async () => {
        await container.stop()
      },
    }
  },
  registry: async (): Promise<UrlEngine> => {
    const path = '/apis/ccompat/v7'
    const container = await new GenericContainer(`apicurio/apicurio-registry:${APICURIO_VERSION}`)
      .withExposedPorts(8080)
      .withWaitStrategy(Wait.forHttp(`${path}/subjects`, 8080))
      .withStartupTimeout(PATIENCE)
      .start()
    const url = `http://${container.getHost()}:${String(container.getMappedPort(8080))}${path}`
    return {
      version: APICURIO_VERSION,
      source: 'container',
      url,
      stop: async () => {
        await container.stop()
      },
    }
  },
  postgres: async (): Promise<UrlEngine> => {
    const password = randomBytes(18).toString('base64url')
    const container = await new GenericContainer(`postgres:${POSTGRES_VERSION}`)
      .withExposedPorts(5432)
      .withEnvironment({ POSTGRES_PASSWORD: password })
      .withCommand(['postgres', '-c', 'fsync=off'])
      .withWaitStrategy(Wait.forLogMessage(/database system is ready to accept connections/, 2))
      .withStartupTimeout(PATIENCE)
      .start()
    const url = `postgres://postgres:${password}@${container.getHost()}:${String(container.getMappedPort(5432))}/postgres`
    return {
      version: await postgresVersion(url),
      source: 'container',
      url,
      stop: async () => {
        await container.stop()
      },
    }
  },
}
