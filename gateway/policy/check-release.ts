import { faultyPolicies, misshapenPolicies } from './check-cedar.ts'
import { misshapenTables, unknownInTables } from './check-tables.ts'
import { knownNames } from './known-names.ts'
import { matrixOf } from './matrix-of.ts'
import { PolicyError } from './policy-error.ts'
import { loadRelease, type Release, type ReleaseFiles } from './release.ts'
import type { ClassEffect } from './judge-class.ts'

const WEAKEST: readonly ClassEffect[] = ['W', 'P', 'R', 'A']
const beyond = (effect: ClassEffect, most: ClassEffect): boolean => WEAKEST.indexOf(effect) > WEAKEST.indexOf(most)

/** What no approval and no emergency lifts (D.10 field 6): for who faces the perpetrator no place, no source, and words as a code at most. */
const floorOf = (role: string, sensitivity: string): ClassEffect | undefined => {
  if (sensitivity === 'VIC_LOC') return role === 'probation_practitioner' ? 'R' : 'W'
  if (sensitivity === 'SOURCE') return 'W'
  return sensitivity === 'VIC_VOICE' ? 'R' : undefined
}

const floors = (release: Release): readonly string[] =>
  release.roles.perpetrator_facing.flatMap((role) =>
    matrixOf(release, role).flatMap(({ class: sensitivity, cells }) => {
      const most = floorOf(role, sensitivity)
      return most === undefined
        ? []
        : cells
            .filter(({ effect, approved, emergency }) => [effect, approved, emergency].some((got) => beyond(got, most)))
            .map(({ purpose }) => `Floor: ${role} gets more of ${sensitivity} for ${purpose} than ${most}.`)
    }),
  )

/** What is wrong with the files of a release, in words, with file and line where there is one; nothing when it may be proposed. */
export function checkRelease(files: ReleaseFiles): readonly string[] {
  const misshapen = [...misshapenPolicies(files), ...misshapenTables(files)]
  if (misshapen.length > 0) return misshapen
  try {
    const release = loadRelease(files)
    const known = knownNames(files)
    return [...faultyPolicies(files, known, release.words), ...unknownInTables(files, known), ...floors(release)]
  } catch (error) {
    if (error instanceof PolicyError) return [error.message]
    throw error
  }
}

/** A cell of the live matrix that differs between two releases: effect by itself, with approval, in an emergency. */
export interface CellChanged {
  readonly role: string
  readonly purpose: string
  readonly class: string
  readonly before: string
  readonly after: string
}

const cellsOf = (release: Release): ReadonlyMap<string, string> =>
  new Map(
    Object.keys(release.roles.roles).flatMap((role) =>
      matrixOf(release, role).flatMap(({ class: sensitivity, cells }) =>
        cells.map(
          ({ purpose, effect, approved, emergency }) =>
            [JSON.stringify([role, purpose, sensitivity]), `${effect}${approved}${emergency}`] as const,
        ),
      ),
    ),
  )

/** The cells in which one release differs from another; `-`: there is none. */
export function cellsChanged(before: Release, after: Release): readonly CellChanged[] {
  const [was, is] = [cellsOf(before), cellsOf(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((key) => was.get(key) !== is.get(key))
    .map((key) => {
      const [role = '', purpose = '', sensitivity = ''] = JSON.parse(key) as readonly string[]
      return { role, purpose, class: sensitivity, before: was.get(key) ?? '-', after: is.get(key) ?? '-' }
    })
}
