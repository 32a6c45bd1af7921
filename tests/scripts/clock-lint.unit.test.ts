import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'

const root = join(import.meta.dirname, '..', '..')

const READS = [
  'Date.now()',
  'new Date()',
  'Date()',
  'new Date(Date.now())',
  '[].map(Date.now)',
  'globalThis.Date.now()',
  "Date['now']()",
  'const { now } = Date',
  'Temporal.Now.instant()',
  'performance.timeOrigin',
  "new Intl.DateTimeFormat('en-GB').format()",
  "'select now()'",
  '`insert into t values (current_timestamp, ${1})`',
  "'select datetime(\\'now\\')'",
]
const READS_NOT = [
  "new Date('2025-01-01')",
  'new Date(0).toISOString()',
  "Date.parse('2025-01-01')",
  'performance.now()',
  'process.clock.now()',
  "'what is known now'",
]

/** Numbers of the lines in which the lint finds a clock. */
function linesFound(code: readonly string[], file: string): readonly number[] {
  const { stdout } = spawnSync(
    process.execPath,
    ['node_modules/eslint/bin/eslint.js', '--stdin', '--stdin-filename', file, '--format', 'json'],
    { cwd: root, input: code.join(';\n'), encoding: 'utf8' },
  )
  const [report] = JSON.parse(stdout) as { messages: { ruleId: string | null; line: number }[] }[]
  return [...new Set(report?.messages.filter(({ ruleId }) => ruleId === 'no-restricted-syntax').map(({ line }) => line))]
}

describe('the lint', () => {
  it('finds every way of reading a clock outside the port, and nothing else', () => {
    const code = [...READS, ...READS_NOT]
    expect(linesFound(code, 'scripts/made-up.mjs').map((line) => code[line - 1])).toEqual(READS)
  }, 120_000)
})
