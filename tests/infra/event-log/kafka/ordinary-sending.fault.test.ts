import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Kafka, logLevel, Partitioners, type Producer } from 'kafkajs'
import { systemClock } from '../../../../infra/clock/clock.ts'
import { openKafkaEventLog } from '../../../../infra/event-log/kafka/kafka-event-log.ts'
import type { EventLog } from '../../../../infra/event-log/port.ts'
import { createLog } from '../../../../infra/telemetry/logger.ts'
import { startKafka, type KafkaServer } from '../../../../scripts/servers/kafka.ts'
import { freshTopic, readAll } from '../../../contract/event-log/harness.ts'

/**
 * Why the adapter sends as it does: kafkajs's own producer, used in the ordinary way, acknowledges records that are nowhere when a broker dies.
 * Whether it does in one round is chance, so there are several; the test is done at the first loss.
 */
const ROUNDS = 8
const PATIENCE = 600_000
const PARTITIONS = 12
const IN_FLIGHT = 5
const PER_SEND = 120

let server: KafkaServer
let log: EventLog

beforeAll(async () => {
  server = await startKafka({ nodes: 3 })
  log = await openKafkaEventLog({ brokers: server.brokers, clientId: 'ordinary', clock: systemClock, log: createLog('silent') })
}, PATIENCE)
afterAll(async () => {
  await log.close()
  await server.stop()
}, PATIENCE)

/** Sends over all partitions, several sends in flight, until told to stop; what was acknowledged. */
function startOrdinary(producer: Producer, topic: string, round: number): { stop(): Promise<ReadonlySet<string>> } {
  const acknowledged = new Set<string>()
  let stopping = false
  const write = async (writer: number): Promise<void> => {
    for (let n = 0; !stopping; n++) {
      const values = Array.from({ length: PER_SEND }, (_, index) => `${String(round)}-${String(writer)}-${String(n)}-${String(index)}`)
      try {
        await producer.send({ topic, acks: -1, messages: values.map((value) => ({ key: value, value })) })
        for (const value of values) acknowledged.add(value)
      } catch {
        // Not acknowledged, and so not counted.
      }
    }
  }
  const writers = Array.from({ length: IN_FLIGHT }, (_, writer) => write(writer))
  return {
    stop: async () => {
      stopping = true
      await Promise.race([Promise.all(writers), sleep(60_000, undefined, { ref: false })])
      return acknowledged
    },
  }
}

async function lostInRound(
  topic: string,
  round: number,
  idempotent: boolean,
): Promise<{ readonly acknowledged: number; readonly lost: number }> {
  const kafka = new Kafka({ clientId: 'ordinary', brokers: [...server.brokers], logLevel: logLevel.NOTHING })
  const producer = kafka.producer({ allowAutoTopicCreation: false, createPartitioner: Partitioners.DefaultPartitioner, idempotent })
  await producer.connect()
  const sending = startOrdinary(producer, topic, round)
  const node = server.nodes[round % server.nodes.length]
  await sleep(1_500)
  await node?.kill()
  await sleep(8_000)
  await node?.start()
  const acknowledged = await sending.stop()
  await producer.disconnect()
  const kept = new Set((await readAll(log, topic)).map(({ value }) => value.toString()))
  return { acknowledged: acknowledged.size, lost: [...acknowledged].filter((value) => !kept.has(value)).length }
}

describe('the ordinary way to send with kafkajs, one of three brokers killed under load', () => {
  it(
    'loses records that it has acknowledged',
    async () => {
      let lost = 0
      for (let round = 0; round < ROUNDS && lost === 0; round++) {
        const idempotent = round % 2 === 1
        const topic = await freshTopic(log, PARTITIONS)
        const counts = await lostInRound(topic, round, idempotent)
        lost += counts.lost
        process.stdout.write(
          `ordinary sending${idempotent ? ', idempotent' : ''}, round ${String(round + 1)}: ${String(counts.acknowledged)} acknowledged, ${String(counts.lost)} of them lost\n`,
        )
      }
      expect(lost).toBeGreaterThan(0)
    },
    PATIENCE,
  )
})
