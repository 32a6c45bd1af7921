import { describe, expect, it } from '@jest/globals'
import { join } from 'node:path'
import { release } from './case-builder.ts'
import { answerTo } from './outcome-of.ts'
import { readCases } from './read-case.ts'

const cases = readCases(join(import.meta.dirname, '../fixtures/read-cases.jsonl'))

describe('read cases of the domain model', () => {
  it('are there', () => {
    expect(cases.length).toBeGreaterThanOrEqual(63)
  })

  it.each(cases.map((readCase) => [readCase.id, readCase.title, readCase] as const))('%s %s', (_id, _title, readCase) => {
    expect(answerTo(release, readCase)).toEqual({ expect: readCase.expect, fields: readCase.expect_fields })
  })
})
