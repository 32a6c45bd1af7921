import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { agencyOf, type CloudEventJson } from '../../../commands/demo/folder.ts'
import { AFTER_ALL, demoChronologies } from '../../fixtures/demo-world.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { openPlantedWorld, type PlantedWorld } from './world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const READS = '/v1/cases?purpose=marac_risk_management'
const READER = 'norshire-coordinator'

const events = demoChronologies.flatMap((chronology) => chronology.events)
const [first] = events
if (first === undefined) throw new Error('There is no event.')
const stopped = agencyOf(first)
/** Events of agencies whose feed goes on. */
const others = events.filter((event) => agencyOf(event) !== stopped)
const other = (at: number): CloudEventJson => {
  const event = others[at]
  if (event === undefined) throw new Error('There are too few events.')
  return event
}

describe('a fault in an installation in one process is seen', () => {
  const folder = temporaryFolder()
  let now = AFTER_ALL
  const pass = (ms: number): void => {
    now += ms
  }
  let intakeGoesOn: Promise<void> = Promise.resolve()
  let world: PlantedWorld
  beforeAll(async () => {
    world = await openPlantedWorld({
      data: join(folder.path, 'data'),
      clock: { now: () => now },
      ofIntake: (parts) => ({
        ...parts,
        vault: {
          ...parts.vault,
          keys: async (scopes, options) => {
            await intakeGoesOn
            return parts.vault.keys(scopes, options)
          },
        },
      }),
    })
  }, 60_000)
  afterAll(async () => {
    await world?.close()
    folder.remove()
  })
  const age = async (agency: string): Promise<number> =>
    now / 1_000 - ((await world.look()).metrics.value('agency_last_event_timestamp_seconds', `agency="${agency}"`) ?? -Infinity)

  it('and nothing is wrong before', async () => {
    for (const event of [first, other(0)]) expect(await world.publish(event)).toBe(202)
    expect(await world.get(READS, READER)).toBe(200)
    await world.sees(
      'nothing',
      ({ metrics, wrong }) =>
        wrong.length === 0 &&
        metrics.value('log_end_offset', 'topic="case.events"') === 2 &&
        metrics.value('ready') === 1 &&
        metrics.value('consumer_lag_records', 'consumer="timeline"') === 0,
    )
    const { metrics, status } = await world.look()
    expect([
      metrics.value('keys_missing'),
      metrics.value('reads_unrecorded_total'),
      metrics.value('dependency_up', 'dependency="access-log"'),
      metrics.value('consumer_running', 'consumer="timeline"'),
    ]).toEqual([0, 0, 1, 1])
    expect([status.findings, status.not_seen]).toEqual([[], []])
    expect([await age(stopped), await age(agencyOf(other(0)))]).toEqual([0, 0])
  }, 90_000)

  it('a feed that has stopped: the age of its last event, beside feeds that go on', async () => {
    pass(30 * HOUR)
    expect(await world.publish(other(1))).toBe(202)
    await world.sees(
      'feed stopped',
      ({ metrics }) => metrics.value('agency_last_event_timestamp_seconds', `agency="${agencyOf(other(1))}"`) === now / 1_000,
    )
    expect([await age(stopped), await age(agencyOf(other(1)))]).toEqual([(30 * HOUR) / 1_000, 0])
    const { status } = await world.look()
    expect(status.feeds?.find(({ agency }) => agency === stopped)?.last_event_at).toBe(new Date(AFTER_ALL).toISOString())
  }, 90_000)

  it('an access.log that cannot be written: reads are refused, and counted', async () => {
    const file = new DatabaseSync(join(world.parts.data, 'log', 'events.sqlite'), { timeout: 5_000 })
    try {
      file.exec(
        `create trigger planted before insert on record when new.partition in (select id from partition where topic = 'access.log') begin select raise(abort, 'planted'); end`,
      )
      await world.sees('access.log unwritable', ({ metrics, wrong }) => {
        void world.get(READS, READER).catch(() => undefined)
        return (
          (metrics.value('reads_unrecorded_total') ?? 0) > 0 &&
          metrics.value('dependency_up', 'dependency="access-log"') === 0 &&
          wrong.some((one) => one.startsWith('access-log '))
        )
      })
      file.exec('drop trigger planted')
    } finally {
      file.close()
    }
    await world.sees(
      'access.log writable again',
      ({ metrics, wrong }) => metrics.value('dependency_up', 'dependency="access-log"') === 1 && wrong.length === 0,
    )
    expect(await world.get(READS, READER)).toBe(200)
  }, 150_000)

  it('an intake that is stuck: the age of what waits in the inboxes', async () => {
    const waiting = `agency="${agencyOf(other(2))}"`
    const released = Promise.withResolvers<void>()
    intakeGoesOn = released.promise
    expect(await world.publish(other(2))).toBe(202)
    const before = await world.sees('an event waits', ({ metrics }) => metrics.value('consumer_lag_records', 'consumer="intake"') === 1)
    expect([before.metrics.value('inbox_oldest_age_seconds', waiting), before.wrong]).toEqual([0, []])
    pass(16 * MINUTE)
    const { wrong } = await world.sees(
      'intake stuck',
      ({ metrics }) =>
        metrics.value('inbox_oldest_age_seconds', waiting) === 16 * 60 &&
        metrics.value('consumer_lag_seconds', 'consumer="intake"') === 16 * 60,
    )
    expect(wrong).toContain(`an event of ${agencyOf(other(2))} waits for 16 minutes`)
    released.resolve()
    await world.sees(
      'intake goes on',
      ({ metrics, wrong: left }) => metrics.value('inbox_oldest_age_seconds', waiting) === 0 && left.length === 0,
    )
  }, 150_000)

  it('a timeline that is dead: it does not run, and what it has not taken grows old', async () => {
    await world.timeline.stop()
    await world.sees(
      'timeline dead',
      ({ metrics, wrong }) =>
        metrics.value('consumer_running', 'consumer="timeline"') === 0 &&
        metrics.value('ready') === 0 &&
        wrong.includes('timeline has ended'),
    )
    expect(await world.publish(other(3))).toBe(202)
    await world.sees('its log goes on', ({ metrics }) => (metrics.value('consumer_lag_records', 'consumer="timeline"') ?? 0) > 0)
    pass(2 * MINUTE)
    await world.sees('its log grows old', ({ metrics }) => (metrics.value('consumer_lag_seconds', 'consumer="timeline"') ?? 0) >= 120)
  }, 150_000)
})
