import { stands, type Fates } from './gone.ts'
import { decisive, ofOwners, type Word } from './word.ts'
import { numberedAfter, ofType, value, type Asked, type Said } from './record.ts'

/** Somebody does not want their data used (D.6). */
export interface Objection {
  /** Harmed people who object; empty: he does, or nobody is named. */
  readonly people: readonly string[]
  readonly inForce: boolean
  /** Agency on whose events alone it bears; undefined: on everybody's. */
  readonly agency: string | undefined
}

const UPHELD = ['granted', 'granted_in_part']
const DISMISSED = ['refused_reason', 'neither_confirm_nor_deny']

/** One objection, by the updates of its request, oldest first; undefined when it is over. */
function objection(word: Word, updates: readonly Said[]): Objection | undefined {
  const statuses = updates.map((event) => value(event, 'status') ?? '')
  const decided = statuses.filter((status) => [...UPHELD, ...DISMISSED].includes(status)).at(-1)
  const last = updates.at(-1)
  if (last === undefined || DISMISSED.includes(decided ?? '') || (decided === undefined && statuses.at(-1) === 'closed')) return undefined
  const people = updates
    .filter((event) => value(event, 'requester_kind') !== 'subject')
    .flatMap(({ index }) => index.harmed.map(({ person }) => person))
  const isHis = updates.every((event) => value(event, 'requester_kind') === 'subject')
  const answer = decisive(word, ofOwners(word, last))
  if (answer === 'ended') return undefined
  const { agency } = last.index
  const fromBefore = word.isFromBefore(last) && (!isHis || word.timeFromBefore)
  const isForCase =
    answer === 'confirmed' || word.coordinates(agency) || word.asked.input.agencies.get(agency)?.type === 'bus_operator' || fromBefore
  return {
    people,
    agency: isForCase ? undefined : agency,
    inForce: decided !== undefined || value(last, 'restriction_while_pending') === 'true',
  }
}

/** The objections of a case that were made and not dismissed. */
export function objectionsOf(asked: Asked, fates: Fates, word: Word): readonly Objection[] {
  const updates = ofType(asked, 'rights.request-updated')
    .filter((event) => stands(fates, event) && value(event, 'kind') === 'objection')
    .toSorted((one, other) => (numberedAfter(one, other) ? 1 : -1))
  const requestOf = (event: Said): unknown => event.index.proceedings.find(({ kind }) => kind === 'request')?.token ?? event
  // Each agency decides for itself: no other's update says anything of it.
  const groups = updates.map((event) =>
    updates.filter((other) => other.index.agency === event.index.agency && requestOf(other) === requestOf(event)),
  )
  return groups.filter((group, at) => group[0] === updates[at]).flatMap((group) => objection(word, group) ?? [])
}
