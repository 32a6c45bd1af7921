import { systemEvents, type CaseEvent, type CaseEvents } from './case-events.ts'
import { confirmationsOf } from './confirmations.ts'
import { fact } from './index-part.ts'
import { inTime, startOf } from './moments.ts'
import { restsOn, type RestsOn } from './proceeding-ends.ts'
import { APPROVAL_GIVEN, BREAK_GLASS_OPENED } from './step-up.ts'
import { CASE_LINKED } from './system-event.ts'

/** Who reads, as links and blocks name readers. */
export interface LinkedReader {
  readonly agency: string
  /** Keyed tokens of the person, of the person's teams and of the agency. */
  readonly tokens: readonly string[]
}

/** A link that was given: of a member of staff, or of a whole agency. */
export interface GivenLink {
  /** Code of case_link: allocated, listed or audit. */
  readonly link: string
  /** Ids of the people meant: the perpetrator and, where only one pair is meant, the harmed person. Empty: the case. */
  readonly people: readonly string[]
  /** The role in which it was given, where it says. */
  readonly role: string | undefined
}

/** What links are judged by. */
export interface LinksDeps {
  readonly events: CaseEvents
  /** Whether the proceeding is over on which a link rests. */
  readonly isOver: (restsOn: RestsOn) => boolean
}

/** The links that are in time, whose proceeding is not over, and that nobody has ended by then. */
export function currentLinks({ events, isOver }: LinksDeps, now: number): readonly CaseEvent[] {
  const links = systemEvents(events, CASE_LINKED).filter((link) => {
    if (!inTime(link.index, 'from', 'until', now)) return false
    const rests = restsOn(link)
    return rests === undefined || !isOver(rests)
  })
  if (links.length === 0) return links
  const answers = confirmationsOf(events)
  return links.filter(({ index }) => !answers(index).some(({ answer, at }) => answer === 'ended' && at <= now))
}

const isOf =
  (reader: LinkedReader) =>
  ({ index }: CaseEvent): boolean => {
    const staff = fact(index, 'staff')
    return staff.length > 0 ? staff.some((token) => reader.tokens.includes(token)) : fact(index, 'agency').includes(reader.agency)
  }

/** The links of a reader that are live. One that says a purpose counts for that purpose only; without `purpose`, of any. */
export const liveLinks = (deps: LinksDeps, reader: LinkedReader, now: number, purpose?: string): readonly GivenLink[] =>
  currentLinks(deps, now)
    .filter(isOf(reader))
    .filter(({ index }) => purpose === undefined || fact(index, 'purpose').every((code) => code === purpose))
    .map(({ index }) => ({ link: fact(index, 'link')[0] ?? '', people: fact(index, 'pairs'), role: fact(index, 'role')[0] }))

/**
 * Roles that a person has had on the case: by a link in his or her own name, by an approval given or by emergency access opened.
 * An earlier role still bars the other (C). `tokens`: the person's own, and of teams and agency.
 */
export function rolesHeld(events: CaseEvents, tokens: readonly string[], now: number): ReadonlySet<string> {
  const of = (type: string, who: string, at: string): readonly string[] =>
    systemEvents(events, type)
      .filter(
        ({ index }) => fact(index, who).some((token) => tokens.includes(token)) && fact(index, at).every((from) => startOf(from) <= now),
      )
      .flatMap(({ index }) => fact(index, 'role'))
  return new Set([
    ...of(CASE_LINKED, 'staff', 'from'),
    ...of(APPROVAL_GIVEN, 'giver', 'at'),
    ...of(BREAK_GLASS_OPENED, 'staff', 'opened_at'),
  ])
}
