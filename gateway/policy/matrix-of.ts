import { judgeClass, type ClassEffect, type ClassFacts, type ClassReading } from './judge-class.ts'
import type { Release } from './release.ts'

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

/** An event of the reader's own pair, about which nobody has wished or objected to anything. */
const ORDINARY: ClassFacts = {
  refused: false,
  excluded: false,
  own_person: false,
  others_refused: false,
  others_excluded: false,
  objection: false,
  objection_pending: false,
  session_without_concern: false,
  told_by_others: false,
  reduced: false,
  other_pair: false,
  urgency_only: false,
  approved: false,
  reason_kept: false,
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
        const reading: ClassReading = {
          release,
          breakGlass,
          facesPerpetrator: roles.perpetrator_facing.includes(role),
          request: { reader: { role }, purpose },
        }
        return judgeClass(reading, sensitivity, { ...ORDINARY, approved: approved && stepUp.approvers[sensitivity] !== undefined })
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
