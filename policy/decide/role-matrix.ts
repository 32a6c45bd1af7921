import { namesFor, onlyTrue } from '../facts/facts.ts'
import { askOfClass, type ClassEffect } from './class-effect.ts'
import type { Release } from '../release/load.ts'

/** What a role gets of a class for a purpose: by itself, with a second person's approval, and with emergency access. */
export interface MatrixCell {
  readonly purpose: string
  readonly effect: ClassEffect
  readonly approved: ClassEffect
  readonly emergency: ClassEffect
}

export interface MatrixRow {
  readonly class: string
  readonly cells: readonly MatrixCell[]
}

/** The live matrix of a role: each class for each of the role's purposes, as the policies answer, not as the tables say. */
export function matrixOf(release: Release, role: string): readonly MatrixRow[] {
  const { roles, stepUp, matrix } = release
  const purposes = roles.roles[role]?.purposes ?? []
  const { break_glass: emergency } = stepUp
  return Object.keys(matrix).map((sensitivity) => ({
    class: sensitivity,
    cells: purposes.map((purpose): MatrixCell => {
      const effect = (approved: boolean, breakGlass: boolean): ClassEffect => {
        // An event of the reader's own pair, about which nobody has wished or objected to anything: every other fact has its default.
        const facts = onlyTrue('class', [
          ...(approved && stepUp.approvers[sensitivity] !== undefined ? (['approved'] as const) : []),
          ...(breakGlass ? (['break_glass'] as const) : []),
          ...(breakGlass && emergency.lifts.includes(sensitivity) ? (['lifts'] as const) : []),
          ...(roles.perpetrator_facing.includes(role) ? (['faces_perpetrator'] as const) : []),
        ])
        return askOfClass(release, { reader: { role }, purpose }, sensitivity, namesFor('class', { class: facts }))
      }
      return {
        purpose,
        effect: effect(false, false),
        approved: effect(true, false),
        emergency: effect(false, emergency.roles.includes(role) && emergency.purposes.includes(purpose)),
      }
    }),
  }))
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

/** The cells in which one release differs from another. Where one of the two has no such cell, its effects are `-`. */
export function cellsChanged(before: Release, after: Release): readonly CellChanged[] {
  const [was, is] = [cellsOf(before), cellsOf(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((key) => was.get(key) !== is.get(key))
    .map((key) => {
      const [role = '', purpose = '', sensitivity = ''] = JSON.parse(key) as readonly string[]
      return { role, purpose, class: sensitivity, before: was.get(key) ?? '-', after: is.get(key) ?? '-' }
    })
}
