import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { readEvents, type CloudEventJson, type ReaderJson } from '../../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../../commands/service.ts'
import { replayAndVerify } from '../../../commands/verify.ts'
import { verifyTimeline } from '../../../consumers/timeline/verify.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { inForce, readerOf } from '../reading.ts'
import { startRunning, type Running } from '../running.ts'
import { decided, incidentOf, type Pair } from './people.ts'

const START = Date.parse('2025-09-01T12:00:00Z')
const REASON = 'Rung both forces back; their records of the man have the same tattoos.'
/** Longer than intake takes to look again at what waits for a yes. */
const LOOKED_AT_MS = 8_000
const OFFICER = { id: 'dpo', purpose: 'audit' }

const linnet = readEvents(join(DEMO_FOLDER, 'linnet.cloudevents.jsonl'))

/** An event of a MARAC about the people of another event. */
function ofMarac(type: string, agency: string, { data: { subject, harmed } }: CloudEventJson): CloudEventJson {
  const like = linnet.find((event) => event.type === type)
  if (like === undefined) throw new Error(`LINNET has no ${type}.`)
  const time = new Date(START).toISOString()
  return {
    ...like,
    id: uuidOf('waits', type),
    source: `/agencies/${agency}/records`,
    time,
    data: {
      ...like.data,
      subject,
      harmed,
      occurred: { from: time.slice(0, 10), precision: 'day' },
      recorded_at: time,
      agency_record_ref: `WAITS-${type}`,
      details: {
        ...(like.data.details as object),
        marac_id: 'WAITS-M',
        ...(type === 'marac.referral-made'
          ? { consent_status: 'agreed' }
          : { meeting_on: '2025-09-16T09:30:00+01:00', research_due: '2025-09-15T12:00:00+01:00' }),
      },
    },
  }
}

interface Line {
  readonly id: string
  readonly kind: string
  readonly sender: string
  readonly effect: string
  readonly count: number
  readonly workers: readonly string[]
}
interface List {
  readonly items: readonly Line[]
  readonly answered: readonly { readonly kind: string; readonly answer: string; readonly sender: string }[]
}

