import type { LedgerRow, Pattern } from '../../../core/pattern/pattern.ts'
import { monthWords } from '../timeline/dates.ts'
import { barsOf, gridOf, type Grid } from './figures.ts'
import { eventsAddress } from './links.ts'
import { expectationWords, harmedPersonWords, orderWords, SIGNALS, type Line, type OverviewContext } from './overview.ts'
import { counted } from '../../../core/words/counted.ts'
import { groupWords, shownDate } from './page-words.ts'

const SHORT = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' })
const YEAR_CHARACTERS = 4

/** Most months of a table whose months are all there: ten years. */
const MOST_MONTHS = 120

/**
 * Every month from the first to the last that has something, so that a month without is seen as one; years alone stand first. Of more than ten years only the months that have something:
 * one event that is dated to 1900 does not make a table that nobody can read.
 */
export function monthsOf(months: readonly string[]): readonly { readonly key: string; readonly text: string; readonly short: string }[] {
  const years = [...new Set(months.filter((month) => month.length === YEAR_CHARACTERS))].toSorted()
  const full = [...new Set(months.filter((month) => month.length > YEAR_CHARACTERS))].toSorted()
  const [first, last] = [full[0], full.at(-1)]
  const filled: string[] = []
  if (first !== undefined && last !== undefined)
    for (let month = first; month <= last && filled.length <= MOST_MONTHS; month = nextMonth(month)) filled.push(month)
  const all = filled.length > MOST_MONTHS ? full : filled
  return [
    ...years.map((year) => ({ key: year, text: year, short: year })),
    ...all.map((month) => ({
      key: month,
      text: monthWords(month),
      short: `${SHORT.format(new Date(`${month}-15T12:00:00Z`)).slice(0, 3)} ${month.slice(2, 4)}`,
    })),
  ]
}

function nextMonth(month: string): string {
  const [year = 0, at = 0] = month.split('-').map(Number)
  return at === 12 ? `${String(year + 1)}-01` : `${String(year)}-${String(at + 1).padStart(2, '0')}`
}

/** Kinds of abuse by month. */
export function tacticGrid(pattern: Pattern, context: OverviewContext): Grid | undefined {
  const { tactics } = pattern
  if (tactics === null || tactics.cells.length === 0) return undefined
  const key = (group: string | null): string => group ?? 'none'
  return gridOf({
    id: 'tactics',
    caption: 'Kinds of abuse by month: how many events. Not how grave they were',
    corner: 'Kind of abuse',
    rows: tactics.groups.map(({ group }) => ({ key: key(group), text: groupWords(group) })),
    columns: monthsOf(tactics.cells.map(({ month }) => month)),
    counts: tactics.cells.map(({ group, month, events }) => ({ row: key(group), column: month, events })),
    hrefOf: (events) => eventsAddress(context.caseId, events),
  })
}

/** Whom he harmed by month; undefined where this role is shown no people. */
export function peopleGrid(pattern: Pattern, context: OverviewContext): Grid | undefined {
  const { tactics, people } = pattern
  const cells = tactics?.cells.filter(({ person }) => person !== null) ?? []
  if (cells.length === 0) return undefined
  const shown = new Set(cells.map(({ person }) => person))
  return gridOf({
    id: 'people',
    caption: 'Whom he harmed, by month: how many events',
    corner: 'Person harmed',
    rows: people.filter(({ id }) => shown.has(id)).map((person) => ({ key: person.id, text: harmedPersonWords(person) })),
    columns: monthsOf(cells.map(({ month }) => month)),
    counts: cells.map(({ person, month, events }) => ({ row: person ?? '', column: month, events })),
    hrefOf: (events) => eventsAddress(context.caseId, events),
  })
}

/** Which agency recorded it, by month; undefined where this role is shown none. */
export function agencyGrid({ tactics }: Pattern, context: OverviewContext): Grid | undefined {
  if (tactics === null || tactics.agencies.length === 0) return undefined
  const key = ({ id, name }: { readonly id?: string; readonly name: string }): string => id ?? name
  const rows = new Map(tactics.agencies.map(({ agency }) => [key(agency), agency.name]))
  return gridOf({
    id: 'agencies',
    caption: 'Who recorded it, by month: how many events, and how many of them are breaches',
    corner: 'Agency',
    rows: [...rows].map(([id, text]) => ({ key: id, text })),
    columns: monthsOf(tactics.agencies.map(({ month }) => month)),
    counts: tactics.agencies.map(({ agency, month, events, breaches }) => ({
      row: key(agency),
      column: month,
      events,
      ...(breaches.count === 0 ? {} : { special: counted(breaches.count, 'breach', 'breaches') }),
    })),
    hrefOf: (events) => eventsAddress(context.caseId, events),
  })
}

