import { describe, expect, it } from '@jest/globals'
import { join } from 'node:path'
import { decide } from '../../policy/decide/decide.ts'
import { loadRelease, type Release } from '../../policy/release/load.ts'
import type { DecisionInput, ReadRequest } from '../../policy/facts/input.ts'
import { compared } from '../reference-policy/compare.ts'
import { decidePlainly } from '../reference-policy/decide-plainly.ts'
import { MUTANTS } from '../reference-policy/mutants.ts'
import { randomInput, seedOf } from '../reference-policy/random-case.ts'
import { releaseFiles } from './case-builder.ts'
import { answerTo } from './outcome-of.ts'
import { readCases } from './read-case.ts'

/** The requests of the second implementation's own test. */
const REQUESTS = 20_000
const RUN = 6

/** Those requests, with the second implementation's answers: each made when it is first asked for. */
const inputs: DecisionInput[] = []
const answers = new Map<number, string>()
function inputAt(at: number): DecisionInput {
  for (let next = inputs.length; next <= at; next++) inputs.push(randomInput(seedOf(RUN, next)))
  return inputs[at] ?? randomInput(seedOf(RUN, at))
}
function answerAt(at: number): string {
  const answer = answers.get(at) ?? compared(decidePlainly(inputAt(at)))
  answers.set(at, answer)
  return answer
}

const cases = readCases(join(import.meta.dirname, '../fixtures/read-cases.jsonl'))

function caughtBy(release: Release, bearsOn: (request: ReadRequest) => boolean): string | undefined {
  for (let at = 0; at < REQUESTS; at++) {
    const input = inputAt(at)
    if (!bearsOn(input.request)) continue
    if (compared(decide(release, input)) !== answerAt(at)) return `request ${String(at)}`
  }
  return cases.find((readCase) => {
    const { expect: comes, fields } = answerTo(release, readCase)
    return comes !== readCase.expect || Object.entries(readCase.expect_fields).some(([field, effect]) => fields[field] !== effect)
  })?.id
}

describe('a mistake in the policies', () => {
  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
    'is caught: %s',
    (name, { change, bearsOn = () => true }) => {
      const caught = caughtBy(loadRelease(change(releaseFiles)), bearsOn)
      console.info(`${name}: caught by ${caught ?? 'nothing'}`)
      expect(caught).toBeDefined()
    },
    60_000,
  )
})
