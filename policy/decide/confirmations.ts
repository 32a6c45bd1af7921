import { coordinates } from '../../core/case/agency-standing.ts'
import { systemEvents, type CaseEvent } from '../../core/case/case-events.ts'
import { CONFIRMED } from '../../core/case/confirmations.ts'
import { agencyIn, fact } from '../../core/case/index-part.ts'
import type { InstrumentEffect, InstrumentKind } from '../../core/case/instruments/instrument.ts'
import { currentAccess } from '../../core/case/case-access.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import { hasConflict, readingOfOne, type Reading } from '../facts/reading.ts'
import { isCoordinator } from './allocations.ts'
import { refusalOfRequest } from './refusals.ts'
import type { Release } from '../release/load.ts'
import type { DecisionInput } from '../facts/input.ts'
import { inWhole, WHO_AND_WHY, type Decision, type Outcome } from './decision.ts'

/** What stands on the list to confirm (domain model D.11 (7)): one line per case, kind and sender. */
export interface ConfirmationLine {
  readonly kind: InstrumentKind
  /** Agency that said it. */
  readonly sender: AgencyId
  /** What it does now, of the first of its events that takes effect; else of the first. */
  readonly effect: InstrumentEffect
  /** It hides; else it opens, or switches others off. */
  readonly closes: boolean
  /** Until when it does so without an answer, ms since the Unix epoch. */
  readonly until: number | undefined
  /** In the order of the case. */
  readonly events: readonly CaseEvent[]
}

/** What a reader is asked to confirm in a case. */
export interface ToConfirm {
  readonly outcome: Outcome
  readonly lines: readonly ConfirmationLine[]
  /** What people answered in the case, in its order. */
  readonly answers: readonly {
    readonly event: CaseEvent
    readonly target: CaseEvent | undefined
    readonly kind: InstrumentKind | undefined
  }[]
}

/** Whose list it is: role and purpose. */
const OWNERS: Readonly<Record<string, string>> = {
  marac_chair: 'marac_risk_management',
  marac_coordinator: 'marac_risk_management',
  dpo: 'audit',
}
const OPERATOR = 'bus_operator'

/** Told to chair and officer alike: what a worker's own agency gave itself. */
const isOwnAllocation = ({ index }: CaseEvent): boolean =>
  fact(index, 'given_by').length > 0 &&
  fact(index, 'given_by')[0] === fact(index, 'agency')[0] &&
  (fact(index, 'second').length > 0 || fact(index, 'reason_code').includes('desk'))

const isMine = ({ request: { reader, purpose } }: Reading): boolean => OWNERS[reader.role] === purpose

/** A MARAC that heard the case: the flag is its own. */
const hasHeard = ({ state }: Reading, agency: AgencyId): boolean =>
  state.events.ofType('marac.case-heard').some((heard) => heard.index.agency === agency && !state.isGone(heard))

/** The operator's officer has these too: a block and an allocation, and who is said to be who, since one meeting's word may not be enough for that. */
const OFFICERS_TOO: ReadonlySet<InstrumentKind> = new Set(['block', 'allocation', 'merge', 'part'])

/** True of an agency all of whose people are barred from the case: its list of it goes to the operator. */
const isShutOut = ({ state }: Reading, agency: AgencyId): boolean =>
  state.instruments.some(
    ({ kind, effect, event }) =>
      kind === 'block' && effect === 'in-force' && event.index.barred?.whole === true && event.index.barred.agency === agency,
  )

/** Whose a line is: the coordinating agency's of the open listing; else, and where it is the sender itself, the operator's data protection officer's. `OFFICERS_TOO` are both's; a resolution is told to the MARAC whose flag it meets, and to nobody else. */
function belongs(reading: Reading, kind: InstrumentKind, sender: AgencyId): boolean {
  const {
    state,
    request: { reader },
  } = reading
  if (kind === 'resolution') return reader.role !== 'dpo' && hasHeard(reading, reader.agency)
  if (reader.role !== 'dpo')
    return kind === 'allocation'
      ? isCoordinator(reading) && reader.agency !== sender
      : coordinates(state, reader.agency) && (reader.agency !== sender || kind === 'block')
  const others = state.listings.some(({ coordinator }) => coordinator !== sender && !isShutOut(reading, coordinator))
  return state.agencies.get(reader.agency)?.type === OPERATOR && reader.agency !== sender && (!others || OFFICERS_TOO.has(kind))
}

/** A block is never shown to whom it names. */
const namesReader = ({ request: { reader } }: Reading, { index }: CaseEvent): boolean =>
  fact(index, 'blocked_ref').some((token) => reader.tokens.includes(token))

type Entry = Omit<ConfirmationLine, 'events'> & { readonly event: CaseEvent }

