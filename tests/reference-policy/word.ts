import type { AgencyId } from '../../schemas/ids.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import { type Fates, lives } from './gone.ts'
import { linksTo, openLists } from './listings.ts'
import { wasEnded } from './links.ts'
import { startOf } from './moments.ts'
import type { Scopes } from './scopes.ts'
import { began, during, ofBus, ofType, value, values, type Asked, type Said } from './record.ts'
import { tables } from './tables.ts'

/** Kinds of agency that face the perpetrator (D.11, 6). */
const FACING = [
  'drive_provider',
  'perpetrator_service',
  'cara_provider',
  'probation',
  'prison',
  'matac_coordination',
  'em_provider',
  'mappa_coordination',
]
const DAY = 24 * 3_600_000
/** What opens, said before, keeps its effect for 28 days (D.11, 10). */
const DAYS_FROM_BEFORE = 28

/** A worker who is allocated. */
interface Worker {
  readonly agency: string
  readonly staff: readonly string[]
  readonly role: string | undefined
  /** Harmed people to whom; nobody: to the case. */
  readonly to: readonly string[]
}

/** An answer that was given on the list, and not taken back. */
export interface Answer {
  readonly agency: AgencyId
  readonly staff: string
  readonly role: string
  readonly says: 'confirmed' | 'ended'
}

/** Whose word counts in a case, as D.11 has it. */
export interface Word {
  readonly asked: Asked
  readonly fates: Fates
  readonly scopes: Scopes
  faces(event: Said): boolean
  /** An agency whose listing is open. */
  coordinates(agency: string): boolean
  stands(agency: string): boolean
  readonly workers: readonly Worker[]
  hers(person: string): readonly Worker[]
  /** Harmed adults whom an event names or inherits. */
  named(event: Said): readonly string[]
  /** Those, and the adults who one of the people of its pairs may be. */
  mayName(event: Said): readonly string[]
  isFromBefore(event: Said): boolean
  /** What opens, said before, still has its time. */
  readonly timeFromBefore: boolean
  answers(event: Said): readonly Answer[]
  isOfficer(answer: Pick<Answer, 'agency' | 'role'>): boolean
  /** Views of hers that were recorded after she, or somebody for her, said something. */
  hasLaterViews(statement: Said): boolean
}

export function answersTo(asked: Asked, { index }: Said): readonly Answer[] {
  const about = ofBus(asked, 'access.confirmed')
    .filter(
      (given) =>
        value(given, 'target_event') === index.event_id &&
        value(given, 'target_agency') === index.agency &&
        value(given, 'target_system') === index.system,
    )
    .toSorted((one, other) => one.sequence - other.sequence || (one.caseLog < other.caseLog ? -1 : 1))
  return about.flatMap((given, at): readonly Answer[] => {
    const says = value(given, 'answer')
    const takenBack = about
      .slice(at + 1)
      .some((later) => value(later, 'answer') === 'retracted' && value(later, 'agency') === value(given, 'agency'))
    if (takenBack || (says !== 'confirmed' && says !== 'ended')) return []
    return [
      { agency: agencyNamed(value(given, 'agency') ?? ''), staff: value(given, 'staff') ?? '', role: value(given, 'role') ?? '', says },
    ]
  })
}

export function wordOf(asked: Asked, fates: Fates, scopes: Scopes): Word {
  const { agencies, instrumentsSince } = asked.input
  const kind = (agency: string): string => agencies.get(agency)?.type ?? ''
  // An emergency without a referral gives access, and no standing.
  const lists = openLists(asked, fates)
    .filter(({ only }) => only === undefined)
    .map(({ list }) => list)
  const perpetrators: readonly string[] = asked.said.filter(({ left }) => !left).map(({ index }) => index.subject)
  const workers = ofBus(asked, 'access.case-linked')
    .filter((link) => values(link, 'link').includes('allocated') && during(asked, link, 'from', 'until') && !wasEnded(asked, link))
    .map((link): Worker => ({
      agency: value(link, 'agency') ?? '',
      staff: values(link, 'staff'),
      role: value(link, 'role'),
      to: values(link, 'pairs').filter((person) => !perpetrators.includes(person)),
    }))
  const isHersByRole = ({ role, agency }: Worker): boolean =>
    role === undefined
      ? ['idva_service', 'da_specialist', 'by_and_for'].includes(kind(agency))
      : ['idva', 'partner_link_worker'].includes(role)
  const named = (event: Said): readonly string[] => {
    const pairs = scopes.of.get(event) ?? 'unknown'
    return typeof pairs === 'string' ? [] : scopes.adults.filter((adult) => pairs.has(adult))
  }
  const since = instrumentsSince === undefined ? undefined : Date.parse(instrumentsSince)
  return {
    asked,
    fates,
    scopes,
    workers,
    named,
    mayName: (event) => {
      const pairs = scopes.of.get(event) ?? 'unknown'
      return typeof pairs === 'string'
        ? []
        : scopes.adults.filter((adult) => pairs.has(adult) || [...pairs].some((person) => scopes.mayBe(person).includes(adult)))
    },
    faces: ({ index }) => FACING.includes(index.publisher?.kind ?? kind(index.agency)),
    coordinates: (agency) => lists.some((list) => list.index.agency === agency),
    stands: (agency) => lists.some((list) => linksTo(asked, list, agency)) || workers.some((worker) => worker.agency === agency),
    hers: (person) => workers.filter((worker) => isHersByRole(worker) && (worker.to.length === 0 || worker.to.includes(person))),
    isFromBefore: ({ index }) => since !== undefined && Date.parse(index.published_at) < since,
    timeFromBefore: since !== undefined && asked.now <= since + DAYS_FROM_BEFORE * DAY,
    answers: (event) => answersTo(asked, event),
    isOfficer: ({ agency, role }) => kind(agency) === 'bus_operator' && role === 'dpo',
    hasLaterViews: (statement) =>
      ofType(asked, 'voice.views-recorded').some(
        (views) =>
          lives(fates, views) &&
          began(views)[0] >= began(statement)[0] &&
          Date.parse(views.index.published_at) > Date.parse(statement.index.published_at) &&
          named(views).some((person) => named(statement).includes(person)),
      ),
  }
}

