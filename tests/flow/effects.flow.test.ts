import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readEvents, type CloudEventJson } from '../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../commands/service.ts'
import type { TimelineItem } from '../../gateway/read/item.ts'
import { cast } from '../consumers/intake/events.ts'
import { uuidOf } from '../fixtures/demo-events.ts'
import { inForce, readerOf, timelineOf } from './reading.ts'
import { startRunning, type Running } from './running.ts'

type Json = Readonly<Record<string, unknown>>
type HarmedJson = CloudEventJson['data']['harmed'][number]

const demo = (name: string): readonly CloudEventJson[] => readEvents(join(DEMO_FOLDER, `${name}.cloudevents.jsonl`))
const named = (events: readonly CloudEventJson[], reference: string): CloudEventJson => {
  const found = events.find(({ data }) => data.agency_record_ref === reference)
  if (found === undefined) throw new Error(`The demo has no ${reference}.`)
  return found
}
const MARAC = 'marac_risk_management'

describe('what an event changes', () => {
  let running: Running
  const coordinator = readerOf('fixture-coordinator', 'marac_coordinator', 'fixture-marac_coordination', 'listed')
  const westmere = readerOf('westmere-coordinator', 'marac_coordinator', 'westmere-marac', 'listed')
  const manager = readerOf('westmere-case-manager', 'perp_case_manager', 'westmere-drive', 'allocated')
  beforeAll(async () => {
    running = await startRunning({ at: Date.parse('2025-09-01T12:00:00Z'), readers: [coordinator] })
  }, 120_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })

  const send = async (event: CloudEventJson): Promise<void> => {
    expect((await running.send(event)).status).toBe('accepted')
    await inForce(running)
  }
  const see = (reader: typeof coordinator, event: CloudEventJson, purpose = MARAC) => timelineOf(running, reader, purpose, event)
  const ofType = (items: readonly TimelineItem[], type: string): readonly TimelineItem[] => items.filter((item) => item.type === type)
  const detail = ({ data }: TimelineItem, name: string): unknown => (data.details as Json | undefined)?.[name]

  it('an event recorded more than 72 hours after the end of its day in London is late, and one of exactly 72 hours is not', async () => {
    const { subject, harmed, pnc } = cast(25)
    const like = named(demo('linnet'), 'LINNET-01')
    const recorded: readonly (readonly [day: string, at: string, late: boolean])[] = [
      ['2025-01-02', '2025-01-06T00:00:00.000Z', false],
      ['2025-01-03', '2025-01-07T00:00:00.001Z', true],
      ['2025-07-02', '2025-07-06T00:00:00.000+01:00', false],
      ['2025-07-03', '2025-07-07T00:00:00.001+01:00', true],
      ['2025-07-04', '2025-07-05T12:00:00+01:00', false],
    ]
    const events = recorded.map(([day, at]) => ({
      ...like,
      id: uuidOf('late', day),
      time: at,
      data: {
        ...like.data,
        occurred: { from: day, precision: 'day' },
        recorded_at: at,
        subject: { key: 'P', identifiers: [pnc], ...subject },
        harmed: [{ ...like.data.harmed[0], key: 'V', identifiers: [], ...harmed } as HarmedJson],
      },
    }))
    for (const event of events) await send(event)
    const [first] = events
    if (first === undefined) throw new Error('No events.')
    await running.link('case', events, [westmere])
    expect((await see(westmere, first)).map(({ occurred, late }) => [occurred.from, late])).toEqual(
      recorded.map(([day, , late]) => [day, late]),
    )
  })

  it('a correction shows the new version, marked as corrected, in the place of the old', async () => {
    const events = demo('single-events')
    const [opened, old, announced, replaced] = ['FIX-01', 'FIX-02', 'FIX-13', 'FIX-02R'].map((reference) => named(events, reference)) as [
      CloudEventJson,
      CloudEventJson,
      CloudEventJson,
      CloudEventJson,
    ]
    for (const event of [opened, old]) await send(event)
    await running.link('case', [opened], [coordinator])
    const arrests = async () =>
      ofType(await see(coordinator, opened), 'justice.arrest-recorded').map((item) => [
        detail(item, 'offence_group'),
        item.corrected,
        item.occurred.from,
      ])
    expect(await arrests()).toEqual([['STALKING_HARASSMENT', false, '2025-01-03']])
    await send(announced)
    await send(replaced)
    expect(await arrests()).toEqual([['BREACH_OF_ORDER', true, '2025-01-03']])
    expect(ofType(await see(coordinator, opened), 'record.corrected')).toHaveLength(1)
    expect(JSON.stringify(await see(coordinator, opened))).not.toContain('STALKING_HARASSMENT')
  })

  it('a retraction hides its target, and says so to those alone who would have seen it', async () => {
    const events = demo('linnet')
    const seen = named(events, 'LINNET-01')
    const unseen = named(events, 'LINNET-03')
    for (const event of [seen, unseen]) await send(event)
    await running.link('case', [seen], [westmere, manager])
    const types = async (reader: typeof coordinator, purpose = MARAC) => (await see(reader, seen, purpose)).map(({ type }) => type)
    expect(await types(westmere)).toEqual([seen.type, unseen.type])
    expect(await types(manager, 'perpetrator_intervention')).toEqual([seen.type])
    const retract = (target: CloudEventJson): CloudEventJson => ({
      ...target,
      id: uuidOf('retraction', target.id),
      type: 'record.retracted',
      data: {
        ...target.data,
        agency_record_ref: 'retraction',
        harmed: [],
        details: { target_event: target.id, reason: 'wrong_person', harm_review_needed: true },
      },
    })
    await send(retract(unseen))
    expect(await types(westmere)).toEqual([seen.type, 'record.retracted'])
    expect(await types(manager, 'perpetrator_intervention')).toEqual([seen.type])
    await send(retract(seen))
    expect(await types(westmere)).toEqual(['record.retracted', 'record.retracted'])
    expect(await types(manager, 'perpetrator_intervention')).toEqual(['record.retracted'])
    expect(JSON.stringify(await see(westmere, seen))).not.toContain('door frame')
  })

  it('a refusal narrows what a coordinator sees at once, an override opens the classes that it names, and closes when it ends', async () => {
    const events = demo('linnet')
    const incident = named(events, 'LINNET-16')
    const refusal = named(events, 'LINNET-15')
    const override = named(events, 'LINNET-18')
    // For its own events the agency's word counts at once; for others' when a MARAC lists the case that it has referred to it.
    const [referral, listing] = [named(events, 'LINNET-19'), named(events, 'LINNET-20')]
    await send(incident)
    /** Is she named, what did he do, how was she asked, and her words. */
    const seen = async () => {
      const items = await see(westmere, incident)
      const [event] = ofType(items, incident.type)
      const [wish] = ofType(items, refusal.type)
      const harmed = (event?.data.harmed ?? []) as readonly Json[]
      return [
        harmed.some(({ given_name: name }) => name === 'Shannon'),
        event && typeof detail(event, 'description'),
        wish && typeof detail(wish, 'explained_how'),
        wish && typeof detail(wish, 'limits_words'),
      ]
    }
    expect(await seen()).toEqual([true, 'string', undefined, undefined])
    await send(refusal)
    expect(await seen()).toEqual([false, 'string', 'undefined', 'undefined'])
    await send(referral)
    expect(await seen()).toEqual([false, 'string', 'undefined', 'undefined'])
    const decided = { time: '2025-01-20T12:00:00Z', occurred: { from: '2025-01-20', precision: 'day' }, expires: '2025-12-20' }
    await send({
      ...override,
      time: decided.time,
      data: {
        ...override.data,
        occurred: decided.occurred,
        recorded_at: decided.time,
        details: { ...(override.data.details as Json), expires_on: decided.expires },
      },
    })
    expect(await seen()).toEqual([false, 'string', 'string', 'undefined'])
    await send({
      ...listing,
      time: '2025-01-25T12:00:00Z',
      data: {
        ...listing.data,
        occurred: { from: '2025-01-25', precision: 'day' },
        recorded_at: '2025-01-25T12:00:00Z',
        details: { ...(listing.data.details as Json), meeting_on: '2025-12-01T09:30:00+00:00' },
      },
    })
    expect(await seen()).toEqual([true, 'string', 'string', 'undefined'])
    running.clock.moveTo(Date.parse('2025-12-20T23:59:59Z'))
    expect(await seen()).toEqual([true, 'string', 'string', 'undefined'])
    running.clock.moveTo(Date.parse('2025-12-21T00:00:00Z'))
    expect(await seen()).toEqual([false, 'string', 'undefined', 'undefined'])
  })
})
