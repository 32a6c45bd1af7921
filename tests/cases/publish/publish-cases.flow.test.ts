import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { runPublishCases } from './run-publish-cases.ts'

const demo = join(import.meta.dirname, '..', '..', '..', 'demo')

describe('publish cases', () => {
  it.each([
    ['publish-cases.jsonl', 42],
    ['in-case.jsonl', 19],
  ] as const)('of %s are each answered as they should be: verdict, rules and warnings', async (file, count) => {
    const results = await runPublishCases(join(import.meta.dirname, file), demo)
    expect(results.filter((result) => !result.passed)).toEqual([])
    expect(results).toHaveLength(count)
  })
})
