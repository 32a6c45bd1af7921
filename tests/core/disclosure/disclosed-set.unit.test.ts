import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { releasedSetHash, type ReleasedEvent, type ReleasedRow } from '../../../core/disclosure/disclosed-set.ts'

const event: ReleasedEvent = { caseLog: 'c', sequence: 1, effect: 'shown' }
const row: ReleasedRow = { caseLog: 'c', sequence: 1, owner: '', class: 'META', form: 'plain', hash: Buffer.alloc(2, 7) }

describe('the hash of a released set', () => {
  it('is SHA-256 over the canonical JSON that docs/reference/bytes.md gives', () => {
    const json = '[["c",1,"shown",[["","META","plain","0707"]]]]'
    expect(releasedSetHash([event], [row])).toBe(createHash('sha256').update(json).digest('hex'))
  })

  it('depends on every event and part', () => {
    const hashes = [
      releasedSetHash([event], [row]),
      releasedSetHash([], []),
      releasedSetHash([event], []),
      releasedSetHash([{ ...event, effect: 'reduced' }], [row]),
      releasedSetHash([event], [{ ...row, form: 'reduced' }]),
      releasedSetHash([event], [{ ...row, owner: 'p' }]),
      releasedSetHash([event], [{ ...row, hash: Buffer.alloc(2, 8) }]),
      releasedSetHash([event, { ...event, sequence: 2 }], [row]),
    ]
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})
