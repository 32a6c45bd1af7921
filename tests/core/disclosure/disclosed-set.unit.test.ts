import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { disclosedSetHash, type DisclosedEvent, type DisclosedRow } from '../../../core/disclosure/disclosed-set.ts'
import { caseLogNamed } from '../../fixtures/ids.ts'

const event: DisclosedEvent = { caseLog: caseLogNamed('c'), sequence: 1, effect: 'shown' }
const row: DisclosedRow = { caseLog: caseLogNamed('c'), sequence: 1, owner: '', class: 'META', form: 'plain', hash: Buffer.alloc(2, 7) }

describe('the hash of a disclosed set', () => {
  it('is SHA-256 over the canonical JSON that docs/reference/bytes.md gives', () => {
    const json = '[["c",1,"shown",[["","META","plain","0707"]]]]'
    expect(disclosedSetHash([event], [row])).toBe(createHash('sha256').update(json).digest('hex'))
  })

  it('depends on every event and part', () => {
    const hashes = [
      disclosedSetHash([event], [row]),
      disclosedSetHash([], []),
      disclosedSetHash([event], []),
      disclosedSetHash([{ ...event, effect: 'reduced' }], [row]),
      disclosedSetHash([event], [{ ...row, form: 'reduced' }]),
      disclosedSetHash([event], [{ ...row, owner: 'p' }]),
      disclosedSetHash([event], [{ ...row, hash: Buffer.alloc(2, 8) }]),
      disclosedSetHash([event, { ...event, sequence: 2 }], [row]),
    ]
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})
