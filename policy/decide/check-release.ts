import { checkFiles } from '../release/check.ts'
import type { Release, ReleaseFiles } from '../release/load.ts'
import type { ClassEffect } from './class-effect.ts'
import { matrixOf } from './role-matrix.ts'

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
export const checkRelease = (files: ReleaseFiles): readonly string[] => checkFiles(files, floors)
