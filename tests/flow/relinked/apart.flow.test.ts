import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CloudEventJson } from '../../../commands/demo/folder.ts'
import { replayAndVerify } from '../../../commands/verify.ts'
import { cast } from '../../consumers/intake/events.ts'
import { inForce, readerOf } from '../reading.ts'
import { startRunning, type Running } from '../running.ts'
import { decided, incidentOf, type Pair } from './people.ts'

const SENDER = 'westmere-probation'

interface Line {
  readonly id: string
  readonly kind: string
  readonly sender: string
  readonly effect: string
  readonly count: number
}

/** The event with another number of its subject, and what else is said of the subject. */
const withNumber = (event: CloudEventJson, number: number, more: object): CloudEventJson => {
  const subject = { ...(event.data.subject as object), identifiers: [cast(number).crn], ...more }
  return { ...event, data: { ...event.data, subject } } as unknown as CloudEventJson
}

describe('an event that opens a case of its own, since number and surname are others, and may be about a known man', () => {
  let running: Running
  let number = 0
  const chair = readerOf('chair-of-westmere', 'marac_chair', 'westmere-marac', 'listed')
  beforeAll(async () => {
    running = await startRunning({ at: Date.parse('2025-09-01T12:00:00Z'), readers: [chair] })
  }, 120_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })

  const list = async () => (await running.ask('/v1/confirmations?purpose=audit', { method: 'GET', as: 'dpo' })).json as Lines
  interface Lines {
    readonly items: readonly Line[]
  }
  /** Events one after another, each in force before the next is sent, and what each of their senders was told. */
  const send = async (...events: readonly CloudEventJson[]): Promise<void> => {
    for (const event of events) {
      expect(await running.send(event)).toMatchObject({ status: 'accepted', errors: [], warnings: [] })
      await inForce(running)
    }
  }
  async function apart(words: string) {
    const pair: Pair = { number: (number += 2) }
    const known = incidentOf(pair, `Known ${words}`)
    const said = (more: string): CloudEventJson =>
      withNumber(incidentOf(pair, `${more} ${words}`, { agency: SENDER }), pair.number + 1, { family_name: `Quill${words}` })
    const event = said('Apart')
    await send(known, event)
    expect((await running.caseOf(event)) === (await running.caseOf(known))).toBe(false)
    return { pair, known, event, said }
  }

  it('is one line of the list of the older case, with who sent it and nothing else; what says nothing new of him is no line more', async () => {
    const { event, said } = await apart('one')
    await send(said('Again'))
    const {
      items: [line, ...others],
    } = await list()
    expect([line, others]).toMatchObject([{ kind: 'possible_match', sender: 'Westmere Probation', effect: 'waits', count: 1 }, []])
    for (const told of [event.id, 'Quill', 'Apart', 'Again']) expect(JSON.stringify(line)).not.toContain(told)
    const ended = await running.ask(`/v1/confirmations/${line?.id ?? ''}?purpose=audit`, {
      as: 'dpo',
      type: 'application/json',
      body: JSON.stringify({ answer: 'ended', reason: 'Rung the office back; theirs is a cousin of his who lives in Norshire.' }),
    })
    expect([ended.status, (await list()).items]).toEqual([201, []])
  }, 60_000)

  it('is no line any more once the two cases are one; the notices replay and verify', async () => {
    const { pair, known, event } = await apart('two')
    expect((await list()).items).toHaveLength(1)
    await send(decided('merge_cases', pair, [known, event]))
    expect((await list()).items).toEqual([])
    const { findings, store } = await replayAndVerify(running.parts, {})
    expect([findings, store]).toEqual([[], []])
  }, 60_000)

  it('is no line where nothing but given names are those of others', async () => {
    const [one, other] = [incidentOf({ number: 20 }, 'Stranger'), incidentOf({ number: 22 }, 'Another stranger', { agency: SENDER })]
    await send(one, other)
    expect((await list()).items).toEqual([])
  }, 60_000)
})
