import { describe, expect, it } from '@jest/globals'
import { isAtItsPlace, testFiles } from './mirror.ts'
import { OF_SEVERAL } from './whole.ts'

describe('a test', () => {
  it('is found by the path of its source, or in a folder that is about a whole', () => {
    expect(testFiles().length).toBeGreaterThan(300)
    expect(testFiles().filter((file) => !isAtItsPlace(file))).toEqual([])
  })

  it('that is an exception is there', () => {
    expect(Object.keys(OF_SEVERAL).filter((file) => !testFiles().includes(file))).toEqual([])
  })

  it('elsewhere is noticed', () => {
    expect(isAtItsPlace('tests/core/linking/nothing-of-that-name.unit.test.ts')).toBe(false)
    expect(isAtItsPlace('tests/no-folder/at-all.flow.test.ts')).toBe(false)
  })
})
