import { fact, type IndexPart } from './index-part.ts'
import { SYSTEM_AGENCY } from './system-event.ts'

/** Who may have access to a case because of an event. The case list asks for the cases of which somebody is a candidate; the decision alone says whether they are shown. */
export interface Candidate {
  readonly kind: 'staff' | 'agency' | 'agency_type'
  readonly value: string
}

/** Longer values name nobody. */
const named = (candidate: Candidate): boolean =>
  candidate.value !== '' && candidate.value.length <= 200 && !candidate.value.includes('\u0000')

function candidates(index: IndexPart): readonly Candidate[] {
  if (index.agency === SYSTEM_AGENCY) {
    const staff = fact(index, 'staff')
    return staff.length > 0
      ? staff.map((value) => ({ kind: 'staff', value }))
      : fact(index, 'agency').map((value) => ({ kind: 'agency', value }))
  }
  const publisher: Candidate = { kind: 'agency', value: index.agency }
  if (index.type !== 'marac.case-listed') return [publisher]
  return [publisher, ...fact(index, 'agencies_asked').map((value): Candidate => ({ kind: 'agency_type', value }))]
}

/** The publisher; of a MARAC listing also the types of agency asked; of the bus's own events, such as one that gives access, the staff token or the agency that they name. */
export const candidatesOf = (index: IndexPart): readonly Candidate[] => candidates(index).filter(named)
