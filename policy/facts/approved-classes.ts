import { coordinates } from '../../core/case/agency-standing.ts'
import type { CaseEvent } from '../../core/case/case-events.ts'
import type { CaseState } from '../../core/case/case-state.ts'
import { liveAccess } from '../../core/case/case-access.ts'
import { approvalsFor, type Approval } from '../../core/case/step-up.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import type { Release } from '../release/load.ts'
import type { ReadRequest } from './input.ts'

/** Classes that a second person has opened to a reader. */
export interface ApprovedClasses {
  /** In every event. */
  readonly approved: ReadonlySet<string>
  /** For some harmed people's data only: the class, and the people. */
  readonly approvedFor: ReadonlyMap<string, ReadonlySet<string>>
}

/** Whose data an approval opens: everybody's, some people's, or nobody's where the approver's word does not count. */
export type Opens = 'all' | ReadonlySet<string> | 'nothing'

/** Who approves. `tokens`: keyed, of the person. */
export interface Approver {
  readonly agency: AgencyId | ''
  readonly tokens: readonly string[]
  readonly role: string
}

/** The class whose approval by an advocate is of her own client alone (D.11 (6)). */
const OF_CLIENT = { class: 'VIC_LOC', role: 'idva' } as const

/** The kinds of access with which a role may approve; any other role: ALLOCATED. */
const KINDS_BY_ROLE: Readonly<Record<string, readonly string[]>> = { marac_chair: ['listed'], dpo: ['audit'] }
const ALLOCATED: readonly string[] = ['allocated', 'listed']

/** Harmed people whom an approver is allocated to; all of the case where an allocation names none of them. */
function clientsOf({ people, state }: { readonly people: readonly (readonly string[])[]; readonly state: CaseState }): ReadonlySet<string> {
  const subjects = new Set<string>(state.events.all.map(({ index }) => index.subject))
  const named = people.map((of) => of.filter((person) => !subjects.has(person)))
  return new Set(named.some((of) => of.length === 0) ? state.people.adults : named.flat())
}

/**
 * Whose data an approver may open, of a class: a chair by its open listing, a data protection officer by a task on the case, anybody else by an allocation;
 * for where she is, an advocate for those to whom the advocate is allocated. Nobody who is barred. `at`: when the approval was given.
 */
export function mayOpen(state: CaseState, sensitivity: string, { agency, tokens, role }: Approver, at: number): Opens {
  const isBarred =
    tokens.some((token) => state.blocked.has(token)) ||
    state.instruments.some(
      ({ kind, effect, event }) =>
        kind === 'block' && effect === 'in-force' && event.index.barred?.whole === true && event.index.barred.agency === agency,
    )
  if (isBarred) return 'nothing'
  const access = liveAccess(state, { agency, tokens }, at)
  if (role === OF_CLIENT.role && sensitivity === OF_CLIENT.class) {
    const people = access.filter(({ kind }) => kind === 'allocated').map((allocation) => allocation.people)
    return people.length === 0 ? 'nothing' : clientsOf({ people, state })
  }
  const hasAccess =
    access.some(({ kind }) => (KINDS_BY_ROLE[role] ?? ALLOCATED).includes(kind)) || (role === 'marac_chair' && coordinates(state, agency))
  return hasAccess ? 'all' : 'nothing'
}

const onList = ({ stepUp }: Release, approval: Approval): boolean => stepUp.approvers[approval.class]?.includes(approval.role) === true

/** The classes that are open to a reader by somebody else's approval, for the purpose. In a release of the first engine everybody on a class's list counts. */
export function approvedClasses(release: Release, { reader, purpose }: ReadRequest, state: CaseState): ApprovedClasses {
  const approvals = approvalsFor(state.events, reader.tokens, purpose, state.now).filter((approval) => onList(release, approval))
  if (release.instruments === undefined) return { approved: new Set(approvals.map((approval) => approval.class)), approvedFor: new Map() }
  const opened = approvals.map((approval) => ({
    class: approval.class,
    opens: mayOpen(state, approval.class, approval.giver, approval.at),
  }))
  const approved = new Set(opened.flatMap(({ class: code, opens }) => (opens === 'all' ? [code] : [])))
  const people = Map.groupBy(
    opened.filter(({ opens }) => typeof opens !== 'string'),
    ({ class: code }) => code,
  )
  return {
    approved,
    approvedFor: new Map(
      [...people].map(([code, each]) => [code, new Set(each.flatMap(({ opens }) => (typeof opens === 'string' ? [] : [...opens])))]),
    ),
  }
}

/**
 * Whether a class is open in an event, of an owner's data; `owner` undefined: in the event as a whole, which must be about nobody else. INVARIANT: an event that leads
 * to nobody is not known to be about the approver's client: else it would open as soon as the reader's own agency names the only woman of the case.
 */
export function isApproved(
  { approved, approvedFor }: ApprovedClasses,
  state: CaseState,
  event: CaseEvent,
  sensitivity: string,
  owner?: string,
): boolean {
  if (approved.has(sensitivity)) return true
  const people = approvedFor.get(sensitivity)
  if (people === undefined) return false
  const isOf = (person: string): boolean => [...state.people.standsFor(person, event)].some((stands) => people.has(stands))
  if (owner !== undefined && event.index.harmed.some(({ person }) => person === owner)) return isOf(owner)
  const adults = typeof state.scope(event) === 'string' ? [] : state.adultsOf(event)
  return adults.length > 0 && adults.every(isOf)
}
