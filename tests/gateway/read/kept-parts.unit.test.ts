import { describe, expect, it } from '@jest/globals'
import { createKeptParts, type PartsVersion } from '../../../gateway/read/kept-parts.ts'
import type { SealedRow, WantedPart } from '../../../gateway/read/open-parts.ts'
import { caseLogOf } from '../../fixtures/case-records.ts'
import { personNamed } from '../../fixtures/ids.ts'

const [one, other, third] = [caseLogOf('one'), caseLogOf('other'), caseLogOf('third')]
const partOf = (caseLog = one, change: Partial<WantedPart> = {}): WantedPart => ({
  caseLog,
  sequence: 1,
  owner: '',
  class: 'BEHAV',
  form: 'plain',
  ...change,
})
const rowOf = (part: WantedPart, bytes = 100): SealedRow => ({ ...part, hash: Buffer.alloc(32), sealed: Buffer.alloc(bytes) })
const at = (partRows: string, caseLog = one): readonly PartsVersion[] => [{ caseLog, partRows }]

describe('sealed parts of case logs that are kept from one read to the next', () => {
  it('are given while the rows of their case log are the same, and no other part for them', () => {
    const kept = createKeptParts()
    const part = partOf()
    const row = rowOf(part)
    const read = kept.ofRead(at('1 7'))
    expect(read.find(part)).toBeUndefined()
    read.keep(part, row)
    const next = kept.ofRead(at('1 7'))
    expect(next.find(partOf())).toBe(row)
    const changes: Partial<WantedPart>[] = [
      { class: 'HEALTH' },
      { owner: personNamed('p') },
      { form: 'reduced' },
      { sequence: 2 },
      { caseLog: other },
    ]
    for (const change of changes) expect(next.find(partOf(one, change))).toBeUndefined()
  })

  it('tell that an event has no such part', () => {
    const kept = createKeptParts()
    kept.ofRead(at('1 7')).keep(partOf(), null)
    expect(kept.ofRead(at('1 7')).find(partOf())).toBeNull()
  })

  it('are let go of as soon as the rows come to something else, and stay so', () => {
    const kept = createKeptParts()
    kept.ofRead(at('1 7')).keep(partOf(), rowOf(partOf()))
    expect(kept.ofRead(at('1 8')).find(partOf())).toBeUndefined()
    expect(kept.ofRead(at('1 7')).find(partOf())).toBeUndefined()
  })

  it('stay what a read of an earlier moment found while that read goes on', () => {
    const kept = createKeptParts()
    const [early, row] = [kept.ofRead(at('1 7')), rowOf(partOf())]
    kept.ofRead(at('1 8'))
    early.keep(partOf(), row)
    expect(early.find(partOf())).toBe(row)
    expect(kept.ofRead(at('1 8')).find(partOf())).toBeUndefined()
  })

  it('are so many bytes at most; those that were read last stay', () => {
    const kept = createKeptParts(3_000)
    for (const log of [one, other]) kept.ofRead(at('1 7', log)).keep(partOf(log), rowOf(partOf(log), 1_000))
    kept.ofRead(at('1 7', one))
    kept.ofRead(at('1 7', third)).keep(partOf(third), rowOf(partOf(third), 1_000))
    expect([one, other, third].map((log) => kept.ofRead(at('1 7', log)).find(partOf(log)) !== undefined)).toEqual([true, false, true])
  })
})
