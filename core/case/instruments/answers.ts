import { coordinates, hasStanding } from '../agency-standing.ts'
import type { CaseEvent } from '../case-events.ts'
import type { Confirmation } from '../confirmations.ts'
import { fact } from '../index-part.ts'
import { beginning } from '../moments.ts'
import { adultsNamed, hasHerWorker, herWorkers, type CaseParts } from './case-parts.ts'
import type { InstrumentKind } from './instrument.ts'

/** Who answers, and what. */
export type Answerer = Pick<Confirmation, 'agency' | 'staff' | 'role' | 'answer'>

/** What it rests on whether somebody owns the list of the case. */
type OwnerParts = Pick<CaseParts, 'agencies' | 'listings' | 'whoseWord'>
type OwnerCounts = (parts: OwnerParts, event: CaseEvent, by: Answerer) => boolean

/** A row of the table: whether an answer counts for an event of that kind of instrument. */
type Counts = (parts: CaseParts, event: CaseEvent, by: Answerer) => boolean

const isOther: OwnerCounts = (_parts, { index }, { agency }) => agency !== index.agency

/** The data protection officer of the bus operator. */
const isOperators: OwnerCounts = ({ agencies, whoseWord: { table } }, _event, { agency, role }) =>
  agencies.get(agency)?.type === 'bus_operator' && role === table.operator_role

const isCoordinators: OwnerCounts = (parts, _event, { agency }) => coordinates(parts, agency)

const isHerWorkers: Counts = (parts, event, { staff }) =>
  adultsNamed(parts, event).some((person) => herWorkers(parts, person).some((worker) => worker.staff.includes(staff)))

/** Event type: what she thinks and wants, in her words. */
const VIEWS = 'voice.views-recorded'

/** True where views of a harmed person were recorded that begin after a statement of hers, by another event's moment. */
export const hasLaterViews = (parts: CaseParts, statement: CaseEvent): boolean => {
  const hers = adultsNamed(parts, statement)
  return parts.events
    .ofType(VIEWS)
    .some(
      (views) =>
        parts.lives(views) &&
        beginning(views.index)[0] >= beginning(statement.index)[0] &&
        Date.parse(views.index.published_at) > Date.parse(statement.index.published_at) &&
        adultsNamed(parts, views).some((person) => hers.includes(person)),
    )
}

/** The barred person's own agency, but for the person; nobody there where all of it is barred. */
const isBarredsAgency: Counts = (_parts, { index }, { agency, staff }) =>
  index.barred?.agency === agency && !index.barred.whole && !fact(index, 'blocked_ref').includes(staff)

const isListOwners: OwnerCounts = (parts, event, by) =>
  isOther(parts, event, by) && (isCoordinators(parts, event, by) || isOperators(parts, event, by))

/** True of who answers for a notice: never the sender of what it tells. */
const isNotified: Counts = (parts, event, by) => by.agency !== fact(event.index, 'target_agency')[0] && isListOwners(parts, event, by)

/** A MARAC that heard the case: it has set the flag. */
const hasHeard: Counts = ({ events, lives }, _event, { agency }) =>
  events.ofType('marac.case-heard').some((heard) => heard.index.agency === agency && lives(heard))

const COUNTS: Readonly<Record<InstrumentKind, Counts>> = {
  // The coordinating agency's second person may confirm what its own system said: a system publishes, a person answers.
  block: (parts, event, by) =>
    !fact(event.index, 'blocked_ref').includes(by.staff) &&
    (isCoordinators(parts, event, by) || isOperators(parts, event, by) || isBarredsAgency(parts, event, by)),
  refusal: (parts, event, by) =>
    by.answer === 'confirmed'
      ? isOther(parts, event, by) && (isCoordinators(parts, event, by) || isOperators(parts, event, by) || isHerWorkers(parts, event, by))
      : by.agency === event.index.agency ||
        isHerWorkers(parts, event, by) ||
        (isCoordinators(parts, event, by) && hasLaterViews(parts, event)),
  agreement: (parts, event, by) =>
    isOther(parts, event, by) &&
    (adultsNamed(parts, event).some((person) => hasHerWorker(parts, person, by.agency)) || isListOwners(parts, event, by)),
  override: (parts, event, by) => isListOwners(parts, event, by) || (by.agency === event.index.agency && hasStanding(parts, by.agency)),
  restriction: isListOwners,
  objection: isListOwners,
  allocation: isListOwners,
  listing: isListOwners,
  merge: isNotified,
  part: isNotified,
  resolution: hasHeard,
  comparison: isListOwners,
  naming: isListOwners,
  possible_match: isNotified,
}

/** Whether an answer about an event counts, as an instrument of that kind (D.11 (6)). */
export const answerCounts = (parts: CaseParts, kind: InstrumentKind, event: CaseEvent, by: Answerer): boolean =>
  COUNTS[kind](parts, event, by)

/** The live answers about an event that count. */
export const answersThatCount = (parts: CaseParts, kind: InstrumentKind, event: CaseEvent): readonly Confirmation[] =>
  parts.confirmations(event.index).filter((answer) => answerCounts(parts, kind, event, answer))

/**
 * What people answered about an event, last: of the coordinating agency and the operator's officer before anybody else, so that the agency of whoever is
 * barred never overrules them.
 */
export function answerOn(parts: CaseParts, kind: InstrumentKind, event: CaseEvent): Confirmation['answer'] | undefined {
  const answers = answersThatCount(parts, kind, event)
  const first = answers.filter((answer) => isCoordinators(parts, event, answer) || isOperators(parts, event, answer))
  return (first.length > 0 ? first : answers).at(-1)?.answer
}

/** Whether somebody whose list it is has looked at who a child is named with. */
export const isLookedAt = (parts: OwnerParts & Pick<CaseParts, 'confirmations'>, event: CaseEvent): boolean =>
  parts.confirmations(event.index).some((answer) => isListOwners(parts, event, answer))

/** Whether people have compared somebody of an event with those whom she may be, and she is none of them (D.11, 3): the owner of the list has ended the line. */
export const isToldApart = (parts: OwnerParts & Pick<CaseParts, 'confirmations'>, event: CaseEvent): boolean =>
  parts.confirmations(event.index).some((answer) => answer.answer === 'ended' && isListOwners(parts, event, answer))
