import { describe, expect, it } from '@jest/globals'
import { numbered, numberingDifferences, type Numbering } from '../../../core/control/numberings.ts'

const ids = (pairs: Readonly<Record<number, string>>) => Object.entries(pairs).map(([id, schema]) => ({ id: Number(id), schema }))
const fold = (...entries: readonly (readonly [renumbered: boolean, pairs: Readonly<Record<number, string>>])[]): readonly Numbering[] =>
  entries.reduce<readonly Numbering[]>((before, [renumbered, pairs]) => numbered(before, { renumbered, ids: ids(pairs) }), [])

describe('numberings of the schema registry', () => {
  it('take new ids in, and never say an id or a schema otherwise', () => {
    expect(fold([false, { 1: 'a', 2: 'b' }], [false, { 2: 'x', 3: 'a', 4: 'c' }])).toEqual([
      new Map([
        [1, 'a'],
        [2, 'b'],
        [4, 'c'],
      ]),
    ])
  })

  it('begin anew where another registry numbers, and keep what was', () => {
    expect(fold([false, { 1: 'a' }], [true, { 7: 'a' }], [false, { 8: 'b' }])).toEqual([
      new Map([[1, 'a']]),
      new Map([
        [7, 'a'],
        [8, 'b'],
      ]),
    ])
  })
})

describe('what a registry says against the numbering in force', () => {
  const recorded: Numbering = new Map([
    [1, 'a'],
    [2, 'b'],
  ])
  it.each([
    ['the same, and a new schema under a free id', { a: 1, b: 2, c: 3 }, []],
    ['a schema that neither has', { c: undefined }, []],
    ['a new schema that the registry takes for one it has', { b: 2, c: 2 }, []],
    ['a schema that it lost', { a: 1, b: undefined }, [{ schema: 'b', recorded: 2, found: undefined }]],
    ['another number', { a: 2 }, [{ schema: 'a', recorded: 1, found: 2 }]],
    [
      'a number that is recorded of another',
      { b: 3, c: 2 },
      [
        { schema: 'b', recorded: 2, found: 3 },
        { schema: 'c', recorded: undefined, found: 2 },
      ],
    ],
  ] as const)('%s', (_, found, differences) => {
    expect(numberingDifferences(recorded, new Map(Object.entries(found)))).toEqual(differences)
  })
})
