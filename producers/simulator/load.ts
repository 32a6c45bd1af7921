import type { CloudEvent } from '../agency-client/cloud-event.ts'
import { seeded } from './random.ts'
import type { SimulatedEvent, Simulation } from './simulation.ts'

export interface LoadOptions {
  readonly seed: number
  /** Share of events that are sent twice, 0 to 1. */
  readonly repeated: number
  /** Share of events that are sent broken, 0 to 1: a code that there is not. */
  readonly broken: number
}

/** Cases whose events come mixed, as days bring them. */
const MIXED_CASES = 40

const brokenOf = ({ agency, event }: SimulatedEvent): SimulatedEvent => ({
  agency,
  event: { ...event, data: { ...event.data, assertion: { ...event.data.assertion, basis: 'hearsay' } } } satisfies CloudEvent,
})

/** The events of many cases in the order of their recording, some of them twice, some broken; endless. */
export function* mixed(simulation: Simulation, { seed, repeated, broken }: LoadOptions): Generator<SimulatedEvent, never> {
  const random = seeded(seed + 1)
  for (;;) {
    const events = Array.from({ length: MIXED_CASES }, () => simulation.nextCase()).flat()
    for (const simulated of events.toSorted((one, other) => Date.parse(one.event.time) - Date.parse(other.event.time))) {
      if (random() < broken) yield brokenOf(simulated)
      else {
        yield simulated
        if (random() < repeated) yield simulated
      }
    }
  }
}
