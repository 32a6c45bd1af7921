import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createPace } from '../../../consumers/intake/pace/pace.ts'

const PER_HOUR = 4
const HOUR = 3_600_000
const subjects = fc.subarray(['pnc', 'crn', 'name', 'other'], { minLength: 1, maxLength: 2 })
const records = fc.array(
  fc.record({
    inbox: fc.constantFrom('agency.a.events', 'agency.b.events'),
    subject: subjects,
    after: fc.integer({ min: 0, max: HOUR / 3 }),
  }),
  { maxLength: 60 },
)

interface Sent {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly subject: readonly string[]
}

/** Runs records through a pace, taking what is due before each; then as long as it takes. */
function run(sent: readonly { readonly inbox: string; readonly subject: readonly string[]; readonly after: number }[]) {
  const pace = createPace(PER_HOUR)
  const ends = new Map<string, number>()
  const all = new Map<string, Sent>()
  const taken: { readonly record: Sent; readonly at: number }[] = []
  let now = 0
  const takeDue = (): void => {
    for (const { topic, offset } of pace.due(now, 1_000)) {
      const record = all.get(`${topic} ${String(offset)}`)
      if (record !== undefined) taken.push({ record, at: now })
    }
  }
  for (const { inbox, subject, after } of sent) {
    now += after
    takeDue()
    const offset = ends.get(inbox) ?? 0
    ends.set(inbox, offset + 1)
    const record = { topic: inbox, partition: 0, offset, subject }
    all.set(`${inbox} ${String(offset)}`, record)
    if (pace.admit(record, subject, now)) taken.push({ record, at: now })
  }
  const waiting = (): boolean => [...ends.keys()].some((topic) => pace.firstWaiting({ topic, partition: 0 }) !== undefined)
  for (let hours = 0; waiting() && hours < 200; hours++) {
    now += HOUR / PER_HOUR
    takeDue()
  }
  return { all: [...all.values()], taken }
}

const shares = (one: Sent, other: Sent): boolean => one.topic === other.topic && one.subject.some((key) => other.subject.includes(key))

describe('the pace of a sender', () => {
  it('loses nothing and takes nothing twice', () => {
    fc.assert(
      fc.property(records, (sent) => {
        const { all, taken } = run(sent)
        const places = taken.map(({ record }) => `${record.topic} ${String(record.offset)}`)
        expect(places.toSorted()).toEqual(all.map(({ topic, offset }) => `${topic} ${String(offset)}`).toSorted())
      }),
    )
  })

  it('keeps the order of what is about one subject, by whatever he was named', () => {
    fc.assert(
      fc.property(records, (sent) => {
        const { taken } = run(sent)
        for (const [at, { record }] of taken.entries())
          for (const { record: later } of taken.slice(at + 1))
            if (shares(record, later)) expect(later.offset).toBeGreaterThan(record.offset)
      }),
    )
  })

  it('takes no more about a subject than an hour allows, beside a first burst', () => {
    fc.assert(
      fc.property(records, (sent) => {
        const { taken } = run(sent)
        for (const inbox of ['agency.a.events', 'agency.b.events']) {
          for (const key of ['pnc', 'crn', 'name', 'other']) {
            const own = taken.filter(({ record }) => record.topic === inbox && record.subject.includes(key))
            for (const [at, { at: moment }] of own.entries())
              expect(at + 1).toBeLessThanOrEqual(PER_HOUR + (moment / HOUR) * PER_HOUR + 1e-6)
          }
        }
      }),
    )
  })

  it('lets other subjects and other senders go on', () => {
    const pace = createPace(2)
    const admit = (topic: string, offset: number, subject: string): boolean => pace.admit({ topic, partition: 0, offset }, [subject], 0)
    expect([admit('agency.a.events', 0, 'him'), admit('agency.a.events', 1, 'him'), admit('agency.a.events', 2, 'him')]).toEqual([
      true,
      true,
      false,
    ])
    expect([admit('agency.a.events', 3, 'another'), admit('agency.b.events', 0, 'him'), admit('agency.a.import', 0, 'him')]).toEqual([
      true,
      true,
      true,
    ])
    expect(pace.firstWaiting({ topic: 'agency.a.events', partition: 0 })).toBe(2)
  })

  it('forgets what waits of an inbox that another intake has by now, and reads no more of one that is full', () => {
    const pace = createPace(1, { mostWaiting: 2 })
    const inbox = { topic: 'agency.a.events', partition: 0 }
    for (const offset of [0, 1, 2]) pace.admit({ ...inbox, offset }, ['him'], 0)
    expect(pace.isFull(inbox)).toBe(true)
    pace.forget(({ topic }) => topic === inbox.topic)
    expect([pace.isFull(inbox), pace.firstWaiting(inbox), pace.due(HOUR, 10)]).toEqual([false, undefined, []])
    expect(pace.admit({ ...inbox, offset: 1 }, ['him'], HOUR)).toBe(true)
  })
})
