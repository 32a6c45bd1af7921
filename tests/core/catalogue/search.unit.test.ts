import { describe, expect, it } from '@jest/globals'
import { everydayWords, wordsWithout } from '../../../core/catalogue/everyday-words.ts'
import { createCatalogueSearch } from '../../../core/catalogue/search.ts'
import { loadCatalogue } from '../../../schemas/index.ts'

const catalogue = loadCatalogue()
const search = createCatalogueSearch(catalogue)
const firstOf = (question: string) => search(question)[0]

describe('a search in what can be said', () => {
  it.each(everydayWords.flatMap(({ words, say }) => words.map((asked) => [asked, say[0]?.type ?? ''] as const)))(
    'finds for "%s" %s',
    (asked, type) => {
      const found = firstOf(asked)
      expect(found).toMatchObject({ kind: 'words' })
      expect(found?.kind === 'words' ? found.say[0]?.type : undefined).toBe(type)
    },
  )

  it('has only types, fields and codes of the catalogue in its table, at least sixty ways to ask', () => {
    expect(wordsWithout(catalogue)).toEqual([])
    expect(
      wordsWithout(catalogue, [
        { words: ['a'], say: [{ type: 'no.such-type' }, { type: 'order.made', with: { order_type: 'nothing', nowhere: 'x' } }] },
      ]),
    ).toHaveLength(3)
    expect(everydayWords.length).toBeGreaterThanOrEqual(60)
  })

  it('finds every event type by its title, every field of details by its name and every code by its label', () => {
    for (const { type, title, details } of catalogue.types.values()) {
      expect([title, search(title).some((hit) => hit.kind === 'event-type' && hit.type === type)]).toEqual([title, true])
      for (const { name } of details)
        expect([name, search(name).some((hit) => hit.kind === 'field' && hit.field === name)]).toEqual([name, true])
    }
    for (const code of catalogue.codeLists.get('tactic')?.codes ?? [])
      expect([code.label, search(code.label).some((hit) => hit.kind === 'code' && hit.code === code.code)]).toEqual([code.label, true])
  })

  it('forgives a slip, takes the beginning of a word, and finds nothing where there is no word', () => {
    expect(firstOf('missed apointment')).toMatchObject({ kind: 'words' })
    expect(search('strang').some((hit) => hit.kind === 'code' && hit.code === 'physical.strangulation')).toBe(true)
    expect([search('the'), search(''), search('  '), search('zzqqxx'), search('a'.repeat(100_000))]).toEqual([[], [], [], [], []])
  })
})
