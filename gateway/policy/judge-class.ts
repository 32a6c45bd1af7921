import type { EventFlags, WishFlags } from './class-facts.ts'
import type { Reading } from './reading.ts'
import type { Cell } from './tables.ts'

/** What a read does to a class of an event: as said, for the data protection officer to weigh, reduced, nothing. */
export type ClassEffect = 'A' | 'P' | 'R' | 'W'

const STRICTNESS: readonly ClassEffect[] = ['A', 'P', 'R', 'W']

export const stricter = (one: ClassEffect, other: ClassEffect): ClassEffect => STRICTNESS.indexOf(one) >= STRICTNESS.indexOf(other) ? one : other

/** What bears on one class of one event. */
export interface ClassQuestion extends EventFlags, WishFlags {
  /** The event is shown reduced. */
  readonly reduced: boolean
  /** The part is of another pair, or cannot be told apart from one that is. */
  readonly other_pair: boolean
  /** Of the event only its urgency remains. */
  readonly urgency_only: boolean
}

function cellOf({ release, request }: Reading, sensitivity: string): Cell {
  const { requester, purpose } = request
  const cell = purpose === 'subject_access' && requester !== undefined ? release.subjectAccess.cells[sensitivity]?.[requester] : release.matrix[sensitivity]?.[purpose]
  return cell ?? 'W'
}

/** Asks the policies what a read does to a class. A class that the release does not know is withheld. */
export function judgeClass(reading: Reading, sensitivity: string, question: ClassQuestion): ClassEffect {
  const { release, request, approved, breakGlass, facesPerpetrator } = reading
  const context = {
    purpose: request.purpose,
    cell: cellOf(reading, sensitivity),
    cap: release.roles.roles[request.reader.role]?.caps[sensitivity] ?? 'A',
    approved: approved.has(sensitivity),
    break_glass: breakGlass,
    lifts: release.stepUp.break_glass.lifts.includes(sensitivity),
    faces_perpetrator: facesPerpetrator,
    refused: question.refused,
    excluded: question.excluded,
    own_person: question.own_person,
    objection: question.objection,
    objection_pending: question.objection_pending,
    session_without_concern: question.session_without_concern,
    reduced: question.reduced,
    other_pair: question.other_pair,
    urgency_only: question.urgency_only,
    told_by_others: question.told_by_others,
  }
  const may = (action: string): boolean => release.authorize({ role: request.reader.role, action, resource: { type: 'Class', id: sensitivity }, context })
  if (may('show')) return 'A'
  if (may('weigh')) return 'P'
  return may('reduce') ? 'R' : 'W'
}
