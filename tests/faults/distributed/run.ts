// npm run faults -- [--runs N] [--seed S] [--only TEXT] [--logs FOLDER]
// Faults of the distributed column, one after the other under load, and a table of what was kept and broken.
import { parseArgs } from 'node:util'
import { chosenFaults } from './choose.ts'
import { report, violations } from './report.ts'
import { runFaults } from './session.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    logs: { type: 'string' },
  },
})
const began = performance.now()
const faults = chosenFaults(Number(values.runs), Number(values.seed), values.only)
const result = await runFaults({
  faults,
  seed: Number(values.seed),
  logs: values.logs,
  onRun: ({ fault, took, back, problem, broken, failures, figures }, number) => {
    const found = Object.entries(broken)
      .filter(([, count]) => count !== 0)
      .map(([name, count]) => `${name} ${String(count)}`)
    const words = [
      `${took.toFixed(1)} s`,
      ...(back === undefined ? [] : [`back after ${(back / 1000).toFixed(1)} s`]),
      ...(failures > 0 ? [`${String(failures)} ended by themselves`] : []),
      ...Object.entries(figures).map(([name, value]) => `${name} ${String(Math.round(value * 10) / 10)}`),
      ...found,
      ...(problem === undefined ? [] : [problem]),
    ]
    process.stdout.write(`${String(number).padStart(3)}/${String(faults.length)}  ${fault}: ${words.join(', ')}\n`)
  },
})
process.stdout.write(`\n${report(result, (performance.now() - began) / 1000)}`)
process.exitCode = violations(result).length === 0 ? 0 : 1
