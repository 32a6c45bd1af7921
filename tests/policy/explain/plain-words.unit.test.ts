import { describe, expect, it } from '@jest/globals'
import { PLAIN_POLICIES, plainWords } from '../../../policy/explain/plain-words.ts'
import { release } from '../case-builder.ts'

describe('why a reader sees something, in plain words', () => {
  const { words } = release
  const heard = [...words].filter(([, { reader }]) => reader !== undefined).map(([id]) => id)

  it('has words for every policy of the release that readers hear of, and for no other', () => {
    expect([...PLAIN_POLICIES].sort()).toEqual([...heard].sort())
  })

  it('says what is so, and not what is not', () => {
    for (const id of heard)
      for (const justified of [true, false])
        for (const exact of [true, false]) {
          const sentence = plainWords(id, { justified, exact }, words.get(id)?.reader) ?? 'Nothing more.'
          expect(sentence).toMatch(/^[A-Z].*\.$/)
          if (sentence !== 'Nothing more.') expect(sentence).not.toMatch(/\b(no|not|nothing|nobody|never|none|without)\b/i)
        }
  })

  it('has the words of the release itself for a policy that came later', () => {
    expect(plainWords('link.new', { justified: false, exact: true }, 'You are new here.')).toBe('You are new here.')
  })
})
