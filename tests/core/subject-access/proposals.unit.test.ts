import { describe, expect, it } from '@jest/globals'
import type { IndexPart } from '../../../core/case/index-part.ts'
import { concerns, proposalsFor, type Proposal } from '../../../core/subject-access/proposals.ts'
import { personNamed } from '../../fixtures/ids.ts'

const id = personNamed
interface Harmed {
  readonly 0: string
  readonly 1: string
  readonly 2?: readonly string[]
}
const index = (harmed: readonly Harmed[]) =>
  ({
    subject: id('he'),
    harmed: harmed.map(({ 0: person, 1: role, 2: candidates = [] }) => ({ person: id(person), role, candidates: candidates.map(id) })),
  }) as unknown as IndexPart
const part = (owner: string, sensitivity: string, proposal: Proposal) => ({ owner: id(owner), class: sensitivity, proposal })
const she = { kind: 'harmed_adult', person: 'she' }

describe('what a pack proposes', () => {
  it('leaves another woman’s own data out, whatever the table says of the class', () => {
    const of = index([
      ['she', 'adult'],
      ['other', 'adult'],
    ])
    expect(proposalsFor(of, [part('she', 'VIC_ID', 'A'), part('other', 'VIC_ID', 'A'), part('other', 'VIC_LOC', 'A')], she)).toEqual([
      { owner: 'she', class: 'VIC_ID', proposal: 'A', ofOthers: [] },
    ])
  })

  it('has what is of several people weighed where it names somebody harmed beside her, and a reduced form stay as it is', () => {
    const of = index([
      ['she', 'adult'],
      ['child', 'child'],
    ])
    expect(proposalsFor(of, [part('', 'BEHAV', 'A'), part('', 'META', 'R')], she)).toEqual([
      { owner: '', class: 'BEHAV', proposal: 'P', ofOthers: ['perpetrator', 'child'] },
      { owner: '', class: 'META', proposal: 'R', ofOthers: ['perpetrator', 'child'] },
    ])
    expect(proposalsFor(index([['she', 'adult']]), [part('', 'BEHAV', 'A')], she)).toEqual([
      { owner: '', class: 'BEHAV', proposal: 'A', ofOthers: ['perpetrator'] },
    ])
  })

  it('weighs a child’s data for her, and gives nothing of the people harmed to him', () => {
    const of = index([
      ['she', 'adult'],
      ['child', 'child'],
    ])
    const child = part('child', 'CHILD', 'P')
    expect(proposalsFor(of, [child], she)).toEqual([{ owner: 'child', class: 'CHILD', proposal: 'P', ofOthers: ['child'] }])
    expect(proposalsFor(of, [child, part('she', 'SPECIAL', 'A')], { kind: 'subject', person: 'he' })).toEqual([])
  })
})

describe('what a person is in', () => {
  it('is every event of his case, and of others those that name them for sure', () => {
    const he = { kind: 'subject', person: 'he' }
    expect([concerns(index([]), he), concerns(index([['she', 'adult']]), he)]).toEqual([true, true])
    expect([concerns(index([['she', 'adult']]), she), concerns(index([]), she), concerns(index([['other', 'adult']]), she)]).toEqual([
      true,
      false,
      false,
    ])
    expect(concerns(index([['she', 'adult', ['she', 'other']]]), she)).toBe(false)
  })
})
