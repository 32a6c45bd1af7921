import type { RunResult, SessionResult } from './session.ts'
import { table } from './table.ts'

/** After a broker's death a consumer must be back within this, on a machine that does nothing else. */
const MOST_BACK_MS = 15_000

const sum = (runs: readonly RunResult[], name: keyof RunResult['broken']): number =>
  runs.reduce((total, { broken }) => total + broken[name], 0)
const worst = (runs: readonly RunResult[]): string => {
  const times = runs.flatMap(({ back }) => back ?? [])
  return times.length === 0 ? '' : `${(Math.max(...times) / 1000).toFixed(1)} s`
}
const rowOf = (name: string, runs: readonly RunResult[]): readonly (string | number)[] => [
  name,
  runs.length,
  sum(runs, 'lost'),
  sum(runs, 'twice'),
  sum(runs, 'disordered'),
  sum(runs, 'astray'),
  sum(runs, 'withoutReceipt'),
  sum(runs, 'withoutRecord'),
  worst(runs),
  runs.reduce((total, { failures }) => total + failures, 0),
]
const HEADER = [
  'fault',
  'runs',
  'lost',
  'twice',
  'out of order',
  'astray',
  'no receipt',
  'answers without record',
  'worst time back',
  'ended by themselves',
]

/** What was promised and not kept, in words. `mostBack`: within what a consumer must be back after a broker's death (ms); more where other tests have the machine, too. */
export function violations({ runs, replayed, findings }: SessionResult, mostBack = MOST_BACK_MS): readonly string[] {
  return [
    ...runs.flatMap(({ fault, broken, problem, back }) => [
      ...Object.entries(broken)
        .filter(([, count]) => count > 0)
        .map(([name, count]) => `${fault}: ${name} ${String(count)}`),
      ...(problem === undefined ? [] : [`${fault}: ${problem}`]),
      ...(back !== undefined && back > mostBack ? [`${fault}: the consumers were back after ${String(Math.round(back))} ms`] : []),
    ]),
    ...Object.entries(replayed)
      .filter(([outcome, count]) => outcome !== 'match' && count > 0)
      .map(([outcome, count]) => `${String(count)} access records replay to ${outcome}`),
    ...findings.map((finding) => `verify: ${JSON.stringify(finding)}`),
  ]
}

/** The table of a session, its totals, and what was broken. */
export function report(result: SessionResult, seconds: number, mostBack = MOST_BACK_MS): string {
  const { runs, acknowledged, answers, replayed } = result
  const kinds = [...Map.groupBy(runs, ({ fault }) => fault)].toSorted(([one], [other]) => (one < other ? -1 : 1))
  const broken = violations(result, mostBack)
  return [
    table(HEADER, [...kinds.map(([name, own]) => rowOf(name, own)), rowOf('all', runs)]),
    `${String(acknowledged)} events acknowledged, ${String(answers)} answers, ${String(replayed.match ?? 0)} access records replayed to a match, ` +
      `in ${seconds.toFixed(0)} s.`,
    ...(broken.length === 0 ? ['Every promise was kept.'] : ['BROKEN:', ...broken]),
    '',
  ].join('\n')
}
