import { factsIn } from './authorizer.ts'
import type { ObjectionFacts } from './objection-facts.ts'
import type { Reading } from './reading.ts'
import type { Cell } from './tables.ts'
import type { ReadRequest } from './types.ts'
import type { WishFacts } from './wish-facts.ts'

/** What a read does to a class of an event: as said, for the data protection officer to weigh, reduced, nothing. */
export type ClassEffect = 'A' | 'P' | 'R' | 'W'

/** What has still to be weighed goes out in no form: it is stricter than the reduced one. */
const STRICTNESS: readonly ClassEffect[] = ['A', 'R', 'P', 'W']

export const stricter = (one: ClassEffect, other: ClassEffect): ClassEffect =>
  STRICTNESS.indexOf(one) >= STRICTNESS.indexOf(other) ? one : other

/** What bears on one class of one event. */
export interface ClassFacts extends ObjectionFacts, WishFacts {
  /** A second person has opened the class, for what is asked about. */
  readonly approved: boolean
  readonly session_without_concern: boolean
  /** Told by a harmed person, a child or a third party, and he is not known to know it. */
  readonly told_by_others: boolean
  /** The event is shown reduced. */
  readonly reduced: boolean
  /** The part is of another pair, or cannot be told apart from one that is. */
  readonly other_pair: boolean
  /** Of the event only its urgency remains. */
  readonly urgency_only: boolean
  /** Why somebody is barred is not for this reader. */
  readonly reason_kept: boolean
}

/** What of a reading bears on a class by itself. */
export interface ClassReading extends Pick<Reading, 'release' | 'breakGlass' | 'facesPerpetrator'> {
  readonly request: Pick<ReadRequest, 'purpose' | 'requester'> & { readonly reader: { readonly role: string } }
}

function cellOf({ release, request }: ClassReading, sensitivity: string): Cell {
  const { requester, purpose } = request
  const pack = purpose === 'subject_access' && requester !== undefined
  return (pack ? release.subjectAccess.cells[sensitivity]?.[requester] : release.matrix[sensitivity]?.[purpose]) ?? 'W'
}

/** Asks the policies what a read does to a class. A class that the release does not know is withheld. */
export function judgeClass(reading: ClassReading, sensitivity: string, about: ClassFacts): ClassEffect {
  const {
    release,
    request: {
      reader: { role },
      purpose,
    },
    breakGlass,
    facesPerpetrator,
  } = reading
  const cell = cellOf(reading, sensitivity)
  const cap = release.roles.roles[role]?.caps[sensitivity] ?? 'A'
  const facts = factsIn({
    approved: about.approved,
    break_glass: breakGlass,
    lifts: breakGlass && release.stepUp.break_glass.lifts.includes(sensitivity),
    faces_perpetrator: facesPerpetrator,
    refused: about.refused,
    excluded: about.excluded,
    own_person: about.own_person,
    others_refused: about.others_refused,
    others_excluded: about.others_excluded,
    objection: about.objection,
    objection_pending: about.objection_pending,
    session_without_concern: about.session_without_concern,
    reduced: about.reduced,
    other_pair: about.other_pair,
    urgency_only: about.urgency_only,
    told_by_others: about.told_by_others,
    reason_kept: about.reason_kept,
  })
  const values = { purpose, cell, cap }
  const may = (action: string): boolean => release.authorize({ about: 'class', role, action, resource: sensitivity, values, facts })
  if (may('show')) return 'A'
  if (cell === 'P' && may('weigh')) return 'P'
  return may('reduce') ? 'R' : 'W'
}
