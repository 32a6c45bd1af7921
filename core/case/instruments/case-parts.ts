import type { AgencyId } from '../../../schemas/ids.ts'
import type { StandingParts } from '../agency-standing.ts'
import type { Allocation } from '../allocations.ts'
import { systemEvents, type CaseEvent, type CaseEvents } from '../case-events.ts'
import type { Confirmations } from '../confirmations.ts'
import { fact } from '../index-part.ts'
import type { PairScope } from '../pairs.ts'
import type { HarmedPeople } from '../people.ts'
import { CASE_LINKED } from '../system-event.ts'
import type { WhoseWord } from './whose-word.ts'

/** What of a case it is worked out from whose word counts. */
export interface CaseParts extends StandingParts {
  readonly events: CaseEvents
  readonly people: HarmedPeople
  /** Ids of those who use abuse: one, under every id that he has. */
  readonly subjects: ReadonlySet<string>
  readonly scope: (event: CaseEvent) => PairScope
  /** Whom people may be of whom it is not known which of several they are. */
  readonly mayBe: (persons: Iterable<string>) => readonly string[]
  /** False for what was replaced or retracted. */
  readonly counts: (event: CaseEvent) => boolean
  /** False for what was replaced, retracted or erased. */
  readonly lives: (event: CaseEvent) => boolean
  readonly confirmations: Confirmations
  readonly whoseWord: WhoseWord
  /** Milliseconds since the Unix epoch. */
  readonly now: number
}

/** Kind of the agency that published an event: as intake kept it with the event, else as the control log has it. */
export const kindOf = ({ agencies }: CaseParts, { index }: CaseEvent): string =>
  index.publisher?.kind ?? agencies.get(index.agency)?.type ?? ''

/** True of an event whose publisher is of a kind that faces the perpetrator. */
export const publisherFaces = (parts: CaseParts, event: CaseEvent): boolean =>
  parts.whoseWord.table.faces_perpetrator.includes(kindOf(parts, event))

/** True of an allocation of a worker of a harmed person's own: by role, or where none is named by the kind of the agency. */
function isHers(
  {
    whoseWord: {
      table: {
        her_workers: { roles, kinds },
      },
    },
    agencies,
  }: CaseParts,
  { role, agency }: Allocation,
): boolean {
  return role === undefined ? kinds.includes(agencies.get(agency)?.type ?? '') : roles.includes(role)
}

/** The harmed people whom an allocation names; none: it is of the case. */
const harmedNamed = ({ subjects }: CaseParts, { people }: Allocation): readonly string[] => people.filter((person) => !subjects.has(person))

/** The allocations of a harmed person's own workers: those that name her, or the case as a whole. */
export const herWorkers = (parts: CaseParts, person: string): readonly Allocation[] =>
  parts.allocations.filter((allocation) => {
    const named = harmedNamed(parts, allocation)
    return isHers(parts, allocation) && (named.length === 0 || named.includes(person))
  })

/** True of an agency that has a worker of hers allocated. */
export const hasHerWorker = (parts: CaseParts, person: string, agency: AgencyId): boolean =>
  herWorkers(parts, person).some((worker) => worker.agency === agency)

/** True where keyed tokens are those of a worker allocated to a harmed person. */
export const nameHarmedsWorker = (parts: CaseParts, tokens: readonly string[]): boolean =>
  parts.allocations.some(
    (allocation) =>
      allocation.staff.some((token) => tokens.includes(token)) && (isHers(parts, allocation) || harmedNamed(parts, allocation).length > 0),
  )

/** True where keyed tokens are those of somebody who was linked to the case to run its meeting. */
export const nameMeetingStaff = (
  {
    events,
    whoseWord: {
      table: { meeting_roles: roles },
    },
  }: CaseParts,
  tokens: readonly string[],
): boolean =>
  systemEvents(events, CASE_LINKED).some(
    ({ index }) => fact(index, 'staff').some((token) => tokens.includes(token)) && fact(index, 'role').some((role) => roles.includes(role)),
  )

/** Harmed adults whom an event names, or whose pair it takes from what it quotes; nobody where it leads to no pair. */
export function adultsNamed({ scope, people }: CaseParts, event: CaseEvent): readonly string[] {
  const pairs = scope(event)
  return typeof pairs === 'string' ? [] : [...pairs].filter((person) => people.adults.has(person))
}

/** Those adults, with whom one of them may be: a limit binds them all until people compare them (D.11, 3). */
export function adultsLimited(parts: CaseParts, event: CaseEvent): readonly string[] {
  const pairs = parts.scope(event)
  if (typeof pairs === 'string') return []
  return [...new Set([...pairs, ...parts.mayBe(pairs)])].filter((person) => parts.people.adults.has(person))
}
