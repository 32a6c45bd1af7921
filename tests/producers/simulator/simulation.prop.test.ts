import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readFolder } from '../../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../../commands/service.ts'
import { createValueJudge } from '../../../core/publish/judge-value.ts'
import { mixed } from '../../../producers/simulator/load.ts'
import { createSimulation, type Simulation } from '../../../producers/simulator/simulation.ts'
import { loadCatalogue, loadExamples } from '../../../schemas/index.ts'
import type { AgencyType } from '../../../schemas/generated/codes.ts'

const catalogue = loadCatalogue()
const examples = loadExamples()
const { agencies } = readFolder(DEMO_FOLDER, { only: [] })
const typeOf = new Map(agencies.map(({ agency, type }) => [agency, type as AgencyType]))
const simulationOf = (seed: number): Simulation => createSimulation({ seed, agencies, catalogue, examples, from: '2025-01-01' })
const judge = createValueJudge(catalogue)
const NOW = '2026-11-01T12:00:00Z'
/** As of real systems, some records have no birth date, or only a number of their own. */
const FOUND_BY_LITTLE = ['W13', 'W14']
/** What only the operator of the bus says, about events and cases that there are. */
const NEVER = ['case.relinked', 'record.erased']

describe('simulated events', () => {
  it('are the same for the same seed, byte for byte, and other people for another', () => {
    fc.assert(
      fc.property(fc.nat({ max: 99 }), (seed) => {
        const [one, again, other] = [simulationOf(seed), simulationOf(seed), simulationOf((seed + 1) % 100)].map((simulation) =>
          Array.from({ length: 5 }, () => simulation.nextCase()),
        )
        expect(JSON.stringify(again)).toBe(JSON.stringify(one))
        expect(JSON.stringify(other)).not.toBe(JSON.stringify(one))
      }),
      { numRuns: 10 },
    )
  })

  it('are each taken by the service, without a warning but that some are found by little, whatever the seed', () => {
    fc.assert(
      fc.property(fc.nat({ max: 99 }), (seed) => {
        const simulation = simulationOf(seed)
        for (const { event } of Array.from({ length: 40 }, () => simulation.nextCase()).flat()) {
          const judged = judge(event, (agency) => ({ agency, type: typeOf.get(agency) }), NOW)
          expect(judged).toMatchObject({ status: 'accepted', held: [] })
          expect(judged.status === 'accepted' && judged.warnings.filter(({ code }) => !FOUND_BY_LITTLE.includes(code))).toEqual([])
        }
      }),
      // Of 78 somebody would be born on 1 January 1970.
      { numRuns: 15, examples: [[78]] },
    )
  }, 60_000)

  it('are of every type that agencies send, most of them by the police and around MARAC', () => {
    const counts = new Map<string, number>()
    for (const seed of [1, 2, 3]) {
      const simulation = simulationOf(seed)
      for (const { event } of Array.from({ length: 1_000 }, () => simulation.nextCase()).flat())
        counts.set(event.type, (counts.get(event.type) ?? 0) + 1)
    }
    expect([...catalogue.types.keys()].filter((type) => !counts.has(type))).toEqual(NEVER)
    const most = [...counts]
      .sort((one, other) => other[1] - one[1])
      .slice(0, 3)
      .map(([type]) => type)
    expect(most).toContain('behaviour.incident-recorded')
  }, 60_000)

  it('are mixed as days bring them, some twice, some broken', () => {
    const source = mixed(simulationOf(1), { seed: 1, repeated: 0.1, broken: 0.1 })
    const events = Array.from({ length: 1_000 }, () => source.next().value.event)
    const broken = events.filter((event) => judge(event, (agency) => ({ agency, type: typeOf.get(agency) }), NOW).status === 'rejected')
    expect(broken.length).toBeGreaterThan(50)
    expect(broken.length).toBeLessThan(150)
    expect(events.length - new Set(events.map(({ id }) => id)).size).toBeGreaterThan(40)
  })
})
