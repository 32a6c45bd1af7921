import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { sortReads, type SortedReads } from '../../../../gateway/audit/replay/sorted-reads.ts'

const valueOf = (offset: number): Buffer => Buffer.from(`read ${String(offset)}`)

describe('reads on their way to be replayed', () => {
  let sorted: SortedReads
  beforeEach(() => {
    sorted = sortReads()
    for (const [offset, group] of ['b', 'a', 'b', 'b', 'a', 'b', 'b'].entries())
      sorted.add(group, { offset: offset * 2, value: valueOf(offset * 2) }, { sequence: offset % 3, chain: String(offset % 3) })
  })
  afterEach(() => {
    sorted.close()
  })

  it('come group by group, in the order of their first reads, in shares that are never too large', async () => {
    const shares = sorted.shares(2)
    expect(shares).toEqual([
      { group: 'b', after: -1, reads: 2 },
      { group: 'b', after: 4, reads: 2 },
      { group: 'b', after: 10, reads: 1 },
      { group: 'a', after: -1, reads: 2 },
    ])
    const pages = await Promise.all(shares.map(({ group, after, reads }) => sorted.page(group, after, reads)))
    expect(pages.flat().map(({ offset }) => offset)).toEqual([0, 4, 6, 10, 12, 2, 8])
    expect(pages[3]?.[1]?.value).toEqual(valueOf(8))
  })

  it('tell the versions of their case log, each once, the newest first', async () => {
    expect(await sorted.versions('b')).toEqual([
      { sequence: 2, chain: '2' },
      { sequence: 0, chain: '0' },
    ])
    expect(await sorted.versions('c')).toEqual([])
  })
})
