import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { createStuckWatch } from '../../../../infra/event-log/kafka/stuck-watch.ts'

const EVERY = { everyMs: 5, afterMs: 20 }

function watched(probe: () => Promise<void>) {
  let stuck = 0
  let probes = 0
  const watch = createStuckWatch({
    ...EVERY,
    probe: () => {
      probes++
      return probe()
    },
    onStuck: () => {
      stuck++
    },
  })
  return { watch, stuck: () => stuck, probes: () => probes }
}
const until = async (seen: () => boolean): Promise<void> => {
  while (!seen()) await delay(1)
}

describe('a process whose own connections do not work', () => {
  it('is told once when the brokers answer a new one all the while', async () => {
    const { watch, stuck } = watched(async () => undefined)
    watch.unanswered()
    await until(() => stuck() === 1)
    watch.stop()
    expect(stuck()).toBe(1)
  })

  it('is not while the brokers answer nobody, however long', async () => {
    const { watch, stuck, probes } = watched(async () => {
      throw new Error('away')
    })
    watch.unanswered()
    await until(() => probes() > 15)
    watch.stop()
    expect(stuck()).toBe(0)
  })

  it('is not once it has an answer itself, and asks nobody then', async () => {
    const { watch, stuck, probes } = watched(async () => undefined)
    watch.unanswered()
    await until(() => probes() > 0)
    watch.answered()
    const asked = probes()
    await delay(60)
    expect([stuck(), probes()]).toEqual([0, asked])
  })
})