/** Whose answer weighs most: that of the coordinating agency or the operator's officer; of several the last. */
export function decisive(word: Word, answers: readonly Answer[]): Answer['says'] | undefined {
  const owners = answers.filter((answer) => word.coordinates(answer.agency) || word.isOfficer(answer))
  return (owners.length > 0 ? owners : answers).at(-1)?.says
}

/** Answers of the list's owner: the coordinating agency or the operator's officer, and not the sender. */
export const ofOwners = (word: Word, event: Said): readonly Answer[] =>
  word
    .answers(event)
    .filter((answer) => answer.agency !== event.index.agency && (word.coordinates(answer.agency) || word.isOfficer(answer)))

const HOURS_OF_BLOCK = 72
/** The same agency's block of the same person within so many days is the same one, said again (docs/decisions/0046). */
const DAYS_SAID_AGAIN = 28

/** Blocks that bar now (D.11, 6): at once for 72 hours, but for those that wait; then only when somebody whose word counts has confirmed them. */
export function barring(word: Word, stands: (event: Said) => boolean): readonly Said[] {
  const { asked } = word
  return ofType(asked, 'case.access-blocked').filter((block) => {
    if (!stands(block) || !during(asked, block, 'from_on', 'until')) return false
    const { index } = block
    const tokens = values(block, 'blocked_ref')
    const said = decisive(
      word,
      word
        .answers(block)
        .filter(
          (answer) =>
            !tokens.includes(answer.staff) &&
            (word.coordinates(answer.agency) || word.isOfficer(answer) || (index.barred?.agency === answer.agency && !index.barred.whole)),
        ),
    )
    if (said !== undefined) return said === 'confirmed'
    if (word.isFromBefore(block)) return true
    const namesHarmed = asked.said.some((event) => event.index.agency === index.agency && event.index.harmed.length > 0 && stands(event))
    const ofWorker = word.workers.some(
      (worker) => worker.staff.some((staff) => tokens.includes(staff)) && (worker.to.length > 0 || word.hers('').includes(worker)),
    )
    const ofMeeting = ofBus(asked, 'access.case-linked').some(
      (link) =>
        values(link, 'staff').some((staff) => tokens.includes(staff)) &&
        values(link, 'role').some((role) => ['marac_chair', 'marac_coordinator'].includes(role)),
    )
    const ofCoordinator = index.barred != null && (index.barred.whole || word.coordinates(index.barred.agency))
    const begins = (other: Said): number => Math.max(Date.parse(other.index.published_at), ...values(other, 'from_on').map(startOf))
    const same = ofType(asked, 'case.access-blocked')
      .filter((other) => other.index.agency === index.agency && values(other, 'blocked_ref').some((token) => tokens.includes(token)))
      .map(begins)
    const from = Math.min(
      ...same.filter((other) => other === begins(block) || (other < begins(block) && begins(block) - other <= DAYS_SAID_AGAIN * DAY)),
    )
    return namesHarmed && !ofWorker && !ofMeeting && !ofCoordinator && asked.now <= from + HOURS_OF_BLOCK * 3_600_000
  })
}

/** The harmed people whose whereabouts an advocate's approval opens; undefined: everybody's; empty: it does not count (D.11, 6, approval of a class). */
export function openedBy(word: Word, barred: readonly Said[], given: Said, sensitivity: string): readonly string[] | undefined {
  const { asked } = word
  const [tokens, agency, role, at] = [
    values(given, 'giver'),
    value(given, 'agency') ?? '',
    value(given, 'role') ?? '',
    Date.parse(value(given, 'at') ?? ''),
  ]
  if (
    barred.some(
      (block) =>
        values(block, 'blocked_ref').some((token) => tokens.includes(token)) ||
        (block.index.barred?.whole === true && block.index.barred.agency === agency),
    )
  )
    return []
  const links = ofBus(asked, 'access.case-linked').filter(
    (link) =>
      during({ ...asked, now: at }, link, 'from', 'until') &&
      !wasEnded(asked, link, at) &&
      (values(link, 'staff').length > 0
        ? values(link, 'staff').some((token) => tokens.includes(token))
        : values(link, 'agency').includes(agency)),
  )
  const has = (...kinds: readonly string[]): boolean => links.some((link) => values(link, 'link').some((kind) => kinds.includes(kind)))
  if (role === 'marac_chair') return has('listed') || word.coordinates(agency) ? undefined : []
  if (role === 'dpo') return has('audit') ? undefined : []
  if (role !== 'idva' || sensitivity !== 'VIC_LOC') return has('allocated', 'listed') ? undefined : []
  const perpetrators: readonly string[] = asked.said.map(({ index }) => index.subject)
  const named = links
    .filter((link) => value(link, 'link') === 'allocated')
    .map((link) => values(link, 'pairs').filter((person) => !perpetrators.includes(person)))
  return named.some((people) => people.length === 0) ? word.scopes.adults : named.flat()
}

/** True where a role is on a class's list. */
export const mayApprove = (sensitivity: string, role: string): boolean => tables.approvers[sensitivity]?.includes(role) === true
