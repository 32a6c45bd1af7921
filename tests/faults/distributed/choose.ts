import { createRandom } from '../random.ts'
import { FAULTS, type Fault } from './faults.ts'

/** So many faults in an order that follows from the seed: every kind as often as its share says. `only`: kinds whose name has this in it. */
export function chosenFaults(runs: number, seed: number, only = ''): readonly Fault[] {
  const random = createRandom(seed)
  const kinds = FAULTS.filter(([{ name }]) => name.includes(only))
  if (kinds.length === 0) throw new RangeError(`No fault has ${only} in its name: ${FAULTS.map(([{ name }]) => name).join('; ')}`)
  // The rarest first, so that a short session has each kind once before any twice.
  const most = Math.max(...kinds.map(([, times]) => times))
  const rounds = Array.from({ length: most }, (_, round) => kinds.filter(([, times]) => times > round).map(([fault]) => fault))
  const shuffle = (faults: readonly Fault[]): readonly Fault[] =>
    faults
      .map((fault) => [random(), fault] as const)
      .toSorted(([one], [other]) => one - other)
      .map(([, fault]) => fault)
  const shuffled = rounds.flatMap(shuffle)
  return Array.from({ length: runs }, (_, index) => shuffled[index % shuffled.length]).filter((fault) => fault !== undefined)
}

/** The kind of that name. */
export function faultNamed(name: string): Fault {
  const found = FAULTS.find(([fault]) => fault.name === name)
  if (found === undefined) throw new RangeError(`No fault is named ${name}.`)
  return found[0]
}
