import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { systemClock } from '../../../../infra/clock/clock.ts'
import { openKafkaEventLog } from '../../../../infra/event-log/kafka/kafka-event-log.ts'
import type { EventLog } from '../../../../infra/event-log/port.ts'
import { createLog } from '../../../../infra/telemetry/logger.ts'
import { applyTopics } from '../../../../infra/topics/topics.ts'
import { startKafka, type KafkaServer } from '../../../../scripts/servers/kafka.ts'
import { bytes } from '../../../contract/event-log/harness.ts'
import { agencyNamed } from '../../../fixtures/ids.ts'

const PATIENCE = 180_000
const AGENCY = agencyNamed('norshire-police')
const USERS: Readonly<Record<string, string>> = {
  [`agency.${AGENCY}`]: 'made-up-1',
  'throughline-intake': 'made-up-2',
  'throughline-timeline': 'made-up-3',
}
const logs: EventLog[] = []
let server: KafkaServer

const openAs = async (username: string, password = USERS[username] ?? ''): Promise<EventLog> => {
  const { secure } = server
  if (secure === undefined) throw new Error('The cluster is not secured.')
  const log = await openKafkaEventLog({
    brokers: secure.brokers,
    clientId: username,
    ssl: { ca: secure.ca },
    sasl: { username, password },
    clock: systemClock,
    log: createLog('silent'),
    patienceMs: 5_000,
  })
  logs.push(log)
  return log
}

beforeAll(async () => {
  server = await startKafka({ users: USERS })
  const { secure } = server
  if (secure === undefined) throw new Error('The cluster is not secured.')
  await applyTopics({ brokers: secure.brokers, ssl: { ca: secure.ca }, sasl: secure.admin }, [AGENCY])
}, PATIENCE)
afterAll(async () => {
  await Promise.all(logs.map((log) => log.close()))
  await server.stop()
}, PATIENCE)

describe('the event log on a secured cluster', () => {
  it(
    'lets an agency write to its inbox and intake take it, over TLS and SCRAM',
    async () => {
      const agency = await openAs(`agency.${AGENCY}`)
      const topic = `agency.${AGENCY}.events`
      await agency.append([{ topic, key: null, value: bytes('sent') }])
      const intake = await openAs('throughline-intake')
      const got = Promise.withResolvers<string>()
      const consumer = await intake.consume({
        group: 'intake',
        topics: /^agency\..*\.events$/,
        position: async () => undefined,
        handle: async ([batch]) => {
          got.resolve(batch?.records[0]?.value.toString() ?? '')
        },
      })
      expect(await got.promise).toBe('sent')
      await consumer.stop()
    },
    PATIENCE,
  )

  it(
    'says what is not allowed: a topic, a group, a password',
    async () => {
      const timeline = await openAs('throughline-timeline')
      await expect(timeline.append([{ topic: 'case.events', key: 'k', value: bytes('x') }])).rejects.toMatchObject({ code: 'not-allowed' })
      const consumer = await timeline.consume({
        group: 'intake',
        topics: ['case.events'],
        position: async () => undefined,
        handle: async () => undefined,
      })
      await expect(consumer.done).rejects.toMatchObject({ code: 'not-allowed' })
      await expect(consumer.done).rejects.toThrow(/group intake/)
      await expect(timeline.committed('intake', 'case.events', 0)).rejects.toMatchObject({ code: 'not-allowed' })
      await expect(openAs('throughline-timeline', 'wrong')).rejects.toMatchObject({ code: 'not-allowed' })
    },
    PATIENCE,
  )
})
