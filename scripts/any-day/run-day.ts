import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../infra/clock/clock.ts'
import { testEnvironment, testNodeOptions } from '../test-environment.mjs'
import type { Day } from './days.ts'

/** The counts that Jest's report has. */
export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export interface DayResult extends Counts {
  readonly seconds: number
  /** What failed and why, a line or more each. */
  readonly failures: readonly string[]
}

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly numRuntimeErrorTestSuites: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

const SECOND = 1_000
/** A day that takes longer is stopped and has failed. */
const PATIENCE_MS = 15 * 60 * SECOND

/** Time of a machine on that day: it runs on from there, in every process that is started with it. Durations stay those of this machine. */
function clockOf({ start, zone }: Day, faketime: string): NodeJS.ProcessEnv {
  const ahead = ((start - systemClock.now()) / SECOND).toFixed(3)
  return {
    LD_PRELOAD: faketime,
    FAKETIME: `${ahead.startsWith('-') ? '' : '+'}${ahead}`,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    ...(zone === undefined ? {} : { TZ: zone }),
  }
}

function failuresOf(report: Report, root: string): readonly string[] {
  return report.testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed')
      const file = name.replace(`${root}/`, '')
      return failed.length === 0
        ? [`${file}: ${message}`]
        : failed.map(({ fullName, failureMessages }) => `${file}: ${fullName}\n${failureMessages.join('\n')}`)
    })
}

function read(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return undefined
  }
}

/** Runs test files on a day. */
export async function runDay(
  day: Day,
  tests: readonly string[],
  { root, faketime }: { readonly root: string; readonly faketime: string },
): Promise<DayResult> {
  const began = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'throughline-any-day-'))
  const report = join(folder, 'report.json')
  try {
    const args = [
      ...process.execArgv,
      ...testNodeOptions,
      '--experimental-vm-modules',
      'node_modules/jest/bin/jest.js',
      '--ci',
      '--silent',
      '--json',
      `--outputFile=${report}`,
      '--maxWorkers=3',
      '--runTestsByPath',
      ...tests,
    ]
    const jest = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
      env: { ...process.env, ...testEnvironment(), ...clockOf(day, faketime) },
    })
    // A group of its own: Jest's workers end with it.
    const end = (): void => {
      if (jest.pid !== undefined && jest.exitCode === null) process.kill(-jest.pid, 'SIGKILL')
    }
    const interrupted = (): void => {
      end()
      process.exit(1)
    }
    const patience = setTimeout(end, PATIENCE_MS)
    process.on('SIGINT', interrupted).on('SIGTERM', interrupted)
    let said = ''
    jest.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4_000)
    })
    const [exitCode] = (await once(jest, 'close')) as [number | null]
    clearTimeout(patience)
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
    const seconds = (performance.now() - began) / SECOND
    const there = read(report)
    if (there === undefined) return { passed: 0, failed: 1, skipped: 0, seconds, failures: [`Jest ended without a report.\n${said}`] }
    const failures = failuresOf(there, root)
    const failed = there.numFailedTests + there.numRuntimeErrorTestSuites
    const unexplained = failed === 0 && (exitCode !== 0 || there.numPassedTests === 0)
    return {
      passed: there.numPassedTests,
      failed: unexplained ? 1 : failed,
      skipped: there.numPendingTests + there.numTodoTests,
      seconds,
      failures: unexplained ? [`Jest ended with ${String(exitCode)} after ${String(there.numPassedTests)} tests.\n${said}`] : failures,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
