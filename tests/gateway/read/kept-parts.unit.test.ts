import { describe, expect, it } from '@jest/globals'
import { createKeptParts, type PartsOfRead, type PartsVersion, type RowsUpTo } from '../../../gateway/read/kept-parts.ts'
import type { SealedRow, WantedPart } from '../../../gateway/read/open-parts.ts'
import { caseLogOf } from '../../fixtures/case-records.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
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
const at = (partRows: string, caseLog = one, events = 1): readonly PartsVersion[] => [
  { caseLog, partRows, events: Array.from({ length: events }) },
]
const unasked: RowsUpTo = () => Promise.reject(new Error('Nothing is asked.'))
const saying =
  (partRows: string): RowsUpTo =>
  () =>
    Promise.resolve(partRows)

describe('sealed parts of case logs that are kept from one read to the next', () => {
  it('are given while the rows of their case log are the same, and no other part for them', async () => {
    const kept = createKeptParts()
    const part = partOf()
    const row = rowOf(part)
    const read = await kept.ofRead(at('1 7'), unasked)
    expect(read.find(part)).toBeUndefined()
    read.keep(part, row)
    const next = await kept.ofRead(at('1 7'), unasked)
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

  it('tell that an event has no such part', async () => {
    const kept = createKeptParts()
    const read = await kept.ofRead(at('1 7'), unasked)
    read.keep(partOf(), null)
    expect((await kept.ofRead(at('1 7'), unasked)).find(partOf())).toBeNull()
  })

  it('are let go of as soon as the rows come to something else, and stay so', async () => {
    const kept = createKeptParts()
    const read = await kept.ofRead(at('1 7'), unasked)
    read.keep(partOf(), rowOf(partOf()))
    expect((await kept.ofRead(at('1 8'), unasked)).find(partOf())).toBeUndefined()
    expect((await kept.ofRead(at('1 7'), unasked)).find(partOf())).toBeUndefined()
  })

  it('stay when the case log has grown and their rows are the same, and are let go of when they are not', async () => {
    const kept = createKeptParts()
    const [read, row] = [await kept.ofRead(at('1 7'), unasked), rowOf(partOf())]
    read.keep(partOf(), row)
    expect((await kept.ofRead(at('2 15', one, 2), saying('1 7'))).find(partOf())).toBe(row)
    expect((await kept.ofRead(at('2 15', one, 2), unasked)).find(partOf())).toBe(row)
    expect((await kept.ofRead(at('3 24', one, 3), saying('2 16'))).find(partOf())).toBeUndefined()
  })

  it('stay what a read of an earlier moment found while that read goes on', async () => {
    const kept = createKeptParts()
    const [early, row] = [await kept.ofRead(at('1 7'), unasked), rowOf(partOf())]
    await kept.ofRead(at('1 8'), unasked)
    early.keep(partOf(), row)
    expect(early.find(partOf())).toBe(row)
    expect((await kept.ofRead(at('1 8'), unasked)).find(partOf())).toBeUndefined()
  })

  it('are so many bytes at most; those that were read last stay', async () => {
    const kept = createKeptParts(4_000)
    const readOf = async (log: CaseLogId): Promise<PartsOfRead> => kept.ofRead(at('1 7', log), unasked)
    for (const log of [one, other]) {
      const read = await readOf(log)
      read.keep(partOf(log), rowOf(partOf(log), 1_000))
    }
    await readOf(one)
    const last = await readOf(third)
    last.keep(partOf(third), rowOf(partOf(third), 1_000))
    const found = []
    for (const log of [third, one, other]) found.push((await readOf(log)).find(partOf(log)) !== undefined)
    expect(found).toEqual([true, true, false])
  })

  it('count a case of which nothing is kept, too', async () => {
    const kept = createKeptParts(1_000)
    const read = await kept.ofRead(at('1 7'), unasked)
    read.keep(partOf(), rowOf(partOf(), 100))
    for (const log of [other, third]) await kept.ofRead(at('1 7', log), unasked)
    expect((await kept.ofRead(at('1 7'), unasked)).find(partOf())).toBeUndefined()
  })
})
