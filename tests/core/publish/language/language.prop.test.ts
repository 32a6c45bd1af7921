import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { languageRules } from '../../../../core/publish/language/language.ts'
import { compileRule } from '../../../../core/publish/language/language-rule.ts'

interface DomainRule {
  readonly id: string
  readonly pattern: string
}
const file = join(import.meta.dirname, '../../../fixtures/language-rules.json')
const { rules } = JSON.parse(readFileSync(file, 'utf8')) as { readonly rules: readonly DomainRule[] }

/** Words and half-words of all patterns, so that most texts meet something. */
const words = [...new Set(rules.flatMap(({ pattern }) => pattern.replace(/\\[a-z]/g, ' ').match(/[a-z]+/gi) ?? []))]
const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words) },
  fc.constantFrom('.', ',', '-', 'the', 'with idva', 'did not engage', 'x'),
)
const gap = fc.constantFrom(' ', ' ', ' ', '', '. ', '\n')
const text = fc.array(fc.tuple(word, gap), { minLength: 1, maxLength: 14 }).map((parts) => parts.flat().join(''))

describe('the language rules', () => {
  it('speak to a text whenever the pattern of the domain does, and only then', () => {
    const pairs = rules.map(({ id, pattern }) => {
      const ours = languageRules.rules.find((rule) => rule.id === id)
      if (ours === undefined) throw new RangeError('A rule of the domain is missing.')
      return { id, reference: new RegExp(pattern, 'i'), speaksTo: compileRule(ours) }
    })
    let met = 0
    fc.assert(
      fc.property(text, (said) => {
        for (const { id, reference, speaksTo } of pairs) {
          const expected = reference.test(said)
          if (expected) met += 1
          expect([id, speaksTo(said)]).toEqual([id, expected])
        }
      }),
      { numRuns: 5_000 },
    )
    expect(met).toBeGreaterThan(500)
  })
})