/** What agencies asked of him, and what he did. */
export function ledgerRows({ ledger }: Pattern, context: OverviewContext): readonly Readonly<Record<string, unknown>>[] {
  return (ledger?.rows ?? []).map((row) => ({
    ...expectationWords(row, context),
    state: STATES[row.state],
    answers: row.answers.map(({ on, agency, answer, evidence, next, event }) => ({
      text: `${shownDate(on)}: ${answerWords(answer, context) ?? 'not shown'} (${agency.name})`,
      more: [...(evidence === null ? [] : [evidence]), ...(next === null ? [] : [`Then: ${nextWords(next, context)}`])],
      href: eventsAddress(context.caseId, [event]),
    })),
  }))
}

const ANSWER_LISTS = ['expectation_answer', 'programme_status', 'attendance'] as const
const answerWords = (answer: string | null, { label }: OverviewContext): string | undefined =>
  answer === null
    ? undefined
    : answer === 'breached'
      ? 'Breached'
      : (ANSWER_LISTS.map((list) => label(list, answer)).find((words) => words !== answer) ?? answer)
const nextWords = (next: string, { label }: OverviewContext): string => label('breach_response', next) ?? next

/** States of what was asked, in words. */
export const STATES: Readonly<Record<LedgerRow['state'], string>> = {
  open: 'Open',
  answered: 'Answered',
  unchecked: 'Nobody has checked it',
  in_force: 'In force',
  ended: 'Ended',
  not_known: 'Not shown',
  no_provision: 'There is no place for him',
}

/** Times in which no agency engaged him, with a bar each. */
export function gapRows({ engagement }: Pattern, { caseId }: OverviewContext) {
  const rows = (engagement?.gaps ?? []).map(({ since, until, days, open, from, to, seen }) => ({
    text: `${shownDate(since)} to ${open ? 'now' : shownDate(until)}`,
    days,
    seen: seen.length,
    href: eventsAddress(caseId, [from, ...(to === null ? [] : [to]), ...seen]),
  }))
  return { rows, ...barsOf(rows) }
}

/** Signs that it is getting worse, each with what it rests on. */
export function escalationLines({ escalation }: Pattern, { caseId, label }: OverviewContext): readonly Line[] {
  if (escalation === null) return []
  const signals = escalation.signals.map(({ signal, groups, before, now, events }) => ({
    text: capitalised(SIGNALS[signal]),
    more: [
      ...(groups === undefined ? [] : groups.map(groupWords)),
      ...(before === undefined || now === undefined ? [] : [`${String(before)} before, ${String(now)} now`]),
    ],
    href: eventsAddress(caseId, events),
  }))
  const reasons = escalation.reasons.map(({ reason, events }) => ({
    text: `An agency’s reason: ${label('risk_change_reason', reason) ?? reason}`,
    href: eventsAddress(caseId, events),
  }))
  return [...signals, ...reasons]
}

/** Orders, bail and tags, with their breaches. */
export const orderRows = ({ orders }: Pattern, context: OverviewContext): readonly Readonly<Record<string, unknown>>[] =>
  (orders?.items ?? []).map((order) => ({
    ...orderWords(order, context),
    breaches: [...order.breaches, ...order.alerts].map(({ event, on, condition, response, agency }) => ({
      text: `${shownDate(on)}${condition === null ? '' : `: ${breachWords(condition, context)}`} (${agency.name})`,
      more: response === null ? [] : [context.label('breach_response', response) ?? response],
      href: eventsAddress(context.caseId, [event]),
    })),
  }))

const BREACH_LISTS = ['order_requirement', 'bail_condition', 'em_alert'] as const
const breachWords = (condition: string, { label }: OverviewContext): string =>
  BREACH_LISTS.map((list) => label(list, condition)).find((words) => words !== condition) ?? condition

/** How the numbers of recency, frequency, gravity and victims came about. */
export function rfgRows({ rfg }: Pattern, { caseId, label }: OverviewContext): readonly Readonly<Record<string, unknown>>[] {
  const worked = rfg?.worked_out
  if (worked === null || worked === undefined) return []
  const { recency, frequency, gravity, victims } = worked
  return [
    {
      key: 'Recency',
      value: recency.value,
      how: recency.days === null ? 'No abuse is shown' : `Last abuse shown ${counted(recency.days, 'day')} ago`,
      href: eventsAddress(caseId, recency.events),
    },
    {
      key: 'Frequency',
      value: frequency.value,
      how: counted(frequency.abusive_events, 'event'),
      href: eventsAddress(caseId, frequency.events),
    },
    {
      key: 'Gravity',
      value: gravity.value,
      how: gravity.tactic === null ? 'No tactic is shown' : (label('tactic', gravity.tactic) ?? gravity.tactic),
      href: eventsAddress(caseId, gravity.events),
    },
    {
      key: 'Victims',
      value: victims.value,
      how: `${victims.at_least ? 'At least ' : ''}${counted(victims.adults, 'adult')} since ${shownDate(victims.since)}`,
      href: eventsAddress(caseId, victims.events),
    },
  ]
}

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
