import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { setTimeout as delay } from 'node:timers/promises'
import { Kafka, logLevel } from 'kafkajs'
import { startKafka, type KafkaServer } from '../../../scripts/servers/kafka.ts'
import { RECORD_TOPICS } from '../../../infra/event-log/topics.ts'
import { aclOf } from '../../../infra/topics/acl-codes.ts'
import { asAdmin, type KafkaConnection } from '../../../infra/topics/connection.ts'
import { isEmpty } from '../../../infra/topics/plan.ts'
import { readRecordSettings } from '../../../infra/topics/record-settings.ts'
import { wrongSettings } from '../../../infra/topics/wrong-settings.ts'
import { applyTopics, planTopics } from '../../../infra/topics/topics.ts'
import { agencyNamed } from '../../fixtures/ids.ts'

const PATIENCE = 180_000
const PAUSE_MS = 50
const POLICE = agencyNamed('norshire-police')
const IDVA = agencyNamed('norshire-idva')
const PASSWORDS = Object.fromEntries(
  [`agency.${POLICE}`, `agency.${IDVA}`, 'throughline-intake', 'throughline-timeline', 'throughline-control'].map((user) => [
    user,
    `made-up-${user}`,
  ]),
)
let server: KafkaServer
let admin: KafkaConnection

const as = (username: string): KafkaConnection => {
  const { secure } = server
  if (secure === undefined) throw new Error('The cluster is not secured.')
  const password = username === secure.admin.username ? secure.admin.password : (PASSWORDS[username] ?? '')
  return { brokers: secure.brokers, ssl: { ca: secure.ca }, sasl: { username, password } }
}
const kafka = (username: string): Kafka => {
  const { brokers, ssl, sasl } = as(username)
  return new Kafka({
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    retry: { retries: 5, initialRetryTime: 200 },
    ...(ssl ? { ssl: { ca: [ssl.ca] } } : {}),
    ...(sasl ? { sasl: { mechanism: 'scram-sha-512', ...sasl } } : {}),
  })
}
/** Writes one record; the error's type, or 'written'. */
async function write(username: string, topic: string, idempotent = false): Promise<string> {
  const producer = kafka(username).producer({
    allowAutoTopicCreation: false,
    idempotent,
    ...(idempotent ? { maxInFlightRequests: 1 } : {}),
  })
  await producer.connect()
  try {
    await producer.send({ topic, acks: -1, messages: [{ value: 'x' }] })
    return 'written'
  } catch (error) {
    return typeOf(error)
  } finally {
    await producer.disconnect()
  }
}
const typeOf = (error: unknown): string => {
  const { type, cause, name, message } = error as { type?: string; cause?: unknown; name?: string; message?: string }
  return type ?? (cause === undefined ? `${name ?? ''}: ${message ?? ''}` : typeOf(cause))
}
/** Reads from the start until there is a record; the error's type, or 'read'. */
async function read(username: string, topic: string, groupId: string): Promise<string> {
  for (;;) {
    const outcome = await readOnce(username, topic, groupId)
    // A broker that has just been started looks up its groups first.
    if (outcome !== 'GROUP_LOAD_IN_PROGRESS') return outcome
    await delay(PAUSE_MS)
  }
}

async function readOnce(username: string, topic: string, groupId: string): Promise<string> {
  const consumer = kafka(username).consumer({
    groupId,
    maxWaitTimeInMs: 200,
    allowAutoTopicCreation: false,
    retry: { retries: 5, initialRetryTime: 200, restartOnFailure: async () => false },
  })
  try {
    await consumer.connect()
    const ended = new Promise<string>((resolve) => {
      consumer.on('consumer.crash', ({ payload: { error } }) => {
        resolve(typeOf(error))
      })
    })
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    return await Promise.race([
      ended,
      new Promise<string>((resolve, reject) => {
        consumer
          .run({
            eachMessage: async () => {
              resolve('read')
            },
          })
          .catch(reject)
      }),
    ])
  } catch (error) {
    return typeOf(error)
  } finally {
    await consumer.disconnect()
  }
}

