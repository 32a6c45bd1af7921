import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readEvents, type CloudEventJson } from '../../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../../commands/service.ts'
import { changeStaff } from '../../../commands/staff.ts'
import { replayAndVerify } from '../../../commands/verify.ts'
import type { Delivery } from '../../../gateway/read/follow-timeline.ts'
import type { TimelineItem } from '../../../gateway/read/item.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { openEventStream, type EventStream, type StreamEvent } from '../../fixtures/event-stream.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { confirm } from '../../flow/confirm.ts'
import { readerOf } from '../../flow/reading.ts'
import { HOUR, NOW, plain, REASON, startStepUpWorld, type StepUpWorld } from '../step-up/world.ts'

const MARAC = agencyNamed('westmere-marac')
const PURPOSE = 'purpose=marac_risk_management'
const WORKER = 'westmere-social-worker'
/** Nothing goes out: as long as several looks take. */
const QUIET_MS = 1_500
const PATIENCE_MS = 20_000
const LINNET = readEvents(join(DEMO_FOLDER, 'linnet.cloudevents.jsonl'))
/** What comes before anything is said of consent. */
const BEFORE = 14

const coordinators = ['follower', 'blocked', 'leaver', 'passing', 'busy'].map((name) =>
  readerOf(`${name}-coordinator`, 'marac_coordinator', MARAC, 'listed'),
)

/** What a reader has on the screen who does as the deliveries say. */
function screen() {
  const items = new Map<string, TimelineItem>()
  return {
    items: () => [...items.values()].sort((one, other) => (one.id < other.id ? -1 : 1)),
    take: (message: StreamEvent | undefined): Delivery => {
      expect(message?.event).toBe('timeline')
      const delivery = message?.data as Delivery
      if (delivery.complete) items.clear()
      for (const id of delivery.removed) items.delete(id)
      for (const item of delivery.items) items.set(item.id, item)
      return delivery
    },
  }
}

