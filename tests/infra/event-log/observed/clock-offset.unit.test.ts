import { describe, expect, it } from '@jest/globals'
import { observeLog } from '../../../../infra/event-log/observed.ts'
import type { EventLog } from '../../../../infra/event-log/port.ts'
import { createGreatest } from '../../../../infra/telemetry/greatest.ts'

const MINUTE = 60_000
const START = Date.parse('2026-11-02T12:00:00Z')

describe('how far another clock is off', () => {
  it('is the greatest difference of the last five minutes at least, and is forgotten after ten', () => {
    let now = START
    const greatest = createGreatest({ now: () => now })
    expect(greatest.value()).toBeUndefined()
    for (const value of [3, -40, 7]) greatest.add(value)
    expect(greatest.value()).toBe(-40)
    now += 4 * MINUTE
    greatest.add(5)
    expect(greatest.value()).toBe(-40)
    now += 5 * MINUTE
    greatest.add(6)
    expect(greatest.value()).toBe(-40)
    now += 5 * MINUTE
    expect(greatest.value()).toBe(6)
    now += 10 * MINUTE
    expect(greatest.value()).toBeUndefined()
  })

  it.each([
    ['ahead by an hour', 60 * MINUTE, 60 * MINUTE - 20],
    ['behind by an hour', -60 * MINUTE, -60 * MINUTE],
    ['between question and answer', 10, 0],
  ])('is told of each append, as far as it is certain: %s', async (_, brokerOff, difference) => {
    let now = START
    const told: number[] = []
    const append: EventLog['append'] = async (records) => {
      const timestamp = START + brokerOff
      now += 20
      return records.map(({ topic }) => ({ topic, partition: 0, offset: 0, timestamp }))
    }
    const { log } = observeLog({ append } as EventLog, {
      clock: { now: () => now },
      differs: (ms) => {
        told.push(ms)
      },
    })
    await log.append([{ topic: 'a', key: null, value: Buffer.from('x'), headers: {} }])
    expect(told).toEqual([difference])
  })
})
