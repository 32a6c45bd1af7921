import type { AgencyId } from '../../schemas/ids.ts'
import { systemEvents, type CaseEvent, type CaseEvents } from './case-events.ts'
import { confirmationsOf } from './confirmations.ts'
import { fact } from './index-part.ts'
import { inTime, startOf } from './moments.ts'
import { restsOn, type RestsOn } from './proceeding-ends.ts'
import { APPROVAL_GIVEN, BREAK_GLASS_OPENED } from './step-up.ts'
import { CASE_LINKED } from './system-event.ts'

/** Who reads, as access and blocks name readers. */
export interface AccessReader {
  readonly agency: AgencyId | ''
  /** Keyed tokens of the person, of the person's teams and of the agency. */
  readonly tokens: readonly string[]
}

/** Access to a case that a reader was given, in the reader's own name or to the whole agency (an `access.case-linked` event of the case). */
export interface CaseAccess {
  /** Code of case_link: allocated, listed or audit. */
  readonly kind: string
  /** Ids of the people meant: the perpetrator and, where only one pair is meant, the harmed person. Empty: the whole case. */
  readonly people: readonly string[]
  /** The role in which it was given, where it says. */
  readonly role: string | undefined
}

/** What access is judged by. */
export interface AccessDeps {
  readonly events: CaseEvents
  /** Whether the proceeding is over on which access rests. */
  readonly isOver: (restsOn: RestsOn) => boolean
}

/**
 * The `access.case-linked` events of a case that give access at a moment: begun and not run out, on a proceeding that is not over, and ended by nobody.
 * `now`: milliseconds since the Unix epoch.
 */
export function currentAccess({ events, isOver }: AccessDeps, now: number): readonly CaseEvent[] {
  const given = systemEvents(events, CASE_LINKED).filter((access) => {
    if (!inTime(access.index, 'from', 'until', now)) return false
    const rests = restsOn(access)
    return rests === undefined || !isOver(rests)
  })
  if (given.length === 0) return given
  const answers = confirmationsOf(events)
  return given.filter(({ index }) => !answers(index).some(({ answer, at }) => answer === 'ended' && at <= now))
}

const isOf =
  (reader: AccessReader) =>
  ({ index }: CaseEvent): boolean => {
    const staff = fact(index, 'staff')
    return staff.length > 0 ? staff.some((token) => reader.tokens.includes(token)) : fact(index, 'agency').includes(reader.agency)
  }

/** The access that a reader has at a moment. Access that says a purpose counts for that purpose only; without the argument `purpose`, all of it counts. */
export const liveAccess = (deps: AccessDeps, reader: AccessReader, now: number, purpose?: string): readonly CaseAccess[] =>
  currentAccess(deps, now)
    .filter(isOf(reader))
    .filter(({ index }) => purpose === undefined || fact(index, 'purpose').every((code) => code === purpose))
    .map(({ index }) => ({ kind: fact(index, 'link')[0] ?? '', people: fact(index, 'pairs'), role: fact(index, 'role')[0] }))

/**
 * Roles that a person has had on the case: by access in his or her own name, by an approval given or by emergency access opened.
 * An earlier role still bars the other (C). `tokens`: the person's own, and of teams and agency.
 */
export function rolesHeld(events: CaseEvents, tokens: readonly string[], now: number): ReadonlySet<string> {
  const of = (type: string, person: string, at: string): readonly string[] =>
    systemEvents(events, type)
      .filter(
        ({ index }) => fact(index, person).some((token) => tokens.includes(token)) && fact(index, at).every((from) => startOf(from) <= now),
      )
      .flatMap(({ index }) => fact(index, 'role'))
  return new Set([
    ...of(CASE_LINKED, 'staff', 'from'),
    ...of(APPROVAL_GIVEN, 'giver', 'at'),
    ...of(BREAK_GLASS_OPENED, 'staff', 'opened_at'),
  ])
}
