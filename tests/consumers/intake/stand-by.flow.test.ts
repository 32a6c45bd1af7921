import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CaseEventRecord } from '../../../core/case/index-part.ts'
import type { LinkEpochRecord } from '../../../consumers/intake/entries.ts'
import { openLinksLog } from '../../../consumers/intake/links-log.ts'
import { SUBJECTS } from '../../../schemas/generated/records.ts'
import { INTAKE_GROUP } from '../../../consumers/intake/start.ts'
import { takeOver } from '../../../consumers/intake/take-over.ts'
import type { Consumer } from '../../../infra/event-log/port.ts'
import { CASE_EVENTS, inboxTopic, LINKS_EVENTS } from '../../../infra/event-log/topics.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
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

const first = (number: number) => {
  const { subject, pnc } = cast(number)
  return incident(`stand-by ${String(number)}`, { agency: 'westmere-police', subject: { ...subject, identifiers: [pnc] } })
}
const epochs = async () => (await installation.entries<LinkEpochRecord>(LINKS_EVENTS)).filter((entry) => 'started_at' in entry)
const epochOf = async (id: string) =>
  (await installation.entries<CaseEventRecord>(CASE_EVENTS)).filter(({ index }) => index.event_id === id).map(({ index }) => index.epoch)
const until = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10))
}
const never = new Promise<never>(() => undefined)

describe('two intakes that take over at once', () => {
  it('have different epochs, and the log says the same of who has which', async () => {
    const { log, store, records } = installation
    const opened = await Promise.all([openLinksLog({ log, store, records }), openLinksLog({ log, store, records })])
    const taken = await Promise.allSettled(
      opened.map((links, at) => takeOver({ log, records, links }, `intake ${String(at)}`, '2026-01-01T00:00:00.000Z')),
    )
    const mine = taken.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : undefined))
    // One of them may have been fenced by the other before it had its own; never do both have one.
    expect(new Set(mine).size).toBe(2)
    const written = await epochs()
    for (const [at, epoch] of mine.entries()) {
      if (epoch !== undefined) expect(written.find((entry) => entry.epoch === epoch)?.intake).toBe(`intake ${String(at)}`)
    }
  })
})

describe('an intake that stands by', () => {
  let active: Consumer
  let other: Consumer
  it('does nothing while another is the active one', async () => {
    const before = (await epochs()).length
    active = await installation.member()
    await until(async () => (await epochs()).length === before + 1)
    other = await installation.member()
    const event = first(1)
    await installation.publish([event])
    await settled(installation.log, Promise.race([active.done, other.done, never]))
    expect(await epochOf(event.id)).toHaveLength(1)
    expect((await epochs()).length).toBe(before + 1)
  })

  it('is the active one when the other has gone', async () => {
    const before = Math.max(...(await epochs()).map(({ epoch }) => epoch))
    await active.stop()
    const event = first(2)
    await installation.publish([event])
    await settled(installation.log, other.done)
    expect(await epochOf(event.id)).toEqual([before + 1])
  })

  it('takes its turn again when an entry of another has fenced it', async () => {
    const { log, records } = installation
    const before = Math.max(...(await epochs()).map(({ epoch }) => epoch))
    const { wire } = await records.encode(SUBJECTS.linkEpoch, {
      epoch: before + 1,
      intake: 'another',
      started_at: '2026-01-01T00:00:00.000Z',
    })
    await log.append([{ topic: LINKS_EVENTS, key: null, value: wire }])
    const event = first(3)
    await installation.publish([event])
    await settled(installation.log, other.done)
    expect(await epochOf(event.id)).toEqual([before + 2])
    await other.stop()
  })
})

describe('an event that an intake left waiting which knew less, and had no time to commit', () => {
  it('is linked when its inbox record comes again', async () => {
    const { subject, pnc, crn } = cast(7)
    const opener = incident('re-read opener', { subject: { ...subject, identifiers: [pnc] }, harmed: [cast(7).harmed] })
    const waiting = incident('re-read waiting', { agency: 'westmere-probation', subject: { ...subject, identifiers: [crn] } })
    const joining = incident('re-read joining', { subject: { ...subject, identifiers: [pnc, crn] } })
    const { log, store } = installation
    await installation.take([opener])
    await installation.take([waiting])
    // As if it began to wait only after what it waits for had become known.
    await store.db.deleteFrom('unlinked_awaits').where('event_id', '=', waiting.id).execute()
    await installation.take([joining])
    expect(await epochOf(waiting.id)).toEqual([])
    await log.commit(INTAKE_GROUP, [{ topic: inboxTopic(agencyNamed('westmere-probation')), partition: 0, offset: 0 }])
    await installation.take([])
    expect(await epochOf(waiting.id)).toHaveLength(1)
    expect(await store.db.selectFrom('unlinked').selectAll().where('event_id', '=', waiting.id).execute()).toEqual([])
  })
})
