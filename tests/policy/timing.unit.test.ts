import { describe, expect, it } from '@jest/globals'
import { decide } from '../../policy/decide/decide.ts'
import { loadRelease } from '../../policy/release/load.ts'
import { adult, catalogue, childOf, inputOf, linked, PERSON, releaseFiles, requestOf, token, type EventSeed } from './case-builder.ts'

const EVENTS = 1_000
const ROUNDS = 15
const types = [...catalogue.types.keys()]
const bases = ['observed', 'reported_by_harmed', 'found_by_court']

/** A big case: every type, three bases, one and two people. */
const seeds: readonly EventSeed[] = [
  linked(token('reader'), 'listed'),
  ...Array.from({ length: EVENTS }, (_, at): EventSeed => ({
    type: types[at % types.length] ?? '',
    basis: bases[at % bases.length] ?? '',
    occurred: {
      from: `2025-${String((at % 12) + 1).padStart(2, '0')}-${String((at % 28) + 1).padStart(2, '0')}`,
      until: null,
      precision: 'day',
    },
    harmed: at % 4 === 0 ? [] : at % 3 === 0 ? [adult(PERSON.one), childOf(PERSON.child)] : [adult(PERSON.one)],
  })),
]

describe('the time of a decision', () => {
  it('is printed, for a new release and for one that has decided before', () => {
    const fresh = loadRelease(new Map(releaseFiles).set('codes/timing.json', '{}'))
    const times = Array.from({ length: ROUNDS }, () => {
      const input = inputOf(requestOf('marac_coordinator', 'marac_risk_management'), seeds)
      const from = performance.now()
      expect(decide(fresh, input).outcome).toBe('permit')
      return performance.now() - from
    })
    const [cold = 0, ...warm] = times
    const median = warm.toSorted((one, other) => one - other)[Math.floor(warm.length / 2)] ?? 0
    const size = `${String(EVENTS)} events of ${String(types.length)} types`
    console.info(`${size}: ${cold.toFixed(1)} ms cold, ${median.toFixed(1)} ms warm (median of ${String(warm.length)})`)
  })
})
