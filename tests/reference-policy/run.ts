import { parseArgs } from 'node:util'
import { decide } from '../../policy/decide/decide.ts'
import type { DecisionInput } from '../../policy/facts/input.ts'
import { currentReleaseFiles } from '../../policy/release/files.ts'
import { loadRelease } from '../../policy/release/load.ts'
import { loadCatalogue } from '../../schemas/catalogue/load.ts'
import { compared, createComparison, smallest } from './compare.ts'
import { decidePlainly } from './decide-plainly.ts'
import { printed } from './print.ts'
import { randomInput, seedOf } from './random-case.ts'

const PROGRESS_EVERY = 100_000
const { values } = parseArgs({ options: { requests: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } } })
const [requests, seed] = [Number(values.requests), Number(values.seed)]
const release = loadRelease(currentReleaseFiles(loadCatalogue()))
const began = performance.now()
const comparison = createComparison(release)

function tellDifference(input: DecisionInput, at: number): void {
  const least = smallest(input, (smaller) => comparison.differs(smaller))
  console.log(
    `Seed ${String(seed)}, request ${String(at)} differs. The smallest input found, in which events are told by what sets them apart:`,
  )
  console.log(
    `${printed(least)}\n\ndecide:\n${compared(decide(release, least))}\n\nsecond implementation:\n${compared(decidePlainly(least))}\n`,
  )
}

function summary(): string {
  const perSecond = (comparison.counts().requests / (performance.now() - began)) * 1000
  return `${comparison.summary()}, ${String(Math.round(perSecond))} requests a second`
}

for (let at = 0; at < requests; at++) {
  const input = randomInput(seedOf(seed, at))
  if (!comparison.agreesOn(input)) {
    tellDifference(input, at)
    process.exitCode = 1
    break
  }
  if ((at + 1) % PROGRESS_EVERY === 0) console.log(summary())
}
console.log(summary())
