import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startSilenceWorlds, type SilenceWorlds } from './silence/worlds.ts'

describe('what others have said', () => {
  let worlds: SilenceWorlds
  beforeAll(async () => { worlds = await startSilenceWorlds() }, 60_000)
  afterAll(() => worlds.close())

  it('is in nothing that a sender gets back: answers, receipts with their order and times, feed, lists, own publications', async () => {
    const { told, lines, sent, types, statuses } = await worlds.compare(1, 12)
    process.stdout.write(`${String(sent)} events of ${String(types.size)} types, ${String(lines)} lines compared\n`)
    expect(statuses.get('accepted') ?? 0).toBeGreaterThan(sent / 2)
    expect(told.map(({ channel }) => channel)).toEqual([])
  }, 120_000)
})
