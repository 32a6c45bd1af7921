import { describe, expect, it } from '@jest/globals'
import { join } from 'node:path'
import { decide } from '../../../gateway/policy/decide.ts'
import { loadRelease, type Release } from '../../../gateway/policy/release.ts'
import type { DecisionInput } from '../../../gateway/policy/types.ts'
import { compared } from '../../reference-policy/compare.ts'
import { decidePlainly } from '../../reference-policy/decide-plainly.ts'
import { knownDifference } from '../../reference-policy/known-differences.ts'
import { MUTANTS } from '../../reference-policy/mutants.ts'
import { randomInput, seedOf } from '../../reference-policy/random-case.ts'
import { releaseFiles } from './case-builder.ts'
import { answerTo } from './outcome-of.ts'
import { readCases } from './read-case.ts'

/** The requests of the second implementation's own test. */
const REQUESTS = 20_000
const RUN = 6

/** Random requests with the second implementation's answers, each made when it is first asked for. */
const answered: { readonly input: DecisionInput; readonly answer: string }[] = []
function askedAt(at: number): { readonly input: DecisionInput; readonly answer: string } {
  const known = answered[at]
  if (known !== undefined) return known
  const input = randomInput(seedOf(RUN, at))
  const made = { input, answer: compared(decidePlainly(input)) }
  answered.push(made)
  return made
}

const cases = readCases(join(import.meta.dirname, '../../fixtures/read-cases.jsonl'))

function caughtBy(release: Release): string | undefined {
  for (let at = 0; at < REQUESTS; at++) {
    const { input, answer } = askedAt(at)
    if (compared(decide(release, input)) !== answer && knownDifference(input) === undefined) return `request ${String(at)}`
  }
  return cases.find((readCase) => {
    const { expect: comes, fields } = answerTo(release, readCase)
    return comes !== readCase.expect || Object.entries(readCase.expect_fields).some(([field, effect]) => fields[field] !== effect)
  })?.id
}

describe('a mistake in the policies', () => {
  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))('is caught: %s', (name, { change }) => {
    const caught = caughtBy(loadRelease(change(releaseFiles)))
    console.info(`${name}: caught by ${caught ?? 'nothing'}`)
    expect(caught).toBeDefined()
  }, 60_000)
})
