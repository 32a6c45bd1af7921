import { setTimeout as sleep } from 'node:timers/promises'
import type { Kafka, Message, Producer, RecordMetadata } from 'kafkajs'
import type { SentBatch } from './partition-queue.ts'

export interface SenderOptions {
  readonly kafka: Kafka
  /** Until when (ms after the first try) the same batch is sent again. */
  readonly patience: number
  /** Told of each try that failed. */
  readonly onFailure: (error: unknown) => void
}

/** Sends batches, each of one partition, with an idempotent producer. */
export interface Sender {
  /** One call at a time for a partition. Resolves when all in-sync replicas have the batch; rejects when that stays unknown. */
  send(topic: string, partition: number, messages: readonly Message[]): Promise<SentBatch>
  close(): Promise<void>
}

interface Current {
  readonly producer: Producer
  inFlight: number
  retired: boolean
}

const RETRIES = 6
const PAUSE_MS = 200

/** Where the batch is, when the broker's answer is about exactly what was sent. */
function placeOf(answers: readonly RecordMetadata[], topic: string, partition: number): SentBatch {
  const [answer] = answers
  const base = Number(answer?.baseOffset)
  const isOurs = answers.length === 1 && answer?.topicName === topic && answer.partition === partition && answer.errorCode === 0
  if (!isOurs || !Number.isSafeInteger(base) || base < 0) throw new Error('The broker\'s answer is not about what was sent.')
  return { baseOffset: base, timestamp: Number(answer.logAppendTime) }
}

/**
 * The sender. INVARIANT: a producer whose send has failed is never used for other records: kafkajs counts their sequence numbers on from the failed
 * ones, and the broker could take new records for old. The same records go out again under a new producer id.
 */
export function createSender({ kafka, patience, onFailure }: SenderOptions): Sender {
  let current: Promise<Current> | undefined
  let closed = false

  const connect = async (): Promise<Current> => {
    const producer = kafka.producer({
      idempotent: true, allowAutoTopicCreation: false, createPartitioner: () => ({ message }) => message.partition ?? 0,
      retry: { initialRetryTime: 50, maxRetryTime: 1_000, retries: RETRIES },
    })
    await producer.connect()
    return { producer, inFlight: 0, retired: false }
  }
  const producerNow = (): Promise<Current> => {
    current ??= connect().catch((error: unknown) => {
      current = undefined
      throw error
    })
    return current
  }
  const end = (used: Current): void => {
    if (used.retired && used.inFlight === 0) void used.producer.disconnect().catch(() => undefined)
  }
  const retire = async (used: Current): Promise<void> => {
    if (!used.retired && await current?.catch(() => undefined) === used) current = undefined
    used.retired = true
  }
  const tryOnce = async (topic: string, partition: number, messages: readonly Message[]): Promise<SentBatch> => {
    const used = await producerNow()
    used.inFlight += 1
    try {
      return placeOf(await used.producer.send({ topic, acks: -1, messages: messages.map((message) => ({ ...message, partition })) }), topic, partition)
    } catch (error) {
      await retire(used)
      throw error
    } finally {
      used.inFlight -= 1
      end(used)
    }
  }
  return {
    async send(topic, partition, messages) {
      const until = performance.now() + patience
      for (;;) {
        try {
          return await tryOnce(topic, partition, messages)
        } catch (error) {
          onFailure(error)
          if (closed || performance.now() > until) throw error
          await sleep(PAUSE_MS)
        }
      }
    },
    async close() {
      closed = true
      const last = await current?.catch(() => undefined)
      await last?.producer.disconnect()
    },
  }
}
