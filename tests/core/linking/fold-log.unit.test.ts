import { describe, expect, it } from '@jest/globals'
import { foldLinksLog, LINKS_START, type LinksEntry } from '../../../core/linking/fold-log.ts'
import type { LinkClaimRecord } from '../../../core/linking/claim-record.ts'

const bytes = Buffer.from('entry')
const fingerprint = 'ab'.repeat(32)
const epoch = (number: number): LinksEntry => ({
  kind: 'epoch',
  record: { epoch: number, intake: 'i', started_at: '' },
  bytes,
  fingerprint,
})
const claim = (number: number, id: string): LinksEntry => ({
  kind: 'claim',
  record: { epoch: number, event_id: id } as LinkClaimRecord,
  bytes,
  fingerprint,
})
const fold = (...entries: readonly LinksEntry[]) => foldLinksLog(entries, LINKS_START)
const idsOf = (folded: ReturnType<typeof fold>) =>
  folded.effective.map((entry) => (entry.kind === 'claim' ? entry.claim : entry.decision).event_id)

describe('the link log', () => {
  it('voids claims of an epoch older than the one in force', () => {
    const folded = fold(epoch(1), claim(1, 'a'), epoch(2), claim(1, 'void'), claim(2, 'b'))
    expect(idsOf(folded)).toEqual(['a', 'b'])
    expect(folded.state).toMatchObject({ epoch: 2, head: { sequence: 4 } })
  })

  it('numbers and chains only what takes effect', () => {
    const without = fold(epoch(1), claim(1, 'a'), epoch(2), claim(2, 'b'))
    const withVoid = fold(epoch(1), claim(1, 'a'), epoch(2), claim(1, 'void'), epoch(2), epoch(1), claim(2, 'b'))
    expect(withVoid.state).toEqual(without.state)
    expect(without.state.head.chain).not.toEqual(LINKS_START.head.chain)
  })

  it('stands at the same place whether it is read at once or in pieces', () => {
    const entries = [epoch(1), claim(1, 'a'), claim(1, 'b'), epoch(2), claim(2, 'c')]
    const piecewise = entries.reduce((state, entry) => foldLinksLog([entry], state).state, LINKS_START)
    expect(piecewise).toEqual(fold(...entries).state)
  })
})