describe('a live timeline', () => {
  let world: StepUpWorld
  let caseId: string
  beforeAll(async () => {
    world = await startStepUpWorld({ count: BEFORE, readers: coordinators })
    await world.running.link('case', [world.event], coordinators)
    caseId = world.caseFor(MARAC)
  }, 120_000)
  afterAll(async () => {
    await world.running.stop()
    world.running.remove()
  })

  const path = (of: string, query: string, id = caseId): string => `/v1/cases/${id}/${of}?${query}`
  const follow = async (
    as: string,
    { query = PURPOSE, ttl, id }: { readonly query?: string; readonly ttl?: number; readonly id?: string } = {},
  ): Promise<EventStream> =>
    openEventStream(`${world.running.service.origin}${path('timeline/stream', query, id)}`, await world.running.token(as, ttl))
  const read = async (as: string, query = PURPOSE): Promise<readonly TimelineItem[]> =>
    ((await world.get(path('timeline', `${query}&limit=200`), as)).json as { items: TimelineItem[] }).items.toSorted((one, other) =>
      one.id < other.id ? -1 : 1,
    )
  const sent = (at: number, change: Partial<CloudEventJson> = {}): CloudEventJson => {
    const event = LINNET[at]
    if (event === undefined) throw new Error('LINNET is shorter.')
    return { ...event, ...change }
  }
  const ended = async (stream: EventStream): Promise<unknown> => {
    const last = await stream.next()
    expect([last?.event, await stream.next(), stream.ended()]).toEqual(['end', undefined, true])
    return (last?.data as { code: string }).code
  }
  const blocked = (as: string): CloudEventJson => ({
    ...world.event,
    id: uuidOf('stream', as),
    type: 'case.access-blocked',
    data: {
      ...world.event.data,
      details: {
        case_id: 'LM1',
        blocked_kind: 'user',
        blocked_ref: `${MARAC}:${as}`,
        reason: 'related_to_party',
        from_on: '2025-09-05T09:00:00+01:00',
        requested_by: 'MARAC coordinator',
        shown_to_user_as: 'not found',
      },
    },
  })

  it('is the whole timeline first, then what is new, as a read shows it; what is hidden from the reader is not heard of; what she withdraws is taken back', async () => {
    const [stream, shown] = [await follow('follower-coordinator'), screen()]
    expect([
      stream.status,
      stream.headers.get('content-type'),
      stream.headers.get('cache-control'),
      stream.headers.get('content-encoding'),
      stream.headers.get('etag'),
    ]).toEqual([200, 'text/event-stream', 'no-store', null, null])
    const first = shown.take(await stream.next())
    expect([first.complete, first.removed, first.record, first.items.length > 8]).toEqual([
      true,
      [],
      stream.headers.get('access-record'),
      true,
    ])
    expect(shown.items()).toEqual(await read('follower-coordinator'))

    await world.send(sent(BEFORE + 1))
    const second = shown.take(await stream.next())
    expect([second.complete, second.removed, second.items.some(({ type }) => type === 'behaviour.incident-recorded')]).toEqual([
      false,
      [],
      true,
    ])
    expect(second.record).not.toBe(first.record)
    expect(shown.items()).toEqual(await read('follower-coordinator'))

    const embargoed = sent(0, { id: uuidOf('stream', 'hidden') })
    await world.send({
      ...embargoed,
      data: { ...embargoed.data, agency_record_ref: 'HIDDEN-1', handling: { perp_knows: 'never', embargo_until: '2099-01-01T00:00:00Z' } },
    })
    expect(await stream.next(QUIET_MS)).toBeUndefined()

    expect(JSON.stringify(shown.items())).toContain('Maisie')
    const consent = sent(BEFORE)
    const { json } = await world.running.ask('/v1/events', {
      as: 'westmere-maternity',
      type: 'application/cloudevents+json',
      body: JSON.stringify({
        ...consent,
        data: { ...consent.data, details: { ...(consent.data.details as object), status: 'withdrawn' } },
      }),
    })
    expect(json).toMatchObject({ results: [{ status: 'received', in_force: 'not_told' }] })
    const answered = performance.now()
    shown.take(await stream.next())
    process.stdout.write(
      `a withdrawal was taken back from an open stream ${(performance.now() - answered).toFixed(0)} ms after its answer\n`,
    )
    expect(shown.items()).toEqual(await read('follower-coordinator'))
    expect(JSON.stringify(shown.items())).not.toContain('Maisie')
    expect(stream.rest()).toBe('retry:1000\n')
    await stream.close()
  }, 60_000)

  it('shows a page’s filters, and takes no page, no cursor and no purpose of another role', async () => {
    const [stream, shown] = [await follow('follower-coordinator', { query: `${PURPOSE}&family=F1&agency=westmere-police` }), screen()]
    shown.take(await stream.next())
    expect(shown.items()).toEqual(await read('follower-coordinator', `${PURPOSE}&family=F1&agency=westmere-police`))
    await stream.close()
    for (const [query, status] of [
      [`${PURPOSE}&limit=5`, 400],
      [`${PURPOSE}&cursor=x`, 400],
      ['', 400],
      ['purpose=evaluation_research', 403],
    ] as const)
      expect([query, (await follow('follower-coordinator', { query })).status]).toEqual([query, status])
  })

  it('ends for who is blocked, as if there were no such case', async () => {
    const stream = await follow('blocked-coordinator')
    await stream.next()
    const block = blocked('blocked-coordinator')
    await world.send(block)
    // Of a coordinator it waits until it is confirmed.
    await confirm(world.running, block, { agency: MARAC, staff: 'manager', role: 'dpo' })
    expect(await ended(stream)).toBe('not-found')
    const [barred, nothing] = await Promise.all(
      [caseId, 'AAAAAAAAAAAAAAAAAAAAAA'].map((id) => world.get(path('timeline/stream', PURPOSE, id), 'blocked-coordinator')),
    )
    expect(barred && nothing && [barred.status, plain(barred)]).toEqual([404, nothing && plain(nothing)])
  })

  it('ends for who is staff no more, and when the token expires', async () => {
    const [leaver, passing] = [await follow('leaver-coordinator'), await follow('passing-coordinator', { ttl: 60 })]
    await Promise.all([leaver.next(), passing.next()])
    await changeStaff(world.running.parts, { agency: MARAC, staff: 'leaver-coordinator', by: `${MARAC}:westmere-chair` })
    expect(await ended(leaver)).toBe('unauthenticated')
    world.running.clock.moveTo(NOW + 61_000)
    expect(await ended(passing)).toBe('unauthenticated')
  })

  it('ends with the emergency that it rests on, when four hours are over', async () => {
    const id = world.caseFor('westmere-csc')
    const child = 'purpose=child_safeguarding'
    expect((await follow(WORKER, { query: child, id })).status).toBe(404)
    expect((await world.post(`/v1/cases/${id}/break-glass?${child}`, WORKER, { reason: REASON })).status).toBe(201)
    const stream = await follow(WORKER, { query: child, id, ttl: 24 * 3600 })
    expect((await stream.next())?.event).toBe('timeline')
    world.running.clock.moveTo(NOW + 62_000 + 4 * HOUR)
    expect(await ended(stream)).toBe('not-found')
  })

  it('is open twenty times for one credential, and not more; each is free again when its reader has gone', async () => {
    const streams = await Promise.all(Array.from({ length: 20 }, () => follow('busy-coordinator')))
    expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200))
    const more = await follow('busy-coordinator')
    expect([more.status, more.headers.get('retry-after')]).toEqual([429, '5'])
    expect((await follow('follower-coordinator')).status).toBe(200)
    await streams[0]?.close()
    let again = await follow('busy-coordinator')
    for (const until = performance.now() + PATIENCE_MS; again.status === 429 && performance.now() < until;)
      again = await follow('busy-coordinator')
    expect(again.status).toBe(200)
    await Promise.all([again, ...streams].map((stream) => stream.close()))
  }, 60_000)

  it('has each delivery on record, and every record runs again; stopping the service waits for no stream', async () => {
    expect(await replayAndVerify(world.running.parts, {})).toMatchObject({ findings: [], store: [] })
    const stream = await follow('follower-coordinator')
    await stream.next()
    await world.running.stop()
    expect(await ended(stream)).toBe('unavailable')
  }, 60_000)
})
