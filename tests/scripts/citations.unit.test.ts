import { describe, expect, it } from '@jest/globals'
import { booksOf, type TextFile } from '../../scripts/citations/books.ts'
import { brokenIn, commentsOf } from '../../scripts/citations/find.ts'

const page = (path: string, ...lines: readonly string[]): TextFile => ({ path, text: lines.join('\n') })

/** A made-up tree: a small domain, two decisions, some files. */
const tree: readonly TextFile[] = [
  page(
    'docs/domain/deciding.md',
    '# D.1, D.5–D.7 Deciding',
    '## D.1 The order',
    '1. Block.',
    '2. Role.',
    '## D.5 Emergency',
    '## D.6 Wishes',
    '## D.7 People',
    '## D.10 Exactly',
    '### A field',
    '1. Cap.',
    '2. Floor.',
  ),
  page('docs/domain/word.md', '# D.11 Whose word', '## (1) Own', '## (6) Instruments'),
  page('docs/domain/roles.md', '# C. Roles', 'About a role.'),
  page('docs/domain/always.md', '# What holds', '- **R.1 Nothing is lost.** Never.'),
  page(
    'docs/domain/publish-rules.md',
    '# Publish rules',
    '| Rule | What |',
    '| --- | --- |',
    '| G01 | Known. |',
    '| W09 | A name. |',
    '| L07 | warn |',
  ),
  page('docs/decisions/0003-logs.md', '# 3. Logs', 'Once in gone/away.ts and core/old.ts.'),
  page('docs/decisions/0022-recalls.md', '# 22. Recalls'),
  page('core/case/fold.ts', 'export const fold = 1'),
  page('gateway/tables/links.json', '{}'),
]
const books = booksOf(
  tree,
  tree.map(({ path }) => path),
)

/** What is named of a file, as `line: cited`. */
const named = (path: string, ...lines: readonly string[]): readonly string[] =>
  brokenIn(page(path, ...lines), books).map(({ line, cited }) => `${String(line)}: ${cited}`)

describe('a citation of the domain', () => {
  it('may be any section that a page opens, alone or in a range', () => {
    expect(named('core/a.ts', '// D.1, D.5, D.6 and D.7 (D.10, C, R.1), domain model C, (D.11)')).toEqual([])
  })

  it('is named with its line where no page has the section', () => {
    expect(named('core/a.ts', '', '// As D.8 has it.', 'const x = 1 // and R.9')).toEqual(['2: D.8', '3: R.9'])
  })

  it('may name an item in any of the ways in which it is written', () => {
    expect(named('core/a.ts', '// D.1 step 2, (D.1, 1), D.11 (6), D.11 (1) and (6), D.10 field 2, D.10, 1')).toEqual([])
  })

  it('is named where the section has no such item', () => {
    expect(named('core/a.ts', '// D.1 step 3, D.11 (7), D.11 (1) and (8), D.10 field 3')).toEqual([
      '1: D.1 (3)',
      '1: D.11 (7)',
      '1: D.11 (8)',
      '1: D.10 (3)',
    ])
  })

  it('is named by its letter where no page has it', () => {
    expect(named('core/a.ts', '// (domain model, E)', '// domain, F: sizing')).toEqual(['1: domain E', '2: domain F'])
  })

  it('is no version, number or member', () => {
    expect(named('core/a.ts', "const v = 'v1.D.9' + E.164 + D.9.x + D.9(1)")).toEqual([])
  })
})

describe('a citation of a rule', () => {
  it('is named where there is no such publish rule, warning or language rule', () => {
    expect(named('docs/x.md', 'G01, W09 and L07, but G15, W99 or L30')).toEqual(['1: G15', '1: W99', '1: L30'])
  })

  it('is looked for in decisions too', () => {
    expect(named('docs/decisions/0003-logs.md', 'G15 once')).toEqual(['1: G15'])
  })
})

describe('a citation of a decision', () => {
  it('may be by number, in a list, or by path', () => {
    expect(named('core/a.ts', '// decision 3, decisions 3 and 22, (docs/decisions/0022), decisions/0003-logs.md')).toEqual([])
  })

  it('is named where there is no such record, or it has another name', () => {
    expect(named('core/a.ts', '// decisions 3, 4 and 22; decisions/0005; docs/decisions/0003-lugs.md')).toEqual(
      expect.arrayContaining(['1: decision 4', '1: decisions/0005', '1: decisions/0003-lugs.md']),
    )
  })
})

describe('a path', () => {
  it('is named where a comment or page leads to nothing', () => {
    expect(named('core/a.ts', '/**', ' * As core/case/unfold.ts has it.', ' */')).toEqual(['2: core/case/unfold.ts'])
    expect(named('docs/x.md', 'See `gateway/tables/none.json` and [it](domain/nowhere.md).')).toEqual([
      '1: gateway/tables/none.json',
      '1: domain/nowhere.md',
    ])
  })

  it('may be a file, a folder, a module without its ending, a form, or a link from where the page is', () => {
    expect(
      named(
        'docs/x.md',
        '`core/case/`, core/case/fold, `gateway/<what>/links.json`, `core/*/fold.ts`, [it](domain/roles.md#c-roles), [out](https://example.org/core/none.ts)',
      ),
    ).toEqual([])
  })

  it('may be a module by less than its whole path, where one of that name is there', () => {
    expect(named('core/a.ts', '// as fold.ts and case/fold.ts have it', '// not unfold.ts, nor ./fold.ts', ' * other/fold.ts')).toEqual([
      '2: unfold.ts',
    ])
    expect(named('core/a.ts', '/*', ' * other/fold.ts', ' */')).toEqual(['2: other/fold.ts'])
  })

  it('may be what a command writes beside a file that is there', () => {
    expect(named('docs/x.md', '`gateway/tables/links.json.outcomes.csv`')).toEqual([])
  })

  it('is let be in code, and in a decision, which is of the tree of its time', () => {
    expect(named('core/a.ts', "const path = 'core/case/unfold.ts'")).toEqual([])
    expect(named('docs/decisions/0003-logs.md', 'Once in core/old.ts.')).toEqual([])
  })
})

describe('books that are not here', () => {
  it.each([
    'see design.md',
    'users-and-security B7',
    '(design, rule 9)',
    'moves (design).',
    'as the design has it',
    'facts.md',
    'craft.md',
    'domain.md D.11',
    '`domain/model.json`',
    'issue 12',
    'AC-C4',
  ])('%s is named', (words) => {
    expect(named('core/a.ts', `// ${words}`)).not.toEqual([])
  })

  it.each([
    "import model from './model.json'",
    '// a page of the two design systems',
    '// nothing is shown, by design: so it stays',
    '// the tests/fixtures/model.json',
  ])('%s is not', (words) => {
    expect(brokenIn(page('core/a.ts', words), books).filter(({ why }) => why.startsWith('not in'))).toEqual([])
  })
})

describe('comments of code', () => {
  it('are what stands after // and in /* */, and nothing else', () => {
    expect(commentsOf('a.ts', "const a = 'http://x' // one\n/** two */\n/*\n three\n*/ const b = 1\nconst c = 2")).toEqual([
      'one',
      '/** two ',
      '/*',
      ' three',
      '',
      '',
    ])
  })
})
