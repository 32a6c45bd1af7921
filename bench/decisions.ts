import { decide } from '../policy/decide/decide.ts'
import { loadRelease } from '../policy/release/load.ts'
import {
  adult,
  catalogue,
  childOf,
  inputOf,
  linked,
  PERSON,
  releaseFiles,
  requestOf,
  token,
  type EventSeed,
} from '../tests/policy/case-builder.ts'
import { quantile } from './ratio.ts'
import type { Timing } from './timing.ts'

const EVENTS = 1_000
const KINDS = 100
const COLD_ROUNDS = 5
const WARM_ROUNDS = 30
const TYPES = [...catalogue.types.keys()]

/** Kinds of events: every type, then again as told by the harmed woman about her and her child. */
const kindOf = (kind: number): EventSeed => ({
  type: TYPES[kind % TYPES.length] ?? '',
  ...(kind < TYPES.length
    ? { basis: 'observed', harmed: [adult(PERSON.one)] }
    : { basis: 'reported_by_harmed', harmed: [adult(PERSON.one), childOf(PERSON.child)] }),
})
const two = (number: number): string => String(number).padStart(2, '0')
const SEEDS: readonly EventSeed[] = [
  linked(token('reader'), 'listed'),
  ...Array.from({ length: EVENTS }, (_, at): EventSeed => ({
    ...kindOf(at % KINDS),
    occurred: { from: `2025-${two((at % 12) + 1)}-${two((at % 28) + 1)}`, until: null, precision: 'day' },
  })),
]

/** decide() over 1,000 events of 100 kinds, as a MARAC coordinator: with a release that was never asked before, and with one that was. */
export function decisions(): Timing {
  const input = inputOf(requestOf('marac_coordinator', 'marac_risk_management'), SEEDS)
  const timed = (release: ReturnType<typeof loadRelease>): number => {
    const from = performance.now()
    if (decide(release, input).outcome !== 'permit') throw new Error('The read was refused.')
    return performance.now() - from
  }
  const releases = Array.from({ length: COLD_ROUNDS }, (_, round) =>
    loadRelease(new Map(releaseFiles).set('codes/bench.json', JSON.stringify(round))),
  )
  const cold = releases.map(timed)
  const warm = Array.from({ length: WARM_ROUNDS }, () => timed(releases[0] ?? loadRelease(releaseFiles)))
  return {
    name: `decide(), ${KINDS} kinds of events`,
    unit: 'events',
    n: EVENTS,
    ms: { cold: quantile(cold, 0.5), warm: quantile(warm, 0.5), 'warm p95': quantile(warm, 0.95) },
  }
}
