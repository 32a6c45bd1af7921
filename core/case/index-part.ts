import type * as records from '../../schemas/generated/records.ts'
import { isAgencyId, type AgencyId, type PersonId } from '../../schemas/ids.ts'
import type { MayOmit } from '../records/may-omit.ts'

export type { Barred, EventWarning, Publisher, SealedPart } from '../../schemas/generated/records.ts'

/** A harmed person of an event. Who says neither an age nor candidates of her may leave both out. */
export type HarmedEntry = MayOmit<records.HarmedPerson, 'age' | 'candidates'>

/** A proceeding that an event quotes. `ended` may be left out of one that is not over. */
export type QuotedProceeding = MayOmit<records.CaseEventProceedingToken, 'ended'>

/** The clear index part of a case.events record. What is of few events, and of none that the bus itself writes, may be left out. */
export interface IndexPart extends MayOmit<Omit<records.CaseEventIndex, 'harmed' | 'proceedings'>, 'publisher' | 'barred'> {
  readonly harmed: readonly HarmedEntry[]
  readonly proceedings: readonly QuotedProceeding[]
}

/** A case.events record. */
export interface CaseEventRecord extends Omit<records.CaseEvent, 'index'> {
  readonly index: IndexPart
}

/** An event of a case log with its number: what decisions are made over. */
export interface NumberedEvent {
  readonly sequence: number
  readonly index: IndexPart
}

/** The agency that the named indexed field names; empty where it names none. */
export function agencyIn(index: IndexPart, field: string): AgencyId | '' {
  const [value] = fact(index, field)
  return value !== undefined && isAgencyId(value) ? value : ''
}

/** The people of an event, the subject first. Of a system event, which has none: nobody. */
export const namedIn = ({ subject, harmed }: Pick<IndexPart, 'subject' | 'harmed'>): readonly PersonId[] => [
  ...(subject === '' ? [] : [subject]),
  ...harmed.map(({ person }) => person),
]

/** The values of the named indexed field, or an empty list. */
export const fact = (index: IndexPart, field: string): readonly string[] => index.facts.find((entry) => entry.field === field)?.values ?? []
