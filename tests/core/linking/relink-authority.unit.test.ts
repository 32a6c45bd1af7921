import { describe, expect, it } from '@jest/globals'
import { contradict } from '../../../core/linking/contradiction.ts'
import { takesEffect, type RelinkAsked } from '../../../core/linking/relink-authority.ts'

const NOTHING = {
  byOperator: false,
  hasBoth: false,
  hasStanding: false,
  isHerWorker: false,
  joined: false,
  contradicts: false,
  seconded: false,
  orderedByOfficer: false,
}
const join = (more: Partial<RelinkAsked>): boolean => takesEffect({ kind: 'join', ...NOTHING, ...more })
const part = (more: Partial<RelinkAsked>): boolean => takesEffect({ kind: 'part', ...NOTHING, ...more })

describe('what people decided of who is who', () => {
  it('joins with an event of each and standing in both, by her worker, or with a second person', () => {
    expect([
      join({}),
      join({ hasStanding: true }),
      join({ hasBoth: true, hasStanding: true }),
      join({ isHerWorker: true }),
      join({ seconded: true }),
    ]).toEqual([false, false, true, true, true])
  })

  it('joins nobody against identifiers or birth dates, but on the order of the data protection officer', () => {
    const contradicts = true
    expect([join({ contradicts, hasBoth: true, hasStanding: true, seconded: true }), join({ contradicts, isHerWorker: true })]).toEqual([
      false,
      false,
    ])
    expect([join({ contradicts, byOperator: true }), join({ contradicts, orderedByOfficer: true })]).toEqual([true, true])
  })

  it('parts by who joined, or with standing and a second person together', () => {
    expect([
      part({}),
      part({ joined: true }),
      part({ hasBoth: true, hasStanding: true }),
      part({ seconded: true }),
      part({ hasStanding: true, seconded: true }),
    ]).toEqual([false, true, false, false, true])
  })
})

describe('two people contradict', () => {
  const person = (tokens: Readonly<Record<string, readonly string[]>>) => ({
    tokens: new Map(Object.entries(tokens).map(([kind, values]) => [kind, new Set(values)])),
  })

  it('by identifiers of one scheme, or birth dates, of which none is the same', () => {
    expect(contradict(person({ PNC: ['a'] }), person({ PNC: ['b'] }))).toBe(true)
    expect(contradict(person({ birth_date: ['a'] }), person({ birth_date: ['b'], PNC: ['x'] }))).toBe(true)
  })

  it('not by what is not known of one of them, by names, or where one is the same', () => {
    expect(contradict(person({ PNC: ['a'] }), person({ CRN: ['b'] }))).toBe(false)
    expect(contradict(person({ surname: ['a'] }), person({ surname: ['b'] }))).toBe(false)
    expect(contradict(person({ PNC: ['a', 'c'] }), person({ PNC: ['b', 'a'] }))).toBe(false)
  })
})
