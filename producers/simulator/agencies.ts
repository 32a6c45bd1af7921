import { oneOf, type Random } from './random.ts'

/** An agency that events are made up for. */
export interface SimulatedAgency {
  readonly agency: string
  readonly type: string
  readonly areas: readonly string[]
}

/** The agencies of an area by type: its own, else one of another area, as a small area has it. */
export interface Area {
  readonly name: string
  /** One of that type, or undefined where nobody has any. */
  agencyOf(random: Random, types: readonly string[]): SimulatedAgency | undefined
}

/** Areas in the order in which agencies name them. */
export function areasOf(agencies: readonly SimulatedAgency[]): readonly Area[] {
  const names = [...new Set(agencies.flatMap(({ areas }) => areas))]
  return names.map((name) => ({
    name,
    agencyOf: (random, types) => {
      const fitting = agencies.filter(({ type }) => types.includes(type))
      const own = fitting.filter(({ areas }) => areas.includes(name))
      return fitting.length === 0 ? undefined : oneOf(random, own.length > 0 ? own : fitting)
    },
  }))
}
