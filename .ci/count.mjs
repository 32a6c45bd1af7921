// The closing line of .ci/run from Jest's report; fails on any failure, on a skipped test and on no test.
import { readFileSync } from 'node:fs'

const [reportFile, tests, checks] = process.argv.slice(2)
let report
try {
  report = JSON.parse(readFileSync(reportFile, 'utf8'))
} catch {
  report = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 1 }
}
const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + (checks === '0' ? 0 : 1)
const skipped = report.numPendingTests + report.numTodoTests
console.log(`${report.numPassedTests} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = tests === '0' && failed === 0 && skipped === 0 && report.numPassedTests > 0 ? 0 : 1
