import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { receiptsTopic } from '../../infra/event-log/topics.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import type { Running } from '../flow/running.ts'
import { startSilenceWorlds, type SilenceWorlds } from './silence/worlds.ts'

/** A receipt more for each of a sender's events that stand beside those of others. */
async function receiptsOfLinked({ parts: { log, store } }: Running, sender: string): Promise<void> {
  const rows = await store.db.selectFrom('case_event').select(['case_log', 'agency']).execute()
  const shared = new Set(rows.filter(({ agency }) => agency !== sender).map((row) => row.case_log))
  const linked = rows.filter((row) => row.agency === sender && shared.has(row.case_log))
  const [first] = await log.read(receiptsTopic(agencyNamed(sender)), 0, 0, 1)
  if (first !== undefined && linked.length > 0)
    await log.append(
      linked.map(() => ({ topic: receiptsTopic(agencyNamed(sender)), key: first.key, value: first.value, headers: first.headers })),
    )
}

describe('what others have said', () => {
  let worlds: SilenceWorlds
  beforeAll(async () => {
    worlds = await startSilenceWorlds()
  }, 60_000)
  afterAll(() => worlds.close())

  it('is in nothing that a sender gets back: answers, receipts with their order and times, feed, lists, own publications', async () => {
    const { differences, lines, sent, types, statuses } = await worlds.compare(1, 12)
    process.stdout.write(`${String(sent)} events of ${String(types.size)} types, ${String(lines)} lines compared\n`)
    expect(statuses.get('accepted') ?? 0).toBeGreaterThan(sent / 2)
    expect(differences.map(({ channel }) => channel)).toEqual([])
  }, 120_000)

  it('is found out by a receipt that linked events alone get', async () => {
    const { differences } = await worlds.compare(1_001, 6, receiptsOfLinked)
    expect(differences.map(({ channel }) => channel)).toEqual(expect.arrayContaining([expect.stringContaining('/v1/receipts')]))
  }, 120_000)
})
