import { isDeepStrictEqual } from 'node:util'
import { release } from '../policy/case-builder.ts'
import { answerTo } from '../policy/outcome-of.ts'
import { readCases, type ReadCase } from '../policy/read-case.ts'

interface Result {
  readonly name: string
  readonly passed: boolean
  readonly difference: string
}

function resultOf(readCase: ReadCase): Result {
  const name = `${readCase.id} ${readCase.title}`
  const wanted = { expect: readCase.expect, fields: readCase.expect_fields }
  try {
    const answer = answerTo(release, readCase)
    return {
      name,
      passed: isDeepStrictEqual(answer, wanted),
      difference: `expected ${JSON.stringify(wanted)}, got ${JSON.stringify(answer)}`,
    }
  } catch (error) {
    return { name, passed: false, difference: error instanceof Error ? error.message : 'not a case' }
  }
}

/** Decides the requests of a file like read-cases.jsonl (domain model D.9) under the policy of this installation. */
export const runReadCases = async (file: string): Promise<readonly Result[]> => readCases(file).map(resultOf)
