import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { caughtUp } from '../../../commands/catch-up.ts'
import type { CloudEventJson, ReaderJson } from '../../../commands/demo/folder.ts'
import { RECALLS_CONSUMER } from '../../../consumers/recalls/start.ts'
import { verifyLinks } from '../../../consumers/verify-links.ts'
import { verifyTimeline } from '../../../consumers/timeline/verify.ts'
import { ACCESS_LOG } from '../../../infra/event-log/topics.ts'
import { cast } from '../../consumers/intake/events.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { inForce, readerOf, timelineOf } from '../reading.ts'
import { startRunning, type Running } from '../running.ts'
import { decided, incidentOf, type Pair } from './people.ts'

const MARAC = 'marac_risk_management'
const START = Date.parse('2025-09-01T12:00:00Z')

describe('events that people link', () => {
  let running: Running
  const man: Pair = { number: 3 }
  const nobody: Pair = { number: 3, unidentified: true }
  const coordinator = readerOf('coordinator', 'marac_coordinator', 'westmere-marac', 'listed')
  const late = readerOf('late-coordinator', 'marac_coordinator', 'westmere-marac', 'listed')
  const auditor: ReaderJson = {
    ...readerOf('auditor', 'auditor', 'fixture-bus_operator', 'listed'),
    links: [{ case: 'case', link: 'audit' }],
  }
  const known = incidentOf(man, 'Known')
  const wrong = incidentOf(man, 'Wrong')
  const wrongCorrected: CloudEventJson = incidentOf(man, 'Wrong, put right', { data: { corrects: wrong.id } })
  const unlinked = incidentOf(nobody, 'Unlinked')

  const send = async (event: CloudEventJson): Promise<void> => {
    expect(await running.send(event)).toMatchObject({ status: 'accepted' })
    await inForce(running)
  }
  const see = (who = coordinator, purpose = MARAC) => timelineOf(running, who, purpose, known)
  const words = async (who = coordinator): Promise<readonly string[]> =>
    (await see(who)).flatMap(({ data }) => /"description":"([^"]+)"/.exec(JSON.stringify(data))?.[1] ?? []).sort()
  const notices = async (who: typeof coordinator): Promise<readonly { readonly entry: unknown }[]> => {
    await caughtUp(running.parts.log, running.parts.store, RECALLS_CONSUMER, ACCESS_LOG)
    return ((await running.ask(`/v1/recalls?purpose=${MARAC}`, { method: 'GET', as: who.id })).json as { items: { entry: unknown }[] })
      .items
  }

  beforeAll(async () => {
    running = await startRunning({ at: START, readers: [coordinator, late, auditor] })
    for (const event of [known, wrong, wrongCorrected, unlinked]) await send(event)
    await running.link('case', [known], [coordinator, late, auditor])
  }, 120_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })

  it('an event that no rule linked is linked by a person', async () => {
    expect(await words()).toEqual(['Known', 'Wrong, put right'])
    await send(decided('link_person', man, [unlinked]))
    expect(await words()).toEqual(['Known', 'Unlinked', 'Wrong, put right'])
    expect(await running.receipt('westmere-police', await running.publish(unlinked))).toMatchObject({ status: 'repeated' })
  })

  it('what a decision is about may come after it', async () => {
    const other: Pair = { number: 4 }
    const [early, opener] = [incidentOf({ number: 4, unidentified: true }, 'Early'), incidentOf(other, 'Opener')]
    await send(early)
    await send(decided('link_person', other, [early]))
    await send(opener)
    await inForce(running)
    expect(await running.caseOf(early)).toBe(await running.caseOf(opener))
  })

  it('a wrong event leaves its case with its other versions; its readers hear of it, auditors keep a tombstone', async () => {
    const before = await see()
    expect(await notices(coordinator)).toEqual([])
    await send(decided('unlink_person', man, [wrongCorrected]))
    expect(await words()).toEqual(['Known', 'Unlinked'])
    const gone = before.filter(({ data }) => JSON.stringify(data).includes('Wrong, put right'))
    expect(await see()).toEqual(before.filter((item) => !gone.includes(item)))
    expect((await notices(coordinator)).map(({ entry }) => entry)).toEqual([null])
    expect(await notices(late)).toEqual([])
    const tombstones = (await see(auditor, 'audit')).filter(({ state, type }) => state === 'tombstone' && type === wrong.type)
    expect(tombstones.length).toBeGreaterThanOrEqual(2)
  })

  it('what only it said of people finds the case no more', async () => {
    const tokens = () =>
      running.parts.store.db
        .selectFrom('link_token')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    const { subject: names, pnc } = cast(3)
    const crn = { scheme: 'CRN', value: 'X000077' }
    const withCrn = incidentOf(man, 'With CRN', { data: { subject: { key: 'P', ...names, identifiers: [pnc, crn] } } })
    const before = await tokens()
    await send(withCrn)
    expect(await tokens()).not.toEqual(before)
    await send(decided('unlink_person', man, [withCrn]))
    expect(await tokens()).toEqual(before)
    const byCrn = incidentOf({ number: 3, unidentified: true }, 'By CRN', {
      data: { subject: { key: 'P', family_name: names.family_name, identifiers: [crn] } },
    })
    await send(byCrn)
    await inForce(running)
    expect(await running.caseOf(byCrn).catch(() => 'none')).not.toBe(await running.caseOf(known))
  })

  it('comes back into the case by another decision, and can be withdrawn there', async () => {
    await send(decided('link_person', man, [wrongCorrected]))
    expect(await words()).toEqual(['Known', 'Unlinked', 'Wrong, put right'])
    await send({ ...decided('unlink_person', man, [wrongCorrected]), id: uuidOf('again') })
    expect(await words()).toEqual(['Known', 'Unlinked'])
  })

  it('a decision that names nothing is an entry like any other, and its agency is warned', async () => {
    const note = decided('link_person', man, [])
    const { status, json } = await running.ask('/v1/events/check', {
      as: 'westmere-police',
      type: 'application/cloudevents+json',
      body: JSON.stringify(note),
    })
    expect(status).toBe(200)
    expect(JSON.stringify(json)).toContain('no-effect')
    await send(note)
    expect((await see()).filter(({ type }) => type === 'case.relinked')).toHaveLength(1)
  })

  it('two records of one harmed person are one person, and two again', async () => {
    const pair: Pair = { number: 5 }
    const one = incidentOf(pair, 'Of one')
    const [harmed] = one.data.harmed
    const other = { ...harmed, key: 'W', given_name: 'Shan', birth_date: '1996-08-18' }
    const two = incidentOf(pair, 'Of two', { data: { harmed: [other] } })
    await send(one)
    await send(two)
    const third = incidentOf(pair, 'Both', { data: { harmed: [harmed, other] } })
    const peopleOf = async (event: CloudEventJson): Promise<readonly string[]> => {
      const row = await running.parts.store.db
        .selectFrom('link_claim')
        .select('people')
        .where('event_id', '=', event.id)
        .executeTakeFirstOrThrow()
      return JSON.parse(row.people) as string[]
    }
    const both = {
      harmed: [harmed, other],
      details: {
        op: 'merge_persons',
        from_refs: ['W'],
        to_refs: ['V'],
        reason: 'One woman.',
        confidence: 'certain',
        second_checker: 'Somebody',
      },
    }
    await send(decided('merge_persons', pair, [], both))
    await send(third)
    const [, first, second] = await peopleOf(third)
    expect(first).toBe(second)
    await send(decided('split_persons', pair, [], { ...both, details: { ...both.details, op: 'split_persons' } }))
    const fourth = incidentOf(pair, 'Both again', { data: { harmed: [harmed, other] } })
    await send(fourth)
    const [, apart, again] = await peopleOf(fourth)
    expect(apart).not.toBe(again)
  })

  it('reads match when they are run again, and logs and store agree', async () => {
    const { status, json } = await running.ask('/v1/replays', { as: auditor.id, type: 'application/json', body: '{}' })
    expect([status, Object.keys((json as { counts: object }).counts)]).toEqual([200, ['match']])
    expect(await verifyLinks(running.parts)).toEqual([])
    expect(await verifyTimeline(running.parts)).toEqual([])
  })
})
