import { describe, expect, it } from '@jest/globals'
import { createCaseFold, foldCaseLog, identityOf } from '../../../core/case/fold-log.ts'
import { createCaseMemory } from '../../../core/case/memory/case-memory.ts'
import type { LogEntry } from '../../../core/case/log-entry.ts'
import { CASE_TAG, CHAIN_START, nextChain, partHash } from '../../../core/chain/hash.ts'
import { demoEvents } from '../../fixtures/demo-events.ts'
import { indexOf } from '../../fixtures/case-records.ts'
import { agencyNamed } from '../../fixtures/ids.ts'

const fingerprint = '11'.repeat(32)
const entries = demoEvents('kestrel')
  .slice(0, 5)
  .map((event): LogEntry => ({
    record: { index: indexOf(event), parts: [{ owner: '', class: 'META', sealed: Buffer.from(event.id) }] },
    fingerprint,
    indexBytes: Buffer.from(event.id),
  }))

describe('folding a case log', () => {
  it('numbers events from one and chains each over the one before', () => {
    const { events, applied, chainAt } = foldCaseLog(entries)
    expect(events.map(({ sequence, index }) => [sequence, index.event_id])).toEqual(
      entries.map(({ record }, at) => [at + 1, record.index.event_id]),
    )
    expect(chainAt(0)).toEqual(CHAIN_START)
    expect(chainAt(6)).toBeUndefined()
    for (const { sequence, chain, entry, parts } of applied) {
      expect(chain).toEqual(
        nextChain(
          CASE_TAG,
          chainAt(sequence - 1) ?? Buffer.alloc(0),
          sequence,
          fingerprint,
          entry.indexBytes,
          parts.map(({ part }) => partHash(part)),
        ),
      )
    }
  })

  it('drops what is in the log already: same agency, system and id', () => {
    const [first, second] = entries
    if (first === undefined || second === undefined) throw new Error('no entries')
    const folded = foldCaseLog([first, second, first, ...entries])
    expect(folded.chainAt(5)).toEqual(foldCaseLog(entries).chainAt(5))
    const foreign = { ...first, record: { ...first.record, index: { ...first.record.index, agency: agencyNamed('another') } } }
    expect(foldCaseLog([first, foreign]).events).toHaveLength(2)
  })

  it('goes on from a stored head as if it had never stopped', () => {
    const whole = foldCaseLog(entries)
    const head = whole.applied[2]
    if (head === undefined) throw new Error('no third event')
    const fold = createCaseFold({
      head,
      memory: createCaseMemory(whole.events.slice(0, 3)),
      known: entries.slice(0, 3).map(({ record: { index } }) => identityOf(index)),
    })
    entries.forEach((entry) => fold.take(entry))
    expect(fold.head()).toEqual({ sequence: 5, chain: whole.chainAt(5) })
  })
})
