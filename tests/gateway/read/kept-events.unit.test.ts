import { describe, expect, it } from '@jest/globals'
import type { CaseHead } from '../../../gateway/read/case-links.ts'
import { createKeptEvents } from '../../../gateway/read/kept-events.ts'
import type { StoredEvent } from '../../../gateway/read/stored-event.ts'
import { caseLogOf } from '../../fixtures/case-records.ts'

const [one, other, third] = ['one', 'other', 'third'].map((name) => caseLogOf(name)) as [
  ReturnType<typeof caseLogOf>,
  ReturnType<typeof caseLogOf>,
  ReturnType<typeof caseLogOf>,
]
const headOf = (sequence: number): CaseHead => ({ sequence, chain: Buffer.alloc(32, sequence), rows: String(sequence), partRows: '' })
const eventsOf = (count: number): readonly StoredEvent[] => Array.from({ length: count }, () => ({}) as StoredEvent)

describe('events of case logs that are kept from one read to the next', () => {
  it('are given while the head, and what the rows come to, are the same', () => {
    const kept = createKeptEvents()
    const events = eventsOf(3)
    kept.keep(one, headOf(3), events)
    const found = { head: headOf(3), events }
    expect([kept.find(one, headOf(3)), kept.find(one, headOf(3)), kept.find(other, headOf(3))]).toEqual([found, found, undefined])
  })

  it.each<[string, Partial<CaseHead>]>([
    ['number, and an earlier one', { sequence: 2 }],
    ['running hash', { chain: Buffer.alloc(32, 9) }],
    ['sum of its rows', { rows: '9' }],
  ])('are let go of at once when the head has another %s', (_, change) => {
    const kept = createKeptEvents()
    kept.keep(one, headOf(3), eventsOf(3))
    expect([kept.find(one, { ...headOf(3), ...change }), kept.find(one, headOf(3))]).toEqual([undefined, undefined])
  })

  it('are given as a beginning when the head has grown, until they are kept for it', () => {
    const kept = createKeptEvents()
    kept.keep(one, headOf(3), eventsOf(3))
    expect(kept.find(one, headOf(5))?.head.sequence).toBe(3)
    kept.keep(one, headOf(5), eventsOf(5))
    expect(kept.find(one, headOf(5))?.events).toHaveLength(5)
    expect(kept.find(one, headOf(3))).toBeUndefined()
  })

  it('are so many at most; those that were read last stay', () => {
    const kept = createKeptEvents(10)
    kept.keep(one, headOf(4), eventsOf(4))
    kept.keep(other, headOf(4), eventsOf(4))
    kept.find(one, headOf(4))
    kept.keep(third, headOf(4), eventsOf(4))
    expect([one, other, third].map((log) => kept.find(log, headOf(4))?.events.length)).toEqual([4, undefined, 4])
    kept.keep(one, headOf(6), eventsOf(6))
    expect([one, third].map((log) => kept.find(log, headOf(log === one ? 6 : 4))?.events.length)).toEqual([6, 4])
    kept.keep(other, headOf(11), eventsOf(11))
    expect([one, other, third].map((log) => kept.find(log, headOf(log === one ? 6 : log === other ? 11 : 4))?.events.length)).toEqual([
      6,
      undefined,
      4,
    ])
  })
})
