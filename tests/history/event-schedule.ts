import type { CloudEventJson } from '../../commands/demo/folder.ts'
import { createEvents } from '../../bench/made-up/events.ts'
import { below, seeded } from '../../producers/simulator/random.ts'
import { EVENTS_OF_CASE, type HistoryPlan } from './plan.ts'

/** Share of the rounds in which cases begin: most are there early, so that there is something to read. */
const BEGINNING = 0.6

/** Made-up events of cases, by the round in which agencies send them: a case begins in one, and goes on until the last. */
export function eventSchedule({
  seed,
  cases,
  rounds,
}: Pick<HistoryPlan, 'seed' | 'cases' | 'rounds'>): readonly (readonly CloudEventJson[])[] {
  const random = seeded(seed + 7)
  const source = createEvents(seed)
  const schedule: CloudEventJson[][] = Array.from({ length: rounds }, () => [])
  for (let at = 0; at < cases; at++) {
    const first = Math.floor((at / cases) * rounds * BEGINNING)
    const events = source.takeCase(EVENTS_OF_CASE)
    const sorted = events.map(() => first + below(random, rounds - first)).sort((one, other) => one - other)
    for (const [number, event] of events.entries()) schedule[number === 0 ? first : (sorted[number] ?? first)]?.push(event)
  }
  return schedule
}
