import { describe, expect, it } from '@jest/globals'
import type { AccessRecord } from '../../../../core/access-log/access-record.ts'
import { leafOf } from '../../../../core/transparency-log/leaf.ts'
import { leafHash } from '../../../../core/transparency-log/merkle/hash.ts'
import type { ReplaySources } from '../../../../gateway/audit/replay/deps.ts'
import { missingLeaves } from '../../../../gateway/audit/replay/logged-leaves.ts'
import { plainRecord } from '../../../fixtures/plain-record.ts'

const recordOf = (id: string): AccessRecord => ({ ...plainRecord, id })

const entries = ['a', 'b', 'c'].map((id, offset) => ({ offset, record: recordOf(id) }))

/** A transparency log that has taken the records up to an offset, but for some. */
function logWithout(lacking: readonly string[], offset: number): Pick<ReplaySources, 'transparencyLog'> {
  const has = entries.filter(({ record }) => !lacking.includes(record.id)).map(({ record }) => leafHash(leafOf(record)).toString('hex'))
  return {
    transparencyLog: {
      position: async () => ({ size: has.length, offset }),
      indexesOf: async (hashes) =>
        new Map(hashes.map((hash) => hash.toString('hex')).flatMap((hash) => (has.includes(hash) ? [[hash, has.indexOf(hash)]] : []))),
    },
  }
}

describe('the records that the transparency log lacks', () => {
  const missing = async (sources: Pick<ReplaySources, 'transparencyLog'>) => [...(await missingLeaves(sources, entries))]
  it('are those that it should have taken; not those that are still to come', async () => {
    expect(await missing(logWithout([], 3))).toEqual([])
    expect(await missing(logWithout(['b'], 3))).toEqual([1])
    expect(await missing(logWithout(['b', 'c'], 2))).toEqual([1])
  })
  it('are none where there is no transparency log', async () => {
    expect(await missing({})).toEqual([])
  })
})
