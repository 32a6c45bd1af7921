import { describe, expect, it } from '@jest/globals'
import { checkRelease } from '../../../policy/decide/check-release.ts'
import { policyWords } from '../../../policy/release/descriptions.ts'
import { readPolicies } from '../../../policy/release/policy-set.ts'
import { loadRelease, type ReleaseFiles } from '../../../policy/release/load.ts'
import { releaseFiles } from '../case-builder.ts'

/** The Cedar files written otherwise. */
const rewritten = (write: (text: string) => string): ReleaseFiles =>
  new Map([...releaseFiles].map(([path, text]) => [path, path.endsWith('.cedar') ? write(text) : text]))

const wordsOf = (files: ReleaseFiles): unknown => [...loadRelease(files).words]
const wordsIn = (text: string): unknown => [...policyWords(readPolicies([['cedar/class/1.cedar', text]]))]

/** Ways to write the same that editors and people have. */
const WAYS: readonly (readonly [way: string, write: (text: string) => string])[] = [
  ['line ends of Windows', (text) => text.replaceAll('\n', '\r\n')],
  ['line ends of old', (text) => text.replaceAll('\n', '\r')],
  ['spaces at the end of lines', (text) => text.replaceAll('\n', ' \t\n')],
  ['@id on the line of the rule', (text) => text.replaceAll(/^(@id\("[^"]+"\))\n/gm, '$1 ')],
  ['every annotation on the line of the rule', (text) => text.replaceAll(/^(@\w+\("[^"]+"\))\n/gm, '$1 ')],
  [
    'further annotations, before and after',
    (text) => text.replaceAll(/^(@id\("[^"]+"\))\n/gm, '@owner("board, 3 May")\n$1\n@ticket("é")\n'),
  ],
  ['@reader before @id', (text) => text.replaceAll(/^(@id\("[^"]+"\))\n(@reader\("[^"]+"\))\n/gm, '$2\n$1\n')],
  ['an annotation over two lines', (text) => text.replaceAll(/^@id\(("[^"]+")\)\n/gm, '@id\n  ( $1 )\n')],
  ['indented', (text) => text.replaceAll(/^(?=.)/gm, '  ')],
  ['with words after the rule on its last line', (text) => text.replaceAll(/;$/gm, '; // see the agreement')],
]

describe('what a reader and a data protection officer are told of a policy', () => {
  it.each(WAYS)('is the same with %s, in the same order', (_, write) => {
    const files = rewritten(write)
    expect(files).not.toEqual(releaseFiles)
    expect(wordsOf(files)).toEqual(wordsOf(releaseFiles))
    expect(checkRelease(files)).toEqual([])
  })

  it('has the order of the file, however many policies it has: the first of several is the one that is said', () => {
    const ids = Array.from({ length: 23 }, (_, at) => `p.${String(at)}`)
    const words = wordsIn(ids.map((id) => `// Of ${id}.\n@id("${id}") permit (principal, action, resource);\n`).join('\n'))
    expect(words).toEqual(ids.map((id) => [id, { comment: `Of ${id}.`, reader: undefined }]))
  })

  it('is what Cedar reads: quotes in the words, and a policy that is only in a comment is none', () => {
    expect(
      wordsIn(
        [
          '// Not this: @id("b") @reader("No.") permit (principal, action, resource);',
          '',
          '// Said of a,',
          '// in two lines.',
          '@id("a") @reader("As \\"said\\"; for you.") permit (principal, action, resource); // not of b',
          '// Said of b.',
          '@id("b") @reader permit (principal, action, resource);',
          '@id("c") permit (principal, action, resource);',
        ].join('\n'),
      ),
    ).toEqual([
      ['a', { comment: 'Said of a, in two lines.', reader: 'As "said"; for you.' }],
      ['b', { comment: 'Said of b.', reader: undefined }],
    ])
  })
})
