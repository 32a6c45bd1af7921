import { isApproved } from '../facts/approved-classes.ts'
import type { EventFacts } from '../facts/event-facts.ts'
import type { BroughtByEvent } from '../facts/fact-row.ts'
import { heardByClasses, namesFor, workOut } from '../facts/facts.ts'
import type { ReadRequest } from '../facts/input.ts'
import type { ReaderScope } from '../facts/reader-scope.ts'
import { wishFacts, type WishFacts } from '../facts/wishes.ts'
import type { Release } from '../release/load.ts'
import type { Cell } from '../release/tables.ts'
import type { Effect } from './decision.ts'

/** What a read does to a class of an event: `A` disclosed as said, `P` for the data protection officer to weigh first, `R` reduced, `W` withheld. */
export type ClassEffect = 'A' | 'P' | 'R' | 'W'

/** The stricter of two effects. `P` is stricter than `R`: what has still to be weighed is disclosed in no form. */
const STRICTNESS: readonly ClassEffect[] = ['A', 'R', 'P', 'W']

export const stricter = (one: ClassEffect, other: ClassEffect): ClassEffect =>
  STRICTNESS.indexOf(one) >= STRICTNESS.indexOf(other) ? one : other

/** Who asks about a class, and what for. */
export interface ClassRequest extends Pick<ReadRequest, 'purpose' | 'requester'> {
  readonly reader: { readonly role: string }
}

function cellOf(release: Release, { requester, purpose }: ClassRequest, sensitivity: string): Cell {
  const pack = purpose === 'subject_access' && requester !== undefined
  return (pack ? release.subjectAccess.cells[sensitivity]?.[requester] : release.matrix[sensitivity]?.[purpose]) ?? 'W'
}

/** What a read does to a class, by the policies. `facts`: names of the facts that are true. A class that the release does not know is withheld. */
export function askOfClass(release: Release, request: ClassRequest, sensitivity: string, facts: readonly string[]): ClassEffect {
  const { role } = request.reader
  const cell = cellOf(release, request, sensitivity)
  const values = { purpose: request.purpose, cell, cap: release.roles.roles[role]?.caps[sensitivity] ?? 'A' }
  const may = (action: string): boolean => release.authorize({ about: 'class', role, action, resource: sensitivity, values, facts })
  if (may('show')) return 'A'
  if (cell === 'P' && may('weigh')) return 'P'
  return may('reduce') ? 'R' : 'W'
}

/** A reader's scope, with the effects on classes that this read has asked for already, by class and by all that is true of it. */
export interface Evaluation {
  readonly scope: ReaderScope
  readonly kept: Map<string, Map<number, ClassEffect>>
}

/** Whose part of an event a class is asked about: undefined for the event as a whole. */
type Owner = string | undefined

/** How many numbers there are for the facts of a class that are not of its event. */
const OF_CLASS = 512

/** What tells a class of an event from the same class of another, as one number. INVARIANT: all that facts of a class are worked out from, beside the read and the class (`Sources`). */
function numberOf(of: EventFacts, wishes: WishFacts, approved: boolean, brought: BroughtByEvent): number {
  const bits =
    Number(wishes.refused) +
    Number(wishes.excluded) * 2 +
    Number(wishes.own_person) * 4 +
    Number(wishes.others_refused) * 8 +
    Number(wishes.others_excluded) * 16 +
    Number(approved) * 32 +
    Number(brought.reduced) * 64 +
    Number(brought.other_pair) * 128 +
    Number(brought.urgency_only) * 256
  return heardByClasses(of.is) * OF_CLASS + bits
}

function classEffect({ scope, kept }: Evaluation, of: EventFacts, sensitivity: string, brought: BroughtByEvent, owner: Owner): ClassEffect {
  const { reading } = scope
  const wishes = wishFacts(reading, scope, of.event, sensitivity)
  const approved = isApproved(reading, reading.state, of.event, sensitivity, owner)
  const number = numberOf(of, wishes, approved, brought)
  const ofClass = kept.get(sensitivity) ?? new Map<number, ClassEffect>()
  const known = ofClass.get(number)
  if (known !== undefined) return known
  const facts = workOut('class', { reading, sensitivity, wishes, approved, brought })
  const effect = askOfClass(reading.release, reading.request, sensitivity, namesFor('class', { event: of.is, class: facts }))
  kept.set(sensitivity, ofClass.set(number, effect))
  return effect
}

/** For the key class nothing is true yet that only the event's effect makes true: the effect rests on the key class (D.10). */
const AS_KEY: BroughtByEvent = { reduced: false, other_pair: false, urgency_only: false }

/** What a read does to the key class of an event. */
export const effectOnKeyClass = (evaluation: Evaluation, of: EventFacts): ClassEffect =>
  classEffect(evaluation, of, of.type.rules.keyClass, AS_KEY, undefined)

/** What a read does to one class of an event that is shown with that effect. `ofOther`: of a person out of scope, or of several people. */
export const effectOnClass = (
  evaluation: Evaluation,
  of: EventFacts,
  effect: Effect,
  sensitivity: string,
  ofOther: boolean,
  owner?: string,
): ClassEffect =>
  classEffect(
    evaluation,
    of,
    sensitivity,
    {
      reduced: effect === 'reduced',
      other_pair: ofOther || of.whosePair === 'other',
      // Marked do-not-contact, and reduced for no other reason than its type: only the urgency remains (D.10).
      urgency_only: of.is.do_not_contact && effect === 'reduced' && of.whosePair !== 'other',
    },
    owner,
  )
