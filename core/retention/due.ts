import { fact } from '../case/index-part.ts'
import type { RetentionDecided } from '../control/entry.ts'
import { daysAfter, monthsAfter } from '../time/calendar.ts'
import { holdsOf, type Hold } from './holds.ts'
import type { KeptEvent } from './kept-event.ts'
import { RULES, type RetentionClass, type RunsFrom } from './rules.ts'
import { counted } from '../words/counted.ts'

/** Everything of a case that its clocks run by. */
export interface KeptCase {
  /** In the order in which they took effect. */
  readonly events: readonly KeptEvent[]
  /** Birth dates of children, by person id, where they are known. */
  readonly births: ReadonlyMap<string, string>
  /** What was decided of it, the oldest first. */
  readonly decided: readonly RetentionDecided[]
}

/** Events of a case whose time of keeping is over. */
export interface DueItem {
  readonly class: RetentionClass
  readonly then: 'automatic' | 'review'
  /** First day in London after it. */
  readonly due_on: string
  /** Why, in one sentence. */
  readonly why: string
  readonly events: readonly KeptEvent[]
}

/** What is due of a case, and what holds it. */
export interface CaseDue {
  readonly holds: readonly Hold[]
  /** Until when people have extended it, where that has not come: a day in London. */
  readonly extendedUntil?: string
  readonly items: readonly DueItem[]
}

const MONTHS = 12
const REFERRAL = 'marac.referral-made'
const day = (moment: string): string => moment.slice(0, 10)
const latest = (days: readonly string[]): string => days.toSorted().at(-1) ?? ''

/** The last day on which an event says that something happened, or on which it was recorded. */
const dayOf = ({ index }: KeptEvent): string => latest([day(index.recorded_at), day(index.occurred.until ?? index.occurred.from)])

const isAbout = (event: KeptEvent, person: string): boolean => event.index.harmed.some((one) => one.person === person)
const byAgency = ({ index }: KeptEvent): boolean => index.subject !== ''

/** The last event of an event's pairs, or of the case where it names nobody harmed; a later referral to a MARAC counts for all. */
function lastOfPair({ events }: KeptCase, { index }: KeptEvent): { readonly at: string; readonly why: string } {
  const own = events.filter(byAgency)
  const pairs = index.harmed.length === 0 ? own : own.filter((event) => index.harmed.some(({ person }) => isAbout(event, person)))
  const last = latest(pairs.map(dayOf))
  const referral = latest(own.filter((event) => event.index.type === REFERRAL).map(dayOf))
  return referral > last
    ? { at: referral, why: `the case was last referred to a MARAC on ${referral}` }
    : { at: last, why: `the last event of ${index.harmed.length === 0 ? 'the case' : 'the pair'} is of ${last}` }
}

/** A child whose birth date nobody has said was born at the latest on the day of the newest event about the child. */
function youngestChild({ events, births }: KeptCase): { readonly at: string; readonly why: string } | undefined {
  const children = new Set(
    events.flatMap(({ index }) => index.harmed.filter(({ role }) => role === 'child').map(({ person }) => String(person))),
  )
  if (children.size === 0) return undefined
  const bornBy = [...children].map((child) => births.get(child) ?? latest(events.filter((event) => isAbout(event, child)).map(dayOf)))
  const at = latest(bornBy)
  return { at, why: `the youngest child of the case was born on ${at} at the latest` }
}

function endOfCase(kept: KeptCase, event: KeptEvent): { readonly at: string; readonly why: string; readonly years?: number } {
  const turns = kept.events.filter(({ index }) => index.type === 'case.closed' || index.type === 'case.opened')
  const last = turns.at(-1)
  if (last?.index.type !== 'case.closed') return { ...lastOfPair(kept, event), years: RULES.r2_case_6y.years ?? 0 }
  const at = latest([fact(last.index, 'closed_on')[0] ?? '', dayOf(last)])
  return { at, why: `the case was closed on ${at}` }
}

/** The first newer event of its type about each of its people; undefined while it is the newest about one of them. */
function superseded({ events }: KeptCase, event: KeptEvent): { readonly at: string; readonly why: string } | undefined {
  const later = events.slice(events.indexOf(event) + 1).filter(({ index }) => index.type === event.index.type)
  const newer = event.index.harmed.map(({ person }) => later.find((one) => isAbout(one, person)))
  if (newer.length === 0 || newer.includes(undefined)) return undefined
  const at = latest(newer.flatMap((one) => (one === undefined ? [] : [dayOf(one)])))
  return { at, why: `a newer one took its place on ${at}` }
}

const STARTS: Readonly<
  Record<RunsFrom, (kept: KeptCase, event: KeptEvent) => { readonly at: string; readonly why: string; readonly years?: number } | undefined>
> = {
  'last-of-pair': lastOfPair,
  'youngest-child': (kept, event) => youngestChild(kept) ?? { ...lastOfPair(kept, event), years: RULES.r2_case_6y.years ?? 0 },
  'end-of-case': endOfCase,
  superseded,
  event: (_kept, event) => ({ at: dayOf(event), why: `it is of ${dayOf(event)}` }),
  never: () => undefined,
}

function dueOf(kept: KeptCase, event: KeptEvent): Omit<DueItem, 'events'> | undefined {
  const rule = RULES[event.retention]
  const start = STARTS[rule.from](kept, event)
  if (start === undefined || rule.then === 'nothing') return undefined
  const { years = 0, days = 0 } = { ...rule, ...(start.years === undefined ? {} : { years: start.years }) }
  const period = days > 0 ? counted(days, 'day') : counted(years, 'year')
  return {
    class: event.retention,
    then: rule.then,
    due_on: daysAfter(monthsAfter(start.at, years * MONTHS), days + 1),
    why: `Kept for ${period}: ${start.why}.`,
  }
}

/** What of a case is due on a day, and why; nothing while something holds it. `today`: a day in London. Pure. */
export function caseDue(kept: KeptCase, today: string): CaseDue {
  const holds = holdsOf(kept.events, kept.decided)
  const until = kept.decided.findLast(({ kind }) => kind === 'extend')?.until
  const extension = until !== undefined && until >= today ? { extendedUntil: until } : {}
  if (holds.length > 0) return { holds, ...extension, items: [] }
  const found = kept.events.flatMap((event) => {
    const due = dueOf(kept, event)
    const isDue = due !== undefined && due.due_on <= today && (due.then === 'automatic' || extension.extendedUntil === undefined)
    return isDue ? [{ ...due, event }] : []
  })
  const groups = [...Map.groupBy(found, ({ class: of, due_on: on, why }) => [of, on, why].join('\n')).values()]
  const items = groups.flatMap((of): readonly DueItem[] => {
    const [first] = of
    if (first === undefined) return []
    const { class: sensitivity, then, due_on, why } = first
    return [{ class: sensitivity, then, due_on, why, events: of.map(({ event }) => event) }]
  })
  return {
    holds,
    ...extension,
    items: items.toSorted((one, other) => (one.due_on < other.due_on ? -1 : one.due_on > other.due_on ? 1 : 0)),
  }
}