beforeAll(async () => {
  server = await startKafka({ users: PASSWORDS })
  admin = as('admin')
}, PATIENCE)
afterAll(async () => {
  await server.stop()
}, PATIENCE)

describe('topics and rights as code', () => {
  it(
    'are planned, applied, and then there is nothing more to do',
    async () => {
      const plan = await planTopics(admin, [POLICE, IDVA])
      expect(plan).toMatchObject({ hasAuthorizer: true, changeTopics: [], obstacles: [], removeGrants: [] })
      expect(plan.addTopics).toHaveLength(11)
      const applied = await applyTopics(admin, [POLICE, IDVA])
      expect(applied.addGrants).toEqual(plan.addGrants)
      expect(isEmpty(await planTopics(admin, [POLICE, IDVA]))).toBe(true)
    },
    PATIENCE,
  )

  it(
    'let an agency write to its inbox and read its receipts',
    async () => {
      expect(await write(`agency.${POLICE}`, `agency.${POLICE}.events`)).toBe('written')
      expect(await write(`agency.${POLICE}`, `agency.${POLICE}.events`, true)).toBe('written')
      expect(await write('throughline-intake', `agency.${POLICE}.receipts`)).toBe('written')
      expect(await read(`agency.${POLICE}`, `agency.${POLICE}.receipts`, `agency.${POLICE}.receipts-reader`)).toBe('read')
      expect(await read('throughline-intake', `agency.${POLICE}.events`, 'intake')).toBe('read')
    },
    PATIENCE,
  )

  it(
    "refuse an agency's write to any other topic",
    async () => {
      for (const topic of [
        `agency.${IDVA}.events`,
        `agency.${POLICE}.receipts`,
        `agency.${IDVA}.receipts`,
        'case.events',
        'control.events',
        'access.log',
      ]) {
        expect([topic, await write(`agency.${POLICE}`, topic)]).toEqual([topic, 'TOPIC_AUTHORIZATION_FAILED'])
      }
    },
    PATIENCE,
  )

  it(
    "refuse an agency's read of any other topic, its own inbox among them",
    async () => {
      for (const topic of [
        `agency.${POLICE}.events`,
        `agency.${IDVA}.events`,
        `agency.${IDVA}.receipts`,
        'case.events',
        'links.events',
        'access.log',
      ]) {
        expect([topic, await read(`agency.${POLICE}`, topic, `agency.${POLICE}.curious`)]).toEqual([topic, 'TOPIC_AUTHORIZATION_FAILED'])
      }
    },
    PATIENCE,
  )

  it(
    "refuse an agency another's group",
    async () => {
      expect(await read(`agency.${POLICE}`, `agency.${POLICE}.receipts`, `agency.${IDVA}.receipts-reader`)).not.toBe('read')
    },
    PATIENCE,
  )

  it(
    'refuse the timeline every write, and reads of what is not the timeline',
    async () => {
      expect(await write('throughline-timeline', 'case.events')).toBe('TOPIC_AUTHORIZATION_FAILED')
      expect(await read('throughline-timeline', `agency.${POLICE}.events`, 'timeline')).toBe('TOPIC_AUTHORIZATION_FAILED')
    },
    PATIENCE,
  )

  it(
    'let a service see how the record is kept, and say of which topic it may not',
    async () => {
      const seen = async () =>
        new Map(
          (await readRecordSettings(as('throughline-timeline'), '')).map(({ topic, configs }) => [
            topic,
            configs?.['retention.ms'] ?? 'not allowed',
          ]),
        )
      expect([...new Set((await seen()).values())]).toEqual(['-1'])
      const denied = {
        principal: 'User:throughline-timeline',
        permission: 'deny',
        operation: 'DESCRIBE_CONFIGS',
        resource: 'topic',
        pattern: 'literal',
        name: 'links.events',
        host: '*',
      } as const
      await asAdmin(admin, (cluster) => cluster.createAcls({ acl: [aclOf(denied)] }))
      while ((await seen()).get('links.events') !== 'not allowed') await delay(PAUSE_MS)
      expect((await seen()).get('case.events')).toBe('-1')
    },
    PATIENCE,
  )

  it(
    'are put right again when somebody has changed them, and an agency that is gone loses its rights and keeps its topics',
    async () => {
      await asAdmin(admin, async (cluster) => {
        await cluster.alterConfigs({
          validateOnly: false,
          resources: [{ type: 2, name: 'links.events', configEntries: [{ name: 'retention.ms', value: '1000' }] }],
        })
      })
      // As control sees it, with the rights that it has: what the metric of wrong settings shows.
      const wrong = async (): Promise<readonly string[]> =>
        (await wrongSettings(as('throughline-control'), '')).map(({ topic, setting }) => `${topic} ${setting}`)
      while (!(await wrong()).includes('links.events retention.ms')) await delay(PAUSE_MS)
      expect((await wrong()).every((line) => line.startsWith('links.events '))).toBe(true)
      const { changeTopics, removeGrants, addTopics } = await applyTopics(admin, [POLICE])
      expect(changeTopics.map(({ topic }) => topic)).toEqual(['links.events'])
      expect(removeGrants.map(({ principal }) => principal)).toContain(`User:agency.${IDVA}`)
      expect(addTopics).toEqual([])
      expect(isEmpty(await planTopics(admin, [POLICE]))).toBe(true)
      expect(await wrong()).toEqual([])
      expect(await write(`agency.${IDVA}`, `agency.${IDVA}.events`)).toBe('TOPIC_AUTHORIZATION_FAILED')
      await asAdmin(admin, async (cluster) => {
        expect(await cluster.listTopics()).toContain(`agency.${IDVA}.events`)
      })
    },
    PATIENCE,
  )

  it(
    'are seen by the installation whose prefix they have, when somebody has changed one of them, and by no other',
    async () => {
      await applyTopics(admin, [], { prefix: 'west.' })
      expect([(await readRecordSettings(admin, 'west.')).length, await wrongSettings(admin, 'west.')]).toEqual([RECORD_TOPICS.length, []])
      await asAdmin(admin, (cluster) =>
        cluster.alterConfigs({
          validateOnly: false,
          resources: [{ type: 2, name: 'west.case.events', configEntries: [{ name: 'retention.ms', value: '1000' }] }],
        }),
      )
      const kept = async () =>
        (await readRecordSettings(admin, 'west.')).find(({ topic }) => topic === 'case.events')?.configs?.['retention.ms']
      while ((await kept()) !== '1000') await delay(PAUSE_MS)
      expect((await wrongSettings(admin, 'west.')).map(({ topic }) => topic)).toContain('case.events')
      expect(await wrongSettings(admin, '')).toEqual([])
    },
    PATIENCE,
  )

  it(
    'stop at a topic with another number of partitions, and change nothing',
    async () => {
      await asAdmin(admin, async (cluster) => {
        await cluster.createTopics({
          waitForLeaders: false,
          topics: [{ topic: 'agency.westmere-police.events', numPartitions: 2, replicationFactor: 1 }],
        })
        while (!(await cluster.listTopics()).includes('agency.westmere-police.events')) await delay(PAUSE_MS)
      })
      await expect(applyTopics(admin, [POLICE, agencyNamed('westmere-police')])).rejects.toMatchObject({
        name: 'TopicsError',
        code: 'obstacles',
      })
      await asAdmin(admin, async (cluster) => {
        expect(await cluster.listTopics()).not.toContain('agency.westmere-police.receipts')
      })
    },
    PATIENCE,
  )
})