describe('who is said to be who, and waits', () => {
  let running: Running
  const officers = ['one', 'two'].map((name): ReaderJson => {
    const reader = readerOf(`officer-${name}`, 'police_dvds_officer', 'westmere-police', 'allocated')
    return { ...reader, links: reader.links.map((link) => ({ ...link, case: name })) }
  })
  const chair = readerOf('chair-of-westmere', 'marac_chair', 'westmere-marac', 'listed')
  let number = 0

  beforeAll(async () => {
    running = await startRunning({ at: START, readers: [...officers, chair] })
  }, 120_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })
  afterEach(async () => {
    await inForce(running)
  })

  /** Two cases of which the police have an event each. */
  async function twoCases() {
    const pairs: readonly Pair[] = [{ number: (number += 1) }, { number: (number += 1) }]
    const events = pairs.map((pair) => incidentOf(pair, `Of ${String(pair.number)}`))
    for (const event of events) expect(await running.send(event)).toMatchObject({ status: 'accepted' })
    await inForce(running)
    const [pair = { number }] = pairs
    const say = async (op: 'merge_cases' | 'split_case', ref: string, agency = 'westmere-police'): Promise<CloudEventJson> => {
      const event = decided(op, pair, events, { agency_record_ref: ref }, agency)
      expect(await running.send(event)).toMatchObject({ status: 'accepted', errors: [], warnings: [] })
      await inForce(running)
      return event
    }
    const logs = await Promise.all(events.map((event) => running.caseOf(event)))
    const isOne = async (): Promise<boolean> =>
      (await running.parts.store.db.selectFrom('link_merged').selectAll().where('kind', '=', 'case').execute()).some(
        ({ case_log: one, into_case_log: other }) => logs.includes(one) && logs.includes(other),
      )
    return { events, say, isOne }
  }
  const list = async ({ id, purpose } = OFFICER): Promise<List> =>
    (await running.ask(`/v1/confirmations?purpose=${purpose}`, { method: 'GET', as: id })).json as List
  const answer = async (id: string, given: string, who = OFFICER): Promise<number> =>
    (
      await running.ask(`/v1/confirmations/${id}?purpose=${who.purpose}`, {
        as: who.id,
        type: 'application/json',
        body: JSON.stringify({ answer: given, reason: REASON }),
      })
    ).status
  const until = async (holds: () => Promise<boolean>): Promise<boolean> => {
    for (let waited = 0; waited < LOOKED_AT_MS; waited += 100) {
      if (await holds()) return true
      await sleep(100)
    }
    return false
  }

  it('is one line for the operator’s officer, with who sent it and nothing else of it; a yes lets it take effect', async () => {
    const { say, isOne } = await twoCases()
    const merge = await say('merge_cases', 'WAITS-1')
    const {
      items: [line, ...others],
    } = await list()
    expect([line, others]).toMatchObject([{ kind: 'merge', sender: 'Westmere Police', effect: 'waits', count: 1, workers: [] }, []])
    for (const said of [merge.id, 'WAITS-1', 'address history']) expect(JSON.stringify(line)).not.toContain(said)
    expect((await list({ id: chair.id, purpose: 'marac_risk_management' })).items).toEqual([])
    expect([await isOne(), await answer(line?.id ?? '', 'confirmed')]).toEqual([false, 201])
    expect(await until(isOne)).toBe(true)
    await inForce(running)
    expect(await list()).toMatchObject({ items: [], answered: [{ kind: 'merge', answer: 'confirmed', sender: 'Westmere Police' }] })
  }, 60_000)

  it('an end ends it for good, also where the sender gets standing later', async () => {
    const { events, say, isOne } = await twoCases()
    const merge = await say('merge_cases', 'WAITS-2')
    const [line] = (await list()).items
    expect(await answer(line?.id ?? '', 'ended')).toBe(201)
    expect((await list()).items).toEqual([])
    const waits = () => running.parts.store.db.selectFrom('unlinked').select('event_id').where('event_id', '=', merge.id).execute()
    expect(await until(async () => (await waits()).length === 0)).toBe(true)
    for (const [at, officer] of officers.entries()) await running.link(['one', 'two'][at] ?? '', events.slice(at, at + 1), [officer])
    await sleep(LOOKED_AT_MS - 2_000)
    expect(await isOne()).toBe(false)
  }, 60_000)

  it('does not take effect after somebody who may has said that the cases are two', async () => {
    const { say, isOne } = await twoCases()
    await say('merge_cases', 'WAITS-3')
    expect((await list()).items).toMatchObject([{ kind: 'merge' }])
    const [line] = (await list()).items
    await say('split_case', 'WAITS-3-NO', 'westmere-police')
    expect((await list()).items).toMatchObject([{ kind: 'merge' }])
    await say('split_case', 'WAITS-3-TWO', 'fixture-bus_operator')
    expect((await list()).items).toEqual([])
    expect(await answer(line?.id ?? '', 'confirmed')).toBe(404)
    expect(await until(isOne)).toBe(false)
  }, 60_000)

  it('is a line of the MARAC of the open listing too, which may end it; its yes is not enough where it has no say in the other case', async () => {
    const {
      events: [one],
      say,
      isOne,
    } = await twoCases()
    if (one === undefined) throw new Error('no case')
    for (const event of [ofMarac('marac.referral-made', 'westmere-maternity', one), ofMarac('marac.case-listed', 'westmere-marac', one)])
      expect(await running.send(event)).toMatchObject({ status: 'accepted' })
    await inForce(running)
    await say('merge_cases', 'WAITS-5')
    const meeting = { id: chair.id, purpose: 'marac_risk_management' }
    const [line] = (await list(meeting)).items
    expect([line, (await list()).items]).toMatchObject([{ kind: 'merge', sender: 'Westmere Police' }, [{ kind: 'merge' }]])
    expect(await answer(line?.id ?? '', 'confirmed', meeting)).toBe(201)
    expect([await until(isOne), (await list(meeting)).items]).toMatchObject([false, [{ kind: 'merge' }]])
    expect(await answer(line?.id ?? '', 'ended', meeting)).toBe(201)
    expect([(await list(meeting)).items, (await list()).items]).toEqual([[], []])
  }, 60_000)

  it('a split that waits is a line too', async () => {
    const { say, isOne } = await twoCases()
    await say('merge_cases', 'WAITS-4', 'fixture-bus_operator')
    await say('split_case', 'WAITS-4-TWO')
    const [line] = (await list()).items
    expect(line).toMatchObject({ kind: 'part', sender: 'Westmere Police', effect: 'waits' })
    expect([await isOne(), await answer(line?.id ?? '', 'confirmed')]).toEqual([true, 201])
    expect(await until(async () => !(await isOne()))).toBe(true)
    await inForce(running)
    expect((await list()).items).toEqual([])
  }, 60_000)

  it('comes to the same when it is folded and decided again', async () => {
    expect(await verifyTimeline(running.parts)).toEqual([])
    const { counts, findings, store } = await replayAndVerify(running.parts, {})
    expect({ findings, store, others: Object.keys(counts) }).toEqual({ findings: [], store: [], others: ['match'] })
  })
})
