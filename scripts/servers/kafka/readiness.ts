import { Kafka, logLevel, type KafkaConfig } from 'kafkajs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ServerProcess } from '../run-folder.ts'

/** What a client needs: addresses, and how to sign in where that is asked for. */
export type ClientConfig = Pick<KafkaConfig, 'ssl' | 'sasl'> & { readonly brokers: readonly string[] }

async function nodesSeen(config: ClientConfig): Promise<readonly number[]> {
  const client = new Kafka({
    ...config,
    brokers: [...config.brokers],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 2000,
    authenticationTimeout: 5000,
    requestTimeout: 5000,
    retry: { retries: 0 },
  })
  const admin = client.admin()
  try {
    await admin.connect()
    return (await admin.describeCluster()).brokers.map((broker) => broker.nodeId)
  } finally {
    await admin.disconnect()
  }
}

/**
 * Resolves when an administrator's request succeeds and names all of these nodes; throws when `patience` milliseconds have
 * passed or one of the processes has ended.
 */
export async function awaitNodes(
  config: ClientConfig,
  ids: readonly number[],
  processes: readonly ServerProcess[],
  patience: number,
): Promise<void> {
  const end = performance.now() + patience
  let last: unknown
  while (performance.now() < end) {
    if (processes.some((one) => !one.running())) throw new Error('A node ended while it started')
    try {
      const seen = await nodesSeen(config)
      if (ids.every((id) => seen.includes(id))) return
    } catch (error) {
      last = error
    }
    await sleep(150)
  }
  throw new Error(`The nodes did not answer within ${String(patience / 1000)} s`, { cause: last })
}
