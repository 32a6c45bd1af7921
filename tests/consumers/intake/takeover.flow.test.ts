import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CaseEventRecord } from '../../../core/case/index-part.ts'
import type { LinkEpochRecord } from '../../../consumers/intake/entries.ts'
import { SUBJECTS } from '../../../schemas/generated/records.ts'
import { CASE_EVENTS, LINKS_EVENTS } from '../../../infra/event-log/topics.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { cast, incident } from './events.ts'
import { openInstallation, settled, type Installation } from './harness.ts'

const folder = temporaryFolder()
let installation: Installation
beforeAll(async () => {
  installation = await openInstallation(folder.path)
})
afterAll(async () => {
  await installation.close()
  folder.remove()
})

const first = (number: number, agency: string) => {
  const { subject, pnc } = cast(number)
  return incident(`first ${String(number)} ${agency}`, { agency, subject: { ...subject, identifiers: [pnc] } })
}
const epochs = async () =>
  (await installation.entries<LinkEpochRecord>(LINKS_EVENTS)).filter((entry) => 'started_at' in entry).map(({ epoch }) => epoch)
const recordsOf = async (id: string) =>
  (await installation.entries<CaseEventRecord>(CASE_EVENTS)).filter(({ index }) => index.event_id === id)

describe('an intake that takes over', () => {
  it('writes the next epoch', async () => {
    await installation.take([])
    await installation.take([])
    expect(await epochs()).toEqual([1, 2])
  })

  it('ends the earlier one before that decides anything more, and decides itself', async () => {
    const earlier = await installation.intake()
    // What another process would do: only the entry, so that the earlier one still holds the partitions.
    const { wire } = await installation.records.encode(SUBJECTS.linkEpoch, {
      epoch: 4,
      intake: 'other',
      started_at: '2026-01-01T00:00:00.000Z',
    })
    await installation.log.append([{ topic: LINKS_EVENTS, key: null, value: wire }])
    const event = first(0, 'westmere-police')
    await installation.publish([event])
    await expect(earlier.done).rejects.toMatchObject({ code: 'fenced' })
    expect(await recordsOf(event.id)).toEqual([])
    expect(await installation.store.db.selectFrom('link_claim').selectAll().where('event_id', '=', event.id).execute()).toEqual([])
    await installation.take([])
    expect(await recordsOf(event.id)).toHaveLength(1)
    expect((await recordsOf(event.id))[0]?.index.epoch).toBe(5)
  })
})

describe('two first events about one new person from two agencies', () => {
  it('make one case, whoever is first', async () => {
    const consumer = await installation.intake()
    for (let number = 1; number <= 5; number++) {
      const events = [first(number, 'westmere-police'), first(number, 'westmere-fire')]
      await Promise.all(events.map((event) => installation.publish([event])))
      await settled(installation.log, consumer.done)
      const records = (await Promise.all(events.map(({ id }) => recordsOf(id)))).flat()
      expect(records).toHaveLength(2)
      expect(new Set(records.map(({ index }) => index.case_log)).size).toBe(1)
      expect(new Set(records.map(({ index }) => index.subject)).size).toBe(1)
    }
    await consumer.stop()
  })
})
