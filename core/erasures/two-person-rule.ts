import type { ErasureProposed } from '../control/entry.ts'
import type { ControlState } from '../control/state.ts'
import { kindOf, type ErasureScope } from './order.ts'

/** Who may stand behind an erasure; of the two, one at least is the first of these. */
const ERASERS: readonly string[] = ['dpo', 'system_admin']
const DAY_MS = 86_400_000
/** A proposal that nobody approved in so long is to be made anew. */
const PROPOSAL_DAYS = 14

/** Who proposes or approves. `token`: the person's own, keyed. */
export interface Eraser {
  readonly token: string
  readonly role: string
  readonly agency: string
}

/** Why a person may not stand behind an erasure, in words; undefined where they may. Pure. */
export function refusalOfEraser({ role, agency }: Eraser, agencies: ControlState['agencies']): string | undefined {
  // A case is of many agencies: a data protection officer of one of them decides for none of the others.
  if (agencies.get(agency)?.oversight !== true)
    return 'Only people of the bus operator, or of an agency registered for oversight, order erasures.'
  return ERASERS.includes(role) ? undefined : `Only these roles order erasures: ${ERASERS.join(', ')}.`
}

/** Why an erasure may not be proposed, in words; undefined where it may. `subjects`: the perpetrators of the cases. Pure. */
export function refusalOfScope(
  scope: ErasureScope,
  { subjects, classes }: { readonly subjects: ReadonlySet<string>; readonly classes: ReadonlySet<string> },
): string | undefined {
  if (scope.classes.some((code) => !classes.has(code))) return '--class must be a code of a class, such as VIC_LOC.'
  if (kindOf(scope) === 'reader' && scope.classes.length > 0) return 'A reader is erased as a whole: leave out --class.'
  if (scope.whole_events && kindOf(scope) !== 'person') return '--whole-events goes with --person alone.'
  if (scope.classes.length === 0 && scope.people.some((person) => subjects.has(person)))
    return 'This person is the perpetrator of the case: name classes (--class), or erase the case as a whole (--case without --person).'
  return undefined
}

/** The proposal that a person may approve, or why not, in words. `now`: ms since the Unix epoch. Pure. */
export function toOrder(
  { agencies, erasuresProposed }: Pick<ControlState, 'agencies' | 'erasuresProposed'>,
  person: Eraser,
  id: string,
  now: number,
): ErasureProposed | string {
  const refusal = refusalOfEraser(person, agencies)
  if (refusal !== undefined) return refusal
  const proposal = erasuresProposed.get(id)
  if (proposal === undefined) return 'Nobody has proposed an erasure of this id.'
  if (Date.parse(proposal.at) < now - PROPOSAL_DAYS * DAY_MS)
    return `The proposal is older than ${String(PROPOSAL_DAYS)} days. Propose it again.`
  if (person.token === proposal.proposed_by) return 'You proposed it. Another person has to approve it.'
  return [person.role, proposal.role].includes(ERASERS[0] ?? '') ? proposal : 'One of the two has to be a data protection officer.'
}
