import { meantInWords, nearest } from '../schemas/codec/nearest.ts'
import type { AgencyList } from './agency-file.ts'

/** What a list of agencies says of areas, beside those that are known. */
export interface AreasOfList {
  /** Areas that no agency had, in the order of the file. */
  readonly added: readonly string[]
  /** What is wrong: an area that no agency has and that is nearly the name of one that is there. */
  readonly wrong: readonly string[]
}

/**
 * Compares the areas of a list with those that registered agencies have, and with those that the list says are new. An area misspelt would be an area of its own,
 * in which its agency is alone: nothing is shared by area with it. Pure.
 */
export function areasOf(list: AgencyList, registered: ReadonlySet<string>, meant: readonly string[]): AreasOfList {
  const count = Map.groupBy(
    list.flatMap(({ areas }) => areas),
    (area) => area,
  )
  // Of the areas of one file, the one that more entries have is the right one.
  const often = [...count].filter(([, all]) => all.length > 1).map(([area]) => area)
  const known = new Set([...registered, ...often, ...meant])
  const wrong = list.flatMap(({ agency, areas }, at) =>
    areas
      .filter((area) => !known.has(area) && nearest(area, known) !== undefined)
      .map(
        (area) =>
          `Entry ${String(at + 1)} (${agency}): areas: no agency is in ${JSON.stringify(area)}.${meantInWords(area, known)} If it is an area of its own: --new-area ${JSON.stringify(area)}. Areas so far: ${[...known].sort().join(', ')}.`,
      ),
  )
  return { added: [...count.keys()].filter((area) => !registered.has(area)), wrong }
}
