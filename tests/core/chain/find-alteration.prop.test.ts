import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { findAlteration, type ChainStep } from '../../../core/chain/find-alteration.ts'

/** Entries that go into the chain by a number of their own. */
const stepsOf = (entries: readonly number[]): readonly ChainStep[] =>
  entries.map(
    (entry) => (previous, sequence) =>
      createHash('sha256')
        .update(previous)
        .update(`${String(sequence)} ${String(entry)}`)
        .digest(),
  )

function headsOf(entries: readonly number[]): readonly Buffer[] {
  const heads: Buffer[] = [Buffer.alloc(32)]
  for (const [at, step] of stepsOf(entries).entries()) heads.push(step(heads[at] ?? Buffer.alloc(32), at + 1))
  return heads
}

const log = fc.integer({ min: 1, max: 30 }).map((length) => Array.from({ length }, (_, at) => at))

const found = (before: readonly number[], now: readonly number[], intact: number) => {
  const heads = headsOf(now)
  const chain = headsOf(before).at(-1)?.toString('hex') ?? ''
  return findAlteration(stepsOf(now), (n) => heads[n], { sequence: before.length, chain }, intact)
}

describe('what was done to a log since it was seen', () => {
  it('is said to be an entry put in, with its number, also where the log has grown since', () => {
    fc.assert(
      fc.property(log, fc.nat(29), fc.array(fc.integer({ min: 100, max: 200 }), { maxLength: 3 }), (before, place, later) => {
        const at = place % before.length
        const now = [...before.slice(0, at), 99, ...before.slice(at), ...later]
        expect(found(before, now, -1)).toEqual({ kind: 'inserted', sequence: at + 1 })
        expect(found(before, now, at)).toEqual({ kind: 'inserted', sequence: at + 1 })
      }),
    )
  })

  it('is said to be two neighbours that changed places', () => {
    fc.assert(
      fc.property(log, fc.nat(29), (before, place) => {
        fc.pre(before.length > 1)
        const at = place % (before.length - 1)
        const [one = 0, other = 0] = before.slice(at)
        const now = [...before.slice(0, at), other, one, ...before.slice(at + 2)]
        expect(found(before, now, -1)).toEqual({ kind: 'swapped', sequence: at + 1 })
      }),
    )
  })

  it('is not said where an entry was altered or taken out: that cannot be undone', () => {
    fc.assert(
      fc.property(log, fc.nat(29), fc.boolean(), (before, place, isAltered) => {
        const at = place % before.length
        expect(found(before, before.toSpliced(at, 1, ...(isAltered ? [99] : [])), -1)).toBeUndefined()
      }),
    )
  })
})
