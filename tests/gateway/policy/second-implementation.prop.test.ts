import { describe, expect, it } from '@jest/globals'
import { createComparison, smallest } from '../../reference-policy/compare.ts'
import { printed } from '../../reference-policy/print.ts'
import { randomInput, seedOf } from '../../reference-policy/random-case.ts'
import { release } from './case-builder.ts'

const REQUESTS = 20_000
const RUN = 6

describe('a second implementation of the decision, from the domain model alone', () => {
  it('agrees on every one of 20,000 random requests', () => {
    const comparison = createComparison(release)
    for (let at = 0; at < REQUESTS; at++) {
      const input = randomInput(seedOf(RUN, at))
      if (!comparison.agreesOn(input)) throw new Error(`They differ on:\n${printed(smallest(input, (smaller) => comparison.differs(smaller)))}`)
    }
    const { permitted, parts } = comparison.counts()
    console.info(comparison.summary())
    expect(permitted).toBeGreaterThan(REQUESTS / 3)
    expect(parts).toBeGreaterThan(REQUESTS)
  }, 60_000)
})
