import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { systemClock } from '../../../../infra/clock/clock.ts'
import { openKafkaEventLog } from '../../../../infra/event-log/kafka/kafka-event-log.ts'
import type { EventLog } from '../../../../infra/event-log/port.ts'
import { createLog } from '../../../../infra/telemetry/logger.ts'
import { startKafka, type KafkaServer } from '../../../../scripts/servers/kafka.ts'
import { eventually, freshTopic, readAll } from '../../../contract/event-log/harness.ts'
import { judge, startLoad } from './load.ts'

const PATIENCE = 300_000
const KILLS = Number(process.env.KILLS ?? 3)
let server: KafkaServer
let log: EventLog

beforeAll(async () => {
  server = await startKafka({ nodes: 3 })
  log = await openKafkaEventLog({ brokers: server.brokers, clientId: 'faults', clock: systemClock, log: createLog('silent') })
}, PATIENCE)
afterAll(async () => {
  await log.close()
  await server.stop()
}, PATIENCE)

/** Appends and consumes while `faults` go on; what came of it, printed. */
async function underLoad(name: string, faults: () => Promise<void>) {
  const topic = await freshTopic(log, 6)
  const positions = new Map<number, number>()
  const skipped: string[] = []
  let silent = 0
  let last = performance.now()
  const consumer = await log.consume({
    group: `${topic}.group`,
    topics: [topic],
    position: async (_, partition) => positions.get(partition),
    handle: async (batches) => {
      silent = Math.max(silent, performance.now() - last)
      last = performance.now()
      for (const { partition, records } of batches) {
        const next = positions.get(partition) ?? 0
        if (records[0]?.offset !== next) skipped.push(`${String(partition)}: ${String(records[0]?.offset)} in place of ${String(next)}`)
        positions.set(partition, (records.at(-1)?.offset ?? 0) + 1)
      }
    },
  })
  const load = startLoad(log, topic, { keys: 24, depth: 3, pause: 2 })
  await sleep(1_000)
  await faults()
  await load.stop()
  const ends = await log.ranges(topic)
  await eventually(() => ends.every(({ partition, end }) => (positions.get(partition) ?? 0) >= end), 120_000)
  await consumer.stop()
  const { lost, disordered, repeated } = judge(await readAll(log, topic), load.acknowledged)
  process.stdout.write(
    `${name}: ${String(load.acknowledged.size)} acknowledged, ${String(lost.length)} lost, ${String(disordered)} out of order, ` +
      `${String(repeated)} repeated, ${String(load.rejected)} calls rejected; consumer silent for ${String(Math.round(silent))} ms at most\n`,
  )
  return { lost, disordered, skipped, silent, acknowledged: load.acknowledged.size }
}
const NOTHING_WRONG = { lost: [], disordered: 0, skipped: [] }

describe('Kafka under load', () => {
  it(
    'keeps all that was acknowledged, each key in order, while one of three brokers is killed again and again; its consumers are back within 15 s',
    async () => {
      const { silent, acknowledged, ...found } = await underLoad(`${String(KILLS)} broker deaths`, async () => {
        for (let kill = 0; kill < KILLS; kill++) {
          const node = server.nodes[kill % server.nodes.length]
          await node?.kill()
          await sleep(3_000 + Math.random() * 5_000)
          await node?.start()
          await sleep(1_000)
        }
      })
      expect(found).toEqual(NOTHING_WRONG)
      expect(acknowledged).toBeGreaterThan(1_000)
      expect(silent).toBeLessThan(15_000)
    },
    PATIENCE,
  )

  it(
    'keeps all that was acknowledged, each key in order, while a broker is frozen and thawed',
    async () => {
      const { silent, acknowledged, ...found } = await underLoad('A frozen broker', async () => {
        const [node] = server.nodes
        node?.freeze()
        await sleep(15_000)
        node?.thaw()
        await sleep(3_000)
      })
      expect(found).toEqual(NOTHING_WRONG)
      expect(acknowledged).toBeGreaterThan(1_000)
      expect(silent).toBeLessThan(30_000)
    },
    PATIENCE,
  )
})
