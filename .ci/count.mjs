// The closing line of .ci/run from Jest's report and the counts of the other days; fails on any failure, on a skipped test and on no test.
import { readFileSync } from 'node:fs'

const [reportFile, tests, daysFile, otherDays, checks] = process.argv.slice(2)
const read = (file, otherwise) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return otherwise
  }
}
const report = read(reportFile, { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 1 })
const days = read(daysFile, { passed: 0, failed: 1, skipped: 0 })
const passed = report.numPassedTests + days.passed
const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + days.failed + (checks === '0' ? 0 : 1)
const skipped = report.numPendingTests + report.numTodoTests + days.skipped
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode =
  tests === '0' && otherDays === '0' && failed === 0 && skipped === 0 && report.numPassedTests > 0 && days.passed > 0 ? 0 : 1