function entriesOf({ state }: Reading): readonly Entry[] {
  const instruments = state.instruments.filter((instrument) => instrument.kind !== 'allocation' && instrument.toConfirm)
  const given = currentAccess(state, state.now).filter(
    (allocation) => isOwnAllocation(allocation) && state.confirmations(allocation.index).length === 0,
  )
  return [
    ...instruments.map(({ kind, sender, effect, closes, until, event }): Entry => ({ kind, sender, effect, closes, until, event })),
    ...given.flatMap((event): readonly Entry[] => {
      const sender = agencyIn(event.index, 'given_by')
      return sender === '' ? [] : [{ kind: 'allocation', sender, effect: 'in-force', closes: false, until: undefined, event }]
    }),
  ]
}

/** Order of the list: a block and a refusal first, since they keep somebody out who may have to act; then what hides, then what opens. */
const rank = ({ kind, closes }: ConfirmationLine): number => (kind === 'block' ? 0 : kind === 'refusal' ? 1 : closes ? 2 : 3)

/** True of who has a list of the case: by role and purpose, and neither barred from the case nor of a role that excludes the other. */
const hasList = (reading: Reading): boolean => isMine(reading) && !reading.blocked && !hasConflict(reading)

/**
 * The events that bear on what others see and have no effect now, because they wait or were ended: for who has them on a list to confirm. Nobody else is told which they are: it would
 * tell of what they may not see.
 */
export function notInEffect(release: Release, input: DecisionInput): readonly CaseEvent[] {
  if (refusalOfRequest(release, input.request) !== undefined) return []
  const reading = readingOfOne(release, input)
  if (!hasList(reading)) return []
  return reading.state.instruments
    .filter(
      ({ kind, sender, effect, event }) =>
        kind !== 'allocation' &&
        (effect === 'waits' || effect === 'ended') &&
        belongs(reading, kind, sender) &&
        !namesReader(reading, event),
    )
    .map(({ event }) => event)
}

/** What a reader is asked to confirm in a case, and what was answered there. Nothing of a case from which the reader is barred. */
export function toConfirm(release: Release, input: DecisionInput): ToConfirm {
  const refusal = refusalOfRequest(release, input.request)
  if (refusal !== undefined) return { outcome: refusal, lines: [], answers: [] }
  const reading = readingOfOne(release, input)
  const {
    state,
    request: { reader },
  } = reading
  if (!hasList(reading)) return { outcome: 'permit', lines: [], answers: [] }
  const entries = entriesOf(reading).filter(({ kind, sender, event }) => belongs(reading, kind, sender) && !namesReader(reading, event))
  const lines = [...Map.groupBy(entries, ({ kind, sender }) => `${kind} ${sender}`).values()]
    .flatMap((of): readonly ConfirmationLine[] => {
      // What takes effect now says what the line does: among others that wait it would be overlooked.
      const first = of.find(({ effect }) => effect === 'in-force') ?? of[0]
      return first === undefined
        ? []
        : [
            {
              kind: first.kind,
              sender: first.sender,
              effect: first.effect,
              closes: first.closes,
              until: first.until,
              events: of.map(({ event }) => event),
            },
          ]
    })
    .toSorted((one, other) => rank(one) - rank(other))
  const isOperators = reader.role === 'dpo' && state.agencies.get(reader.agency)?.type === OPERATOR
  const sees = isOperators ? !state.listings.some(({ coordinator }) => coordinator !== reader.agency) : isCoordinator(reading)
  const answers = systemEvents(state.events, CONFIRMED).flatMap((event) => {
    const id = fact(event.index, 'target_event')[0] ?? ''
    const target = state.events.meantBy(id, {
      ...event.index,
      agency: agencyIn(event.index, 'target_agency') || event.index.agency,
      system: fact(event.index, 'target_system')[0] ?? '',
    })[0]
    if (target !== undefined && namesReader(reading, target)) return []
    const kind =
      state.instruments.find((instrument) => instrument.event === target)?.kind ??
      (target?.index.type === 'access.case-linked' ? ('allocation' as const) : undefined)
    const isShown =
      kind === 'resolution'
        ? belongs(reading, kind, reader.agency)
        : sees || (isOperators && fact(event.index, 'agency').includes(reader.agency))
    return isShown ? [{ event, target, kind }] : []
  })
  return { outcome: 'permit', lines, answers }
}

/** The same as a decision, for the record: of a line its events and nothing of their content but who was allocated; of an answer who gave it and why. */
export const asDecision = ({ outcome, lines, answers }: ToConfirm): Decision => ({
  outcome,
  events: [
    ...lines.flatMap(({ kind, events }) => events.map((event) => inWhole(event, kind === 'allocation' ? [WHO_AND_WHY] : []))),
    ...answers.map(({ event }) => inWhole(event, [WHO_AND_WHY])),
  ],
})
