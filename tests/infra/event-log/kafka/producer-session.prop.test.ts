import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { OutgoingMessage } from 'kafkajs/src/broker/index.js'
import { createProducerSession, type ProducerBrokers } from '../../../../infra/event-log/kafka/producer-session.ts'

type Fault = 'none' | 'lost on the way' | 'answer lost' | 'producers forgotten' | 'answer about another partition' | 'empty answer'

const protocolError = (type: string): Error => Object.assign(new Error(type), { type })

/** A leader that keeps to Kafka's rules for idempotent producers, with faults in turn. */
const leaderWith = (faults: readonly Fault[]) => {
  const stored: OutgoingMessage[] = []
  const last = new Map<string, { readonly first: number; readonly count: number; readonly baseOffset: number }>()
  let ids = 0
  let calls = 0
  const produce: Awaited<ReturnType<ProducerBrokers['leader']>>['produce'] = async ({ producerId, topicData }) => {
    const fault = faults[calls++] ?? 'none'
    const { topic = '', partitions: [data] = [] } = topicData[0] ?? {}
    if (data === undefined) throw new Error('nothing was sent')
    if (fault === 'lost on the way') throw new Error('connection closed')
    if (fault === 'producers forgotten') {
      last.clear()
      throw protocolError('UNKNOWN_PRODUCER_ID')
    }
    const known = last.get(producerId)
    const isRepeat = known?.first === data.firstSequence && known.count === data.messages.length
    if (!isRepeat) {
      if (data.firstSequence !== (known === undefined ? 0 : known.first + known.count)) throw protocolError('OUT_OF_ORDER_SEQUENCE_NUMBER')
      last.set(producerId, { first: data.firstSequence, count: data.messages.length, baseOffset: stored.length })
      stored.push(...data.messages)
    }
    if (fault === 'answer lost') throw new Error('request timed out')
    if (fault === 'empty answer') return { topics: [] }
    const partition = fault === 'answer about another partition' ? data.partition + 1 : data.partition
    return {
      topics: [
        {
          topicName: topic,
          partitions: [{ partition, errorCode: 0, baseOffset: String(last.get(producerId)?.baseOffset), logAppendTime: '7' }],
        },
      ],
    }
  }
  const brokers: ProducerBrokers = {
    any: async () => ({ initProducerId: async () => ({ producerId: String(ids++), producerEpoch: 0 }) }),
    leader: async () => ({ produce }),
  }
  return { stored, brokers }
}
const fault = fc.constantFrom<Fault>(
  'none',
  'lost on the way',
  'answer lost',
  'producers forgotten',
  'answer about another partition',
  'empty answer',
)
const message = (text: string): OutgoingMessage => ({ key: null, value: Buffer.from(text), headers: {}, timestamp: 0 })

describe('idempotent sending to a partition', () => {
  it('acknowledges nothing that is not there, at the place it names, whatever fails and whenever a batch is given up', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fault, { maxLength: 40 }),
        fc.array(fc.record({ size: fc.integer({ min: 1, max: 3 }), tries: fc.integer({ min: 1, max: 4 }) }), { maxLength: 15 }),
        async (faults, batches) => {
          const { stored, brokers } = leaderWith(faults)
          const session = createProducerSession(brokers, 'topic', 0)
          for (const [number, { size, tries }] of batches.entries()) {
            const messages = Array.from({ length: size }, (_, index) => message(`${String(number)}/${String(index)}`))
            for (let attempt = 1; attempt <= tries; attempt++) {
              const place = await session.send(messages).catch(() => undefined)
              if (place !== undefined) {
                expect(stored.slice(place.baseOffset, place.baseOffset + size)).toEqual(messages)
                expect(place.timestamp).toBe(7)
                break
              }
              if (attempt === tries) session.abandon()
            }
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  it('does not repeat a batch whose answer was lost', async () => {
    const { stored, brokers } = leaderWith(['none', 'answer lost', 'lost on the way', 'none'])
    const session = createProducerSession(brokers, 'topic', 0)
    await session.send([message('0')])
    for (let attempt = 0; attempt < 2; attempt++) await expect(session.send([message('1')])).rejects.toThrow()
    expect(await session.send([message('1')])).toEqual({ baseOffset: 1, timestamp: 7 })
    expect(stored.map(({ value }) => value.toString())).toEqual(['0', '1'])
  })
})
