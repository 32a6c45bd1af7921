import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { systemClock } from '../../../infra/clock/clock.ts'
import { openKafkaEventLog } from '../../../infra/event-log/kafka/kafka-event-log.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { inboxTopic } from '../../../infra/event-log/topics.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { openEngines } from '../../../scripts/servers/engines.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { ON_DISK, temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { eventId } from './numbered-ids.ts'

const PROGRAM = join(import.meta.dirname, 'kafka-publishing-process.ts')
const TOTAL = 2_000
/** Where the client is killed, in turn. */
const POINTS = ['while publishing', 'before-kafka-append', 'after-kafka-append'] as const
const ROUNDS = 4
const PATIENCE = 180_000

const startBroker = () => openEngines({ kafka: true }, { given: false })

describe('the agency client over Kafka, killed', () => {
  const agency = agencyNamed(`made-up-${randomBytes(4).toString('hex')}`)
  const topic = inboxTopic(agency)
  const folder = temporaryFolder(ON_DISK)
  let engines: Awaited<ReturnType<typeof startBroker>>
  let log: EventLog
  beforeAll(async () => {
    engines = await startBroker()
    log = await openKafkaEventLog({ brokers: engines.kafka.brokers, clientId: 'test', clock: systemClock, log: createLog('silent') })
    await log.createTopic(topic, { partitions: 1 })
  }, PATIENCE)
  afterAll(async () => {
    await log?.close()
    await engines?.stop()
    folder.remove()
  }, PATIENCE)

  /** Runs the client from the first number that was not acknowledged until it ends or is killed at the point. */
  const run = async (
    first: number,
    point: (typeof POINTS)[number] | undefined,
  ): Promise<{ readonly next: number; readonly signal: string | null }> => {
    const args = [PROGRAM, String(engines.kafka.brokers[0]), agency, join(folder.path, 'outbox.sqlite'), String(first), String(TOTAL)]
    const crashAt = point === undefined || point === 'while publishing' ? '' : `${point}:${String(1 + Math.floor(Math.random() * 10))}`
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, THROUGHLINE_CRASH_AT: crashAt },
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    if (point === 'while publishing')
      child.stdout.once('data', () => {
        setTimeout(() => {
          child.kill('SIGKILL')
        }, Math.random() * 300)
      })
    const [, signal] = (await once(child, 'close')) as [number | null, string | null]
    // A line that the kill cut short is no acknowledgement.
    const acknowledged = output.split('\n').slice(0, -1).map(Number)
    expect(acknowledged).toEqual(acknowledged.map((_, index) => first + index))
    return { next: first + acknowledged.length, signal }
  }
  const inInbox = async (): Promise<readonly string[]> => {
    const ids: string[] = []
    for (let from = 0; ;) {
      const records = await log.read(topic, 0, from, 1_000)
      const last = records.at(-1)
      if (last === undefined) return ids
      ids.push(...records.map(({ headers }) => String(headers.ce_id)))
      from = last.offset + 1
    }
  }

  it(
    'has every event that it acknowledged in the inbox, first in order; what it writes again has the same id',
    async () => {
      const kills = new Map<string, number>()
      let next = 0
      for (let round = 0; round < ROUNDS; round++) {
        for (const point of POINTS) {
          const ended = await run(next, point)
          next = ended.next
          if (ended.signal === 'SIGKILL') kills.set(point, (kills.get(point) ?? 0) + 1)
        }
      }
      const acknowledgedByThen = next
      expect((await run(next, undefined)).signal).toBeNull()
      const ids = await inInbox()
      const words = [...kills].map(([point, times]) => `${String(times)} times ${point}`).join(', ')
      process.stdout.write(
        `killed ${words}; ${String(acknowledgedByThen)} of ${String(TOTAL)} acknowledged by then; ${String(ids.length - TOTAL)} written again\n`,
      )
      expect([...kills.keys()].sort()).toEqual([...POINTS].sort())
      expect([...new Set(ids)]).toEqual(Array.from({ length: TOTAL }, (_, number) => eventId(number)))
    },
    PATIENCE,
  )
})
