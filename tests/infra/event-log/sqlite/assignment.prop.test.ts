import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { assign } from '../../../../infra/event-log/sqlite/assignment.ts'

const partitions = fc.uniqueArray(fc.nat(100), { maxLength: 80 })
const members = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 5 })
const all = (): boolean => true
const loads = (assigned: ReadonlyMap<number, string>, of: readonly string[]): number[] =>
  of.map((member) => [...assigned.values()].filter((each) => each === member).length)

describe('the sharing of partitions', () => {
  it('gives each partition to one member, evenly, whoever had it before', () => {
    fc.assert(
      fc.property(partitions, members, members, (of, before, now) => {
        const assigned = assign(of, now, all, assign(of, before, all, new Map<number, string>()))
        expect([...assigned.keys()].sort()).toEqual([...of].sort())
        const counts = loads(assigned, now)
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(now.length)
        expect(Math.max(...counts)).toBeLessThanOrEqual(Math.ceil(of.length / now.length))
      }),
    )
  })

  it('moves nothing when nothing changed', () => {
    fc.assert(
      fc.property(partitions, members, (of, now) => {
        const first = assign(of, now, all, new Map())
        expect(new Map(assign(of, now, all, first))).toEqual(new Map(first))
      }),
    )
  })

  it('gives nobody a partition that they do not want', () => {
    fc.assert(
      fc.property(partitions, members, (of, now) => {
        const wants = (member: string, partition: number): boolean => (partition + member.charCodeAt(0)) % 3 === 0
        for (const [partition, member] of assign(of, now, wants, new Map())) expect(wants(member, partition)).toBe(true)
      }),
    )
  })
})
