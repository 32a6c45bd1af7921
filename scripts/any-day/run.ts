/** npm run any-day: the tutorial, the demo's start and every test that reads a clock, under a clock of ten other days (docs/decisions/0036). */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from '../../infra/clock/clock.ts'
import { clockTests } from './clock-tests.ts'
import { daysFrom, otherDay, twoOf, type Day } from './days.ts'
import { ensureFaketime } from './faketime.ts'
import { runDay, type Counts } from './run-day.ts'

const root = join(import.meta.dirname, '..', '..')
const DATE = /^\d{4}-\d{2}-\d{2}$/

const { values } = parseArgs({
  options: {
    day: { type: 'string', multiple: true },
    'todays-two': { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    counts: { type: 'string' },
  },
})
const now = systemClock.now()
const all = daysFrom(now)

function chosen(): readonly Day[] {
  if (values.day === undefined) return values['todays-two'] ? twoOf(all, now) : all
  return values.day.map((date) => {
    if (!DATE.test(date) || Number.isNaN(Date.parse(date))) {
      console.error('--day is a date: YYYY-MM-DD.')
      process.exit(2)
    }
    return all.find((day) => day.date === date) ?? otherDay(date)
  })
}

const days = chosen()
const tests = clockTests(root)
if (values.list) {
  for (const { date, what } of days) console.log(`${date}  ${what}`)
  for (const test of tests) console.log(test)
  process.exit(0)
}

const faketime = ensureFaketime()
let sum: Counts = { passed: 0, failed: 0, skipped: 0 }
for (const day of days) {
  const { seconds, failures, ...counts } = await runDay(day, tests, { root, faketime })
  const { passed, failed, skipped } = counts
  sum = { passed: sum.passed + passed, failed: sum.failed + failed, skipped: sum.skipped + skipped }
  console.log(
    `${day.date}  ${failed === 0 ? 'passed' : 'FAILED'}  ${String(tests.length)} files: ${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped (${seconds.toFixed(0)} s)  ${day.what}`,
  )
  for (const failure of failures) console.log(`  ${failure.replaceAll('\n', '\n    ')}`)
}
if (values.counts !== undefined) writeFileSync(values.counts, JSON.stringify(sum))
process.exitCode = sum.failed === 0 && sum.skipped === 0 ? 0 : 1
