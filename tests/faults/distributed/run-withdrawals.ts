// npm run withdrawals -- [--runs N] [--readers N] [--followers N]: consent is withdrawn while readers read, and live timelines are open, on three gateways; prints each run,
// and exits 1 for a stale answer, and when a live timeline still shows it at the end.
import { parseArgs } from 'node:util'
import { runWithdrawals } from './withdrawals.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10' },
    readers: { type: 'string', default: '50' },
    followers: { type: 'string', default: '10' },
  },
})
const runs = await runWithdrawals({
  runs: Number(values.runs),
  readers: Number(values.readers),
  followers: Number(values.followers),
  onRun: ({ killed, before, after, shown, stale, took, followed, takenBack }, number) => {
    process.stdout.write(
      `${String(number).padStart(3)}/${values.runs}  ${killed ? 'a gateway killed: ' : ''}in force after ${took.toFixed(0)} ms; ` +
        `${String(shown)} of ${String(before)} answers before showed it, ${String(stale)} of ${String(after)} begun after; taken back from ${String(followed)} live timelines within ${takenBack.toFixed(0)} ms\n`,
    )
  },
})
const stale = runs.reduce((sum, run) => sum + run.stale, 0)
process.stdout.write(`${String(stale)} stale answers of ${String(runs.reduce((sum, run) => sum + run.after, 0))}\n`)
process.exitCode = stale === 0 && runs.every(({ takenBack }) => takenBack < Infinity) ? 0 : 1
