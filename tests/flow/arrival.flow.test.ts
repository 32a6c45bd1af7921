import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { CloudEventJson } from '../../commands/demo/folder.ts'
import { daysBetween, shiftDays } from '../../core/time/shift.ts'
import type { TimelineItem } from '../../gateway/read/item.ts'
import { loadCatalogue } from '../../schemas/index.ts'
import { cast } from '../consumers/intake/events.ts'
import { uuidOf } from '../fixtures/demo-events.ts'
import { demoJson } from './canary/every-type.ts'
import { inForce, readerOf, timelineOf } from './reading.ts'
import { startRunning, type Running } from './running.ts'

const catalogue = loadCatalogue()
const DAY_MS = 86_400_000
const FIRST_DAY = Date.parse('2024-03-01T00:00:00Z')
const COORDINATOR = readerOf('norshire-coordinator', 'marac_coordinator', 'norshire-marac', 'listed')
const IDVA = readerOf('norshire-idva-kv1', 'idva', 'norshire-idva', 'allocated', ['V'])
const MANAGER = readerOf('norshire-case-manager', 'perp_case_manager', 'norshire-drive', 'allocated')

type HarmedJson = CloudEventJson['data']['harmed'][number]

const agencyOf = ({ source }: CloudEventJson): string => source.split('/')[2] ?? ''
const detailsOf = ({ data }: CloudEventJson): Readonly<Record<string, unknown>> => data.details as Readonly<Record<string, unknown>>
const refersTo = (event: CloudEventJson, isWanted: (target: string | undefined) => boolean): readonly string[] =>
  (catalogue.types.get(event.type)?.details ?? [])
    .filter((field) => field.refersTo !== undefined && isWanted(field.refersTo) && detailsOf(event)[field.name] !== undefined)
    .map(({ name }) => name)

/** Types whose place in the order of arrival decides whether they are taken: what came before them in the case is part of their rule. */
const JUDGED_BY_WHAT_CAME_BEFORE = new Set([
  'marac.case-listed',
  'oocr.considered',
  'oocr.issued',
  'bail.decided',
  'dvds.decision-made',
  'dvds.disclosure-made',
  'marac.action-updated',
])

/** Demo events that name no other event. */
const alone = demoJson().filter(
  (event) =>
    refersTo(event, (target) => target === 'event').length === 0 &&
    event.data.based_on === undefined &&
    event.data.corrects === undefined &&
    !JUDGED_BY_WHAT_CAME_BEFORE.has(event.type) &&
    !event.type.startsWith('case.') &&
    !event.type.startsWith('record.') &&
    !event.type.startsWith('outcome.'),
)

/** Those events as they would be of people of their own, each on a day of its own, with what it says of other days; some recorded late. `V`: the adult harmed. */
function eventsOf(number: number): readonly CloudEventJson[] {
  const { subject, harmed, pnc } = cast(number)
  const letter = String.fromCharCode(97 + number)
  return alone.map((event, place) => {
    const from = new Date(FIRST_DAY + place * DAY_MS).toISOString().slice(0, 10)
    const recorded = new Date(FIRST_DAY + (place + (place % 3) * 4) * DAY_MS + DAY_MS / 2).toISOString()
    const people = event.data.harmed.map((person) => {
      const isChild = (person as { role?: string }).role === 'child'
      return {
        ...person,
        key: isChild ? 'C' : 'V',
        identifiers: [],
        ...(isChild ? { ...harmed, given_name: 'Maisie', birth_date: '2021-05-05' } : harmed),
      }
    })
    const keys = refersTo(event, (target) => target === 'person')
    const quoted = refersTo(event, (target) => target !== 'person' && target !== 'staff')
    const moved = shiftDays(detailsOf(event), daysBetween((event.data.occurred as { from: string }).from.slice(0, 10), from)) as Readonly<
      Record<string, unknown>
    >
    const details = Object.fromEntries(
      Object.entries(moved).map(([name, value]) => {
        if (keys.includes(name)) return [name, Array.isArray(value) ? people.map(({ key }) => key) : people[0]?.key]
        if (!quoted.includes(name)) return [name, value]
        return [name, Array.isArray(value) ? (value as string[]).map((id) => `${id}-${letter}`) : `${String(value)}-${letter}`]
      }),
    )
    return {
      ...event,
      id: uuidOf('arrival', letter, event.id),
      time: recorded,
      data: {
        ...event.data,
        occurred: { from, precision: 'day' },
        recorded_at: recorded,
        subject: { key: 'P', identifiers: [pnc], ...subject },
        harmed: people.filter(({ key }, at) => people.findIndex((other) => other.key === key) === at),
        details,
      },
    }
  })
}

/** When an item is shown to have begun: a month at its first day. */
const begins = ({ occurred: { from } }: TimelineItem): string => from.padEnd(10, '-01')

/** Items without their ids. Those that are shown to begin on one day, as months are, stand in the order of arrival: here in that of their text. */
const inFixedOrder = (items: readonly TimelineItem[]): readonly unknown[] => {
  const days = items.map(begins)
  expect(days).toEqual(days.toSorted())
  return items
    .map((item) => ({ day: begins(item), text: JSON.stringify({ ...item, id: '' }) }))
    .sort((one, other) => (`${one.day} ${one.text}` < `${other.day} ${other.text}` ? -1 : 1))
    .map(({ text }) => JSON.parse(text) as unknown)
}

