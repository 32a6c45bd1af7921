import { expect, it } from '@jest/globals'
import { CLASSES, isWhole, keysOfErasure, kindOf, openingKeysOf, type ErasureScope } from '../../../core/erasures/order.ts'

const scope = (given: Partial<ErasureScope>): ErasureScope => ({
  cases: ['case-1'],
  people: [],
  reader: '',
  classes: [],
  whole_events: false,
  ...given,
})
const owners = new Map([['case-1', ['', 'he', 'she']]])

it('takes of a case every key: of everybody in it, of the case itself, and of the openings about it', () => {
  const keys = keysOfErasure(scope({}), owners)
  expect([kindOf(scope({})), isWhole(scope({})), keys.length]).toEqual(['case', true, CLASSES.length * 3 + 1])
  expect(keys).toContainEqual({ case: 'case-1', person: '', class: 'ACCESS' })
  expect(keys).toContainEqual({ case: 'case-1', person: 'she', class: 'VIC_ID' })
})

it('takes of a case the openings also when nothing else is in it', () => {
  expect(keysOfErasure(scope({}), new Map())).toHaveLength(CLASSES.length + 1)
})

it('takes of a person the keys of that person alone, in each of the logs', () => {
  const keys = keysOfErasure(scope({ cases: ['case-1', 'case-2'], people: ['she', 'she too'] }), owners)
  expect(keys).toHaveLength(CLASSES.length * 4)
  expect(keys.every(({ person }) => person.startsWith('she'))).toBe(true)
})

it('takes of a class that class alone, and leaves the openings', () => {
  const byClass = scope({ people: ['she'], classes: ['VIC_LOC'] })
  expect(keysOfErasure(byClass, owners)).toEqual([{ case: 'case-1', person: 'she', class: 'VIC_LOC' }])
  expect(isWhole(byClass)).toBe(false)
  expect(keysOfErasure(scope({ classes: ['VIC_LOC'] }), owners)).toHaveLength(3)
})

it('takes of a reader the key of the openings alone', () => {
  const reader = scope({ cases: [], reader: 'ab12' })
  expect([kindOf(reader), isWhole(reader), keysOfErasure(reader, new Map())]).toEqual([
    'reader',
    false,
    [{ case: 'reader:ab12', person: '', class: 'ACCESS' }],
  ])
})

it('means openings of a reader, or of cases as a whole, and of nothing less', () => {
  const names = (given: Partial<ErasureScope>): readonly string[] => openingKeysOf(scope(given)).map(({ case: of }) => of)
  expect(names({ cases: ['case-1', 'case-2'] })).toEqual(['case-1', 'case-2'])
  expect(names({ reader: 'ab12' })).toEqual(['reader:ab12'])
  expect([names({ people: ['she'] }), names({ classes: ['VIC_LOC'] })]).toEqual([[], []])
})
