import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { setTimeout as delay } from 'node:timers/promises'
import { Kafka, logLevel, type KafkaConfig } from 'kafkajs'
import { startKafka, type KafkaServer } from '../../../scripts/servers/kafka.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { isAlive } from './alive.ts'

const PAUSE_MS = 50

const clientOf = (config: KafkaConfig): Kafka => new Kafka({ logLevel: logLevel.NOTHING, ...config })

async function createTopic(kafka: Kafka, topic: string): Promise<void> {
  const admin = kafka.admin()
  await admin.connect()
  try {
    // A broker may not know at once of a topic that it has made; kafkajs gives up when it is told so.
    await admin.createTopics({ waitForLeaders: false, topics: [{ topic }] })
    while (!(await admin.listTopics()).includes(topic)) await delay(PAUSE_MS)
  } finally {
    await admin.disconnect()
  }
}

async function send(kafka: Kafka, topic: string, value: string): Promise<void> {
  const producer = kafka.producer()
  await producer.connect()
  await producer.send({ topic, acks: -1, messages: [{ value }] })
  await producer.disconnect()
}

async function readOne(kafka: Kafka, topic: string): Promise<string | undefined> {
  const consumer = kafka.consumer({ groupId: `group-${topic}`, maxWaitTimeInMs: 100 })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const value = await new Promise<string | undefined>((resolve) => {
    void consumer.run({
      eachMessage: async ({ message }) => {
        resolve(message.value?.toString())
      },
    })
  })
  await consumer.disconnect()
  return value
}

describe('a broker', () => {
  it('takes and gives a record, and is gone after stop', async () => {
    const server = await startKafka()
    const [pid = 0] = server.nodes.map((node) => node.pid())
    const kafka = clientOf({ brokers: [...server.brokers] })
    await createTopic(kafka, 'records')
    await send(kafka, 'records', 'one')
    expect(await readOne(kafka, 'records')).toBe('one')
    await server.stop()
    expect(isAlive(pid)).toBe(false)
  })

  it('goes on with the records of a folder that is given, at another port, after stop', async () => {
    const { path, remove } = temporaryFolder()
    try {
      const first = await startKafka({ folder: path })
      const kafka = clientOf({ brokers: [...first.brokers] })
      await createTopic(kafka, 'kept')
      await send(kafka, 'kept', 'one')
      await first.stop()
      const again = await startKafka({ folder: path })
      expect(await readOne(clientOf({ brokers: [...again.brokers] }), 'kept')).toBe('one')
      await again.stop()
    } finally {
      remove()
    }
  })
})

describe('three brokers', () => {
  let server: KafkaServer
  beforeAll(async () => {
    server = await startKafka({ nodes: 3, maxHeap: '256m' })
  })
  afterAll(async () => {
    await server.stop()
  })

  it('go on while one of them is dead, and count it in again when it is back on its port', async () => {
    const kafka = clientOf({ brokers: [...server.brokers] })
    await createTopic(kafka, 'survives')
    const [first] = server.nodes
    await first?.kill()
    expect(first?.pid()).toBeUndefined()
    await send(kafka, 'survives', 'while one is dead')
    await first?.start()
    const alone = clientOf({ brokers: server.brokers.slice(0, 1) })
    const admin = alone.admin()
    await admin.connect()
    expect((await admin.describeCluster()).brokers.map((broker) => broker.nodeId).sort()).toEqual([1, 2, 3])
    await admin.disconnect()
    expect(await readOne(alone, 'survives')).toBe('while one is dead')
  })

  it('can be frozen and thawed', async () => {
    const [, second] = server.nodes
    second?.freeze()
    expect(second?.pid()).toBeDefined()
    second?.thaw()
    await createTopic(clientOf({ brokers: server.brokers.slice(1, 2) }), 'thawed')
  })
})

describe('a broker with users', () => {
  let server: KafkaServer
  beforeAll(async () => {
    server = await startKafka({ users: { reader: 'a, "quoted" ]password[' } })
  })
  afterAll(async () => {
    await server.stop()
  })

  const as = (username: string, password: string): Kafka =>
    clientOf({
      brokers: [...server.brokers],
      ssl: { ca: [server.secure?.ca ?? ''] },
      sasl: { mechanism: 'scram-sha-512', username, password },
      retry: { retries: 0 },
    })
  const topicsOf = async (kafka: Kafka): Promise<string[]> => {
    const admin = kafka.admin()
    try {
      await admin.connect()
      return await admin.listTopics()
    } finally {
      await admin.disconnect()
    }
  }

  it('refuses a wrong password', async () => {
    await expect(topicsOf(as('reader', 'wrong'))).rejects.toMatchObject({ name: 'KafkaJSSASLAuthenticationError' })
  })

  it('refuses a client without TLS, or of another authority', async () => {
    const plain = clientOf({ brokers: [...server.brokers], connectionTimeout: 2000, retry: { retries: 0 } })
    await expect(topicsOf(plain)).rejects.toThrow()
    const stranger = clientOf({ brokers: [...server.brokers], ssl: true, retry: { retries: 0 } })
    await expect(topicsOf(stranger)).rejects.toThrow()
  })

  it('lets a user in who may do nothing, and the administrator everything', async () => {
    const { username = '', password = '' } = server.secure?.admin ?? {}
    await createTopic(as(username, password), 'secret')
    expect(await topicsOf(as(username, password))).toContain('secret')
    expect(await topicsOf(as('reader', 'a, "quoted" ]password['))).toEqual([])
    await expect(createTopic(as('reader', 'a, "quoted" ]password['), 'other')).rejects.toThrow()
  })
})
