import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Consumer } from '../../../infra/event-log/port.ts'
import { CASE_EVENTS, inboxTopic } from '../../../infra/event-log/topics.ts'
import { INTAKE_GROUP } from '../../../consumers/intake/start.ts'
import type { CaseEventRecord } from '../../../core/case/index-part.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { fixtureClock } from '../../fixtures/clock.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { cast, incident } from './events.ts'
import { openInstallation, type Installation } from './harness.ts'

const HOUR = 3_600_000
const POLICE = agencyNamed('westmere-police')
const [him, another] = [cast(1), cast(2)]
const about = (name: string, { subject, harmed, pnc }: ReturnType<typeof cast>): AgencyEvent =>
  incident(name, { subject: { ...subject, identifiers: [pnc] }, harmed: [harmed] })

describe('an agency that sends more about one man than an hour allows', () => {
  const folder = temporaryFolder()
  let installation: Installation
  let running: Consumer | undefined
  let ahead = 0
  const base = fixtureClock()
  const clock = { now: () => base.now() + ahead }
  const names = new Map<string, string>()
  const publish = async (events: readonly (readonly [string, AgencyEvent])[]): Promise<void> => {
    for (const [name, event] of events) names.set(event.id, name)
    await installation.publish(events.map(([, event]) => event))
  }
  const receipted = async (): Promise<readonly string[]> =>
    (await installation.receipts()).map(({ event_id: id }) => names.get(id ?? '') ?? '?')
  const until = async (count: number): Promise<readonly string[]> => {
    for (;;) {
      const found = await receipted()
      if (found.length >= count) return found
      await new Promise((resolve) => {
        setTimeout(resolve, 10)
      })
    }
  }
  const start = async (): Promise<void> => {
    running = await installation.intake({ clock, subjectEventsPerHour: 3 })
  }
  let opened = 0
  beforeEach(async () => {
    ahead = 0
    names.clear()
    installation = await openInstallation(`${folder.path}/${String(opened++)}`)
  })
  afterEach(async () => {
    await running?.stop()
    await installation.close()
  })

  it('waits in order for the rest, while what it sends about others goes on; nothing is lost', async () => {
    await start()
    await publish([1, 2, 3, 4, 5].map((number) => [`his ${String(number)}`, about(`his ${String(number)}`, him)] as const))
    await publish([['another’s', about('another’s', another)]])
    expect(await until(4)).toEqual(['his 1', 'his 2', 'his 3', 'another’s'])
    // Nothing after the first that waits is committed: who goes on after this intake has it all.
    expect(await installation.log.committed(INTAKE_GROUP, inboxTopic(POLICE), 0)).toBe(3)
    ahead = HOUR / 3
    expect(await until(5)).toEqual(['his 1', 'his 2', 'his 3', 'another’s', 'his 4'])
    ahead = HOUR
    expect(await until(6)).toEqual(['his 1', 'his 2', 'his 3', 'another’s', 'his 4', 'his 5'])
    while ((await installation.log.committed(INTAKE_GROUP, inboxTopic(POLICE), 0)) !== 6)
      await new Promise((resolve) => {
        setTimeout(resolve, 5)
      })
  })

  it('waits no less when it names him otherwise: each thing that it says of him is counted', async () => {
    await start()
    const otherwise = about('as CRN', { ...him, pnc: him.crn })
    await publish([1, 2, 3].map((number) => [`his ${String(number)}`, about(`his ${String(number)}`, him)] as const))
    await publish([
      ['by name', otherwise],
      ['another’s', about('another’s', another)],
    ])
    expect(await until(4)).toEqual(['his 1', 'his 2', 'his 3', 'another’s'])
  })

  it('loses nothing when intake is stopped while events wait, and puts nothing on a timeline twice', async () => {
    await start()
    await publish([1, 2, 3, 4, 5].map((number) => [`his ${String(number)}`, about(`his ${String(number)}`, him)] as const))
    await publish([['another’s', about('another’s', another)]])
    await until(4)
    await running?.stop()
    await start()
    const found = await until(6)
    // What came again with those that waited has its receipt.
    expect(found.toSorted()).toEqual(['another’s', 'his 1', 'his 2', 'his 3', 'his 4', 'his 5'])
    expect((await installation.receipts()).map(({ status }) => status)).not.toContain('repeated')
    const records = await installation.entries<CaseEventRecord>(CASE_EVENTS)
    expect(new Set(records.map(({ index }) => `${index.case_log} ${index.event_id}`)).size).toBe(6)
  })

  it('gets the same receipts, whether the man was known or not', async () => {
    const send = async (known: boolean): Promise<readonly string[]> => {
      await start()
      if (known)
        await installation.publish([
          incident('of another agency', {
            agency: 'norshire-police',
            subject: { ...him.subject, identifiers: [him.pnc] },
            harmed: [him.harmed],
          }),
        ])
      await publish([1, 2, 3, 4].map((number) => [`his ${String(number)}`, about(`his ${String(number)}`, him)] as const))
      await publish([['another’s', about('another’s', another)]])
      await until(known ? 5 : 4)
      return (await receipted()).filter((name) => name !== '?')
    }
    const unknown = await send(false)
    await running?.stop()
    await installation.close()
    installation = await openInstallation(`${folder.path}/${String(opened++)}`)
    expect(await send(true)).toEqual(unknown)
  })
})
