import { readFolder, type AgencyEntryJson, type CloudEventJson } from '../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../commands/service.ts'
import { createSimulation, type SimulatedEvent, type SimulationPlace } from '../../producers/simulator/simulation.ts'
import { loadCatalogue, loadExamples } from '../../schemas/index.ts'

/** Events of the simulator's cases, one after another; without the cases of men of whom nobody knows the full name, which wait for a person and are on no timeline. */
export interface MadeUpEvents {
  /** `count` events of cases that follow each other; `agency`: only what that one says of them. */
  take(count: number, agency?: string): readonly CloudEventJson[]
  /** `count` events of one new case. */
  takeCase(count: number): readonly CloudEventJson[]
  /** All events of whole cases that follow each other, at least `count`. */
  takeCases(count: number): readonly CloudEventJson[]
  /** Where the next whole case begins: what `takeCases` goes on from, in another process too. */
  place(): SimulationPlace
}

/** The demo's agencies. */
export const demoAgencies = (): readonly AgencyEntryJson[] => readFolder(DEMO_FOLDER, { only: [] }).agencies

/** What of made-up events is other than usual. */
export interface MadeUpOptions {
  /** Who says them. Default: the demo's agencies. */
  readonly agencies?: readonly AgencyEntryJson[]
  /** From where on. Default: the first case. */
  readonly at?: SimulationPlace | undefined
  /** The day on which the first cases begin. A case of two thousand events lasts two decades, and none may be of the future. Default: 2024-01-01. */
  readonly from?: string
}

/** Endless events of the simulator, the same for the same seed (0 to 99: people of different seeds are different people). */
export function createEvents(seed: number, { agencies = demoAgencies(), at, from = '2024-01-01' }: MadeUpOptions = {}): MadeUpEvents {
  const simulation = createSimulation({
    seed,
    agencies,
    catalogue: loadCatalogue(),
    examples: loadExamples(),
    from,
    ...(at ? { at } : {}),
  })
  const jsonOf = ({ event }: SimulatedEvent): CloudEventJson => event as unknown as CloudEventJson
  const isKnown = (event: SimulatedEvent): boolean => 'given_name' in jsonOf(event).data.subject
  const nextKnown = (least?: number): readonly SimulatedEvent[] => {
    for (;;) {
      const events = simulation.nextCase(least)
      if (events.every(isKnown)) return events
    }
  }
  let rest: readonly SimulatedEvent[] = []
  return {
    take: (count, agency) => {
      const taken: SimulatedEvent[] = []
      while (taken.length < count) {
        if (rest.length === 0) rest = nextKnown()
        const [event, ...others] = rest
        rest = others
        if (event !== undefined && (agency === undefined || event.agency === agency)) taken.push(event)
      }
      return taken.map(jsonOf)
    },
    takeCase: (count) => nextKnown(count).slice(0, count).map(jsonOf),
    takeCases: (count) => {
      const taken: CloudEventJson[] = []
      while (taken.length < count) taken.push(...nextKnown().map(jsonOf))
      return taken
    },
    place: () => simulation.place(),
  }
}
