// npm run withdrawals -- [--runs N] [--readers N]: consent is withdrawn while readers read from three gateways; prints each run, and exits 1 for a stale answer.
import { parseArgs } from 'node:util'
import { runWithdrawals } from './withdrawals.ts'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '10' }, readers: { type: 'string', default: '50' } } })
const runs = await runWithdrawals({
  runs: Number(values.runs), readers: Number(values.readers),
  onRun: ({ killed, before, after, shown, stale, took }, number) => {
    process.stdout.write(`${String(number).padStart(3)}/${values.runs}  ${killed ? 'a gateway killed: ' : ''}in force after ${took.toFixed(0)} ms; `
      + `${String(shown)} of ${String(before)} answers before showed it, ${String(stale)} of ${String(after)} begun after\n`)
  },
})
const stale = runs.reduce((sum, run) => sum + run.stale, 0)
process.stdout.write(`${String(stale)} stale answers of ${String(runs.reduce((sum, run) => sum + run.after, 0))}\n`)
process.exitCode = stale === 0 ? 0 : 1
