import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { CloudEventJson } from '../../../commands/demo/folder.ts'
import { replayAndVerify } from '../../../commands/verify.ts'
import { inForce, readerOf } from '../reading.ts'
import { startRunning, type Running } from '../running.ts'
import { decided, incidentOf, type Pair } from './people.ts'

const REASON = 'Rung the force back; the photograph of their man is of somebody else.'
const OFFICER = { id: 'dpo', purpose: 'audit' }
const SENDER = 'westmere-probation'

interface Line {
  readonly id: string
  readonly kind: string
  readonly sender: string
  readonly effect: string
  readonly count: number
}

/** The event with its subject under other names. */
const named = (event: CloudEventJson, names: object): CloudEventJson =>
  ({ ...event, data: { ...event.data, subject: { ...(event.data.subject as object), ...names } } }) as unknown as CloudEventJson

describe('an event with his number and two mistakes in his names and birth date', () => {
  let running: Running
  let number = 10
  const chair = readerOf('chair-of-westmere', 'marac_chair', 'westmere-marac', 'listed')
  beforeAll(async () => {
    running = await startRunning({ at: Date.parse('2025-09-01T12:00:00Z'), readers: [chair] })
  }, 120_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })
  afterEach(async () => {
    await inForce(running)
  })

  /** The pair's case, and an event of another agency with the man's number under another name. */
  async function mistaken(words: string) {
    const pair: Pair = { number: (number += 1) }
    const known = incidentOf(pair, `Known ${words}`)
    expect(await running.send(known)).toMatchObject({ status: 'accepted' })
    await inForce(running)
    const plain = incidentOf(pair, `Mistaken ${words}`, { agency: SENDER })
    const event = named(plain, { given_name: 'Zebedee', family_name: 'Quill' })
    expect(await running.send(event)).toMatchObject({ status: 'accepted', errors: [], warnings: [] })
    await inForce(running)
    return { pair, known, event, plain }
  }
  const list = async ({ id, purpose } = OFFICER) =>
    (await running.ask(`/v1/confirmations?purpose=${purpose}`, { method: 'GET', as: id })).json as {
      readonly items: readonly Line[]
      readonly answered: readonly unknown[]
    }
  const waits = async ({ id }: CloudEventJson): Promise<boolean> =>
    (await running.parts.store.db.selectFrom('unlinked').select('event_id').where('event_id', '=', id).execute()).length === 1

  it('waits, and is one line of the list, with who sent it and nothing else of it; what its sender hears is what any sender hears', async () => {
    const { event } = await mistaken('one')
    const {
      items: [line, ...others],
    } = await list()
    expect([await waits(event), line, others]).toMatchObject([
      true,
      { kind: 'possible_match', sender: 'Westmere Probation', effect: 'waits', count: 1 },
      [],
    ])
    for (const said of [event.id, 'Zebedee', 'Quill', 'Mistaken']) expect(JSON.stringify(line)).not.toContain(said)
    expect((await list({ id: chair.id, purpose: 'marac_risk_management' })).items).toEqual([])
    const ended = await running.ask(`/v1/confirmations/${line?.id ?? ''}?purpose=audit`, {
      as: 'dpo',
      type: 'application/json',
      body: JSON.stringify({ answer: 'ended', reason: REASON }),
    })
    expect([ended.status, (await list()).items, (await list()).answered]).toMatchObject([
      201,
      [],
      [{ kind: 'possible_match', answer: 'ended' }],
    ])
  }, 60_000)

  it('is no line any more when its sender says whose it is, and its case has it', async () => {
    const { pair, known, event } = await mistaken('two')
    expect((await list()).items).toHaveLength(1)
    expect(await running.send(decided('link_person', pair, [event], {}, 'westmere-police'))).toMatchObject({ status: 'rejected' })
    expect((await list()).items).toHaveLength(1)
    expect(await running.send(decided('link_person', pair, [event], {}, 'fixture-bus_operator'))).toMatchObject({ status: 'accepted' })
    await inForce(running)
    expect([await waits(event), (await running.caseOf(event)) === (await running.caseOf(known)), (await list()).items]).toEqual([
      false,
      true,
      [],
    ])
  }, 60_000)

  it('is no line any more when it is sent again, put right', async () => {
    const { event, plain } = await mistaken('three')
    expect((await list()).items).toHaveLength(1)
    const right = { ...plain, id: `${plain.id.slice(0, -4)}0000`, data: { ...plain.data, corrects: event.id, agency_record_ref: 'Right' } }
    expect(await running.send(right)).toMatchObject({ status: 'accepted' })
    await inForce(running)
    expect((await list()).items).toEqual([])
  }, 60_000)

  it('is no line any more when what becomes known leaves one mistake of two; the notices replay and verify', async () => {
    const { pair, event } = await mistaken('four')
    expect((await list()).items).toHaveLength(1)
    // Another record has one of the names that were mistakes: one mistake is left.
    const aka = incidentOf(pair, 'Also known as', { agency: 'westmere-police' })
    expect(await running.send(named(aka, { given_name: 'Zebedee' }))).toMatchObject({ status: 'accepted' })
    await inForce(running)
    expect([await waits(event), (await list()).items]).toEqual([false, []])
    const { findings, store } = await replayAndVerify(running.parts, {})
    expect([findings, store]).toEqual([[], []])
  }, 60_000)
})
