import { describe, expect, it } from '@jest/globals'
import { CHAIN_START, CONTROL_TAG } from '../../../core/chain/hash.ts'
import { nextLogChain } from '../../../core/chain/log-chain.ts'
import { CONTROL_START, controlLogEntry, foldControlLog } from '../../../core/control/fold-log.ts'
import type { Decoded } from '../../../schemas/codec/resolvers.ts'
import { SUBJECTS } from '../../../schemas/generated/records.ts'

const entries = ['one', 'two', 'three'].map((text) => ({ fingerprint: 'ab'.repeat(32), bytes: Buffer.from(text) }))

describe('folding the control log', () => {
  it('numbers entries from one and chains each over the one before', () => {
    const numbered = foldControlLog(entries)
    expect(numbered.map(({ sequence, entry }) => [sequence, entry])).toEqual(entries.map((entry, at) => [at + 1, entry]))
    for (const [at, { sequence, chain, entry }] of numbered.entries()) {
      const before = numbered[at - 1]?.chain ?? CHAIN_START
      expect(chain).toEqual(nextLogChain(CONTROL_TAG, before, sequence, entry.fingerprint, entry.bytes))
    }
  })

  it('stands at the same place whether it is read at once or in pieces', () => {
    const piecewise = entries.reduce((head, entry) => foldControlLog([entry], head)[0] ?? head, CONTROL_START)
    expect(piecewise).toEqual(foldControlLog(entries).at(-1))
  })

  it('has no entry of a record of another log', () => {
    const decoded = (subject: string) => ({ subject, value: {}, fingerprint: '', body: Buffer.alloc(0) }) as Decoded
    expect(controlLogEntry(decoded(SUBJECTS.linkEpoch))).toBeUndefined()
    expect(controlLogEntry(decoded(SUBJECTS.staffChanged))).toMatchObject({ type: SUBJECTS.staffChanged })
  })
})