/** What readers are shown, without what is of this case alone. */
async function shownOf(running: Running, number: number): Promise<readonly unknown[]> {
  const { subject, harmed, pnc } = cast(number)
  const events = eventsOf(number)
  const [first] = events
  if (first === undefined) throw new Error('No events.')
  await running.link('case', events, [COORDINATOR, IDVA, MANAGER])
  const ways = [
    [COORDINATOR, 'marac_risk_management'],
    [IDVA, 'victim_safety_planning'],
    [MANAGER, 'perpetrator_intervention'],
  ] as const
  const views = await Promise.all(ways.map(([reader, purpose]) => timelineOf(running, reader, purpose, first)))
  const quoted = new RegExp(`([A-Z]+\\d+)-${String.fromCharCode(97 + number)}"`, 'g')
  const general = (text: string): string =>
    text
      .replaceAll(subject.family_name, 'Reid')
      .replaceAll(harmed.family_name, 'Doyle')
      .replaceAll(pnc.value, 'PNC')
      .replaceAll(subject.birth_date, 'his birth date')
      .replaceAll(harmed.birth_date, 'her birth date')
      .replaceAll(quoted, '$1"')
      .replaceAll(/person-[0-9a-f]{12}/g, 'pseudonym')
  return views.map((items) => inFixedOrder(JSON.parse(general(JSON.stringify(items))) as TimelineItem[]))
}

describe('events that refer to no other event', () => {
  let running: Running
  let inOrder: readonly unknown[]
  let next = 1

  const sendAll = async (events: readonly CloudEventJson[]): Promise<readonly string[]> => {
    const ids = []
    for (const event of events) ids.push([agencyOf(event), await running.publish(event)] as const)
    const statuses = []
    for (const [agency, id] of ids) statuses.push((await running.receipt(agency, id)).status)
    await inForce(running)
    return statuses
  }
  beforeAll(async () => {
    running = await startRunning({ at: Date.parse('2025-09-01T12:00:00Z') })
    const statuses = await sendAll(eventsOf(0))
    expect(statuses.filter((status) => status !== 'accepted')).toEqual([])
    inOrder = await shownOf(running, 0)
  }, 120_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })

  it('are enough, and shown to readers of three roles', () => {
    expect(alone.length).toBeGreaterThan(40)
    const [coordinator, idva, manager] = inOrder as readonly (readonly { late: boolean; state: string }[])[]
    expect(coordinator?.length).toBeGreaterThan(40)
    expect(idva?.length).toBeGreaterThan(40)
    expect(manager?.length).toBeGreaterThan(20)
    expect(coordinator?.some(({ late }) => late)).toBe(true)
  })

  it('give the same timelines in whatever order they arrive, with repeats on the way and again afterwards', async () => {
    const arrivals = fc.tuple(
      fc.shuffledSubarray([...alone.keys()], { minLength: alone.length }),
      fc.array(fc.nat({ max: alone.length - 1 }), { minLength: 5, maxLength: 15 }),
    )
    await fc.assert(
      fc.asyncProperty(arrivals, async ([order, repeats]) => {
        const number = next++
        const events = eventsOf(number)
        const places = order.flatMap((place, at) => [
          place,
          ...repeats.filter((repeat) => order.indexOf(repeat) <= at && repeat % order.length === at),
        ])
        const arriving = places.flatMap((place) => events[place] ?? [])
        const statuses = await sendAll(arriving)
        expect(statuses.filter((status) => status === 'accepted')).toHaveLength(events.length)
        expect(statuses.filter((status) => status === 'repeated')).toHaveLength(arriving.length - events.length)
        expect(await shownOf(running, number)).toEqual(inOrder)
        expect(new Set(await sendAll(events.slice(0, 10)))).toEqual(new Set(['repeated']))
        expect(await shownOf(running, number)).toEqual(inOrder)
      }),
      { numRuns: 3, endOnFailure: true },
    )
  }, 120_000)

  it.each([
    ['with a strong identifier', 10],
    ['with a pair of full names and birth dates', 18],
  ])(
    'two first of a new person, %s, sent at once by two agencies, go to one case',
    async (_name, first) => {
      const [like] = alone
      if (like === undefined) throw new Error('No events.')
      const cases = new Set<string>()
      for (let number = first; number < first + 8; number += 1) {
        const { subject, harmed, pnc } = cast(number)
        const event = (agency: string): CloudEventJson => ({
          ...like,
          id: uuidOf('at once', String(number), agency),
          source: `/agencies/${agency}/records`,
          data: {
            ...like.data,
            subject: { key: 'P', ...(first === 10 ? { identifiers: [pnc] } : {}), ...subject },
            harmed: [{ ...like.data.harmed[0], key: 'V', identifiers: [], ...harmed } as HarmedJson],
          },
        })
        const both = [event('norshire-police'), event('westmere-police')]
        expect((await Promise.all(both.map((one) => running.send(one)))).map(({ status }) => status)).toEqual(['accepted', 'accepted'])
        const [one, other] = await Promise.all(both.map((sent) => running.caseOf(sent)))
        expect(one).toBe(other)
        cases.add(one ?? '')
      }
      expect(cases.size).toBe(8)
    },
    120_000,
  )
})
