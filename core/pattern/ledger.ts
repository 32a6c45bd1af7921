import { ASKS, type AskKind } from './asks.ts'
import { byDay, daysOfText, shownDay } from './days.ts'
import { flagIn, textIn, type ItemAgency, type PatternItem } from './item.ts'
import type { Ledger, LedgerAnswer, LedgerRow, LedgerState, Order } from './pattern.ts'
import type { Level } from './views.ts'

/** Answers that say that nobody has looked. */
const UNCHECKED = 'not_checked'
const NO_PROVISION = 'declined_no_provision'

const answerOf = ({ answer, next }: AskKind, item: PatternItem, isReduced: boolean): LedgerAnswer => ({
  event: item.id,
  on: shownDay(item),
  agency: item.agency,
  answer: answer.map((field) => textIn(item, field)).find((value) => value !== undefined) ?? null,
  evidence: textIn(item, 'evidence') ?? null,
  next: isReduced ? null : (textIn(item, next) ?? null),
})

/** An answer is of an ask of the same reference, by the agency that asked or was to check. References of expectations are an agency's own. */
function isAnswerTo({ kind, ref }: AskKind, ask: PatternItem, answer: PatternItem): boolean {
  const reference = textIn(ask, ref)
  if (reference === undefined || textIn(answer, ref) !== reference) return false
  if (kind !== 'expectation') return true
  const by = answer.agency.id
  return by === undefined || ask.agency.id === undefined || by === ask.agency.id || by === textIn(ask, 'check_by')
}

function stateOf(answers: readonly LedgerAnswer[], due: string | null, asOf: string): LedgerState {
  const last = answers.at(-1)
  if (last?.answer === NO_PROVISION) return 'no_provision'
  if (last !== undefined && last.answer !== UNCHECKED) return 'answered'
  if (last?.answer === UNCHECKED) return 'unchecked'
  return due !== null && daysOfText(due).last < asOf ? 'unchecked' : 'open'
}

interface Context {
  readonly asOf: string
  readonly isReduced: boolean
  readonly nameOf: (agency: string) => string
}

function uncheckedBy(
  state: LedgerState,
  ask: PatternItem | undefined,
  by: ItemAgency,
  { isReduced, nameOf }: Context,
): LedgerRow['unchecked_by'] {
  if (state !== 'unchecked' || isReduced) return null
  const checks = ask === undefined ? undefined : textIn(ask, 'check_by')
  return checks === undefined ? { id: by.id ?? null, name: by.name } : { id: checks, name: nameOf(checks) }
}

function rowOf(kind: AskKind, ask: PatternItem | undefined, found: readonly PatternItem[], context: Context): LedgerRow {
  const [first] = ask === undefined ? found : [ask]
  if (first === undefined) throw new TypeError('A row of no event')
  const answers = found.map((item) => answerOf(kind, item, context.isReduced))
  const due = ask === undefined ? null : (textIn(ask, kind.due) ?? null)
  const state = stateOf(answers, due, context.asOf)
  return {
    kind: kind.kind,
    ref: textIn(first, kind.ref) ?? null,
    asked_by: ask?.agency ?? null,
    asked_on: ask === undefined ? null : shownDay(ask),
    due,
    asked: ask === undefined ? [] : kind.asked(ask),
    source: ask === undefined ? null : (textIn(ask, 'source') ?? textIn(ask, 'route') ?? null),
    wording: ask === undefined ? null : (textIn(ask, kind.wording) ?? null),
    answers,
    state,
    unchecked_by: uncheckedBy(state, ask, first.agency, context),
    events: [...(ask === undefined ? [] : [ask]), ...found].map(({ id }) => id),
  }
}

/** A resolution that was offered and not issued asks nothing of him. */
const asks = (item: PatternItem): boolean => item.type !== 'oocr.issued' || flagIn(item, 'issued') !== false

function rowsOf(kind: AskKind, items: readonly PatternItem[], context: Context): readonly LedgerRow[] {
  const asked = items.filter((item) => item.type === kind.asks && asks(item))
  const answers = items.filter(({ type }) => kind.answers.includes(type))
  const byReference = Map.groupBy(asked, (ask) => textIn(ask, kind.ref))
  const askOf = new Map(
    answers.map((answer) => [answer, byReference.get(textIn(answer, kind.ref))?.findLast((ask) => isAnswerTo(kind, ask, answer))]),
  )
  const answersTo = Map.groupBy(answers, (answer) => askOf.get(answer))
  const unset = Map.groupBy(answersTo.get(undefined) ?? [], (answer) => textIn(answer, kind.ref) ?? `event ${answer.id}`)
  return [
    ...asked.map((ask) => rowOf(kind, ask, (answersTo.get(ask) ?? []).toSorted(byDay), context)),
    ...[...unset.values()].map((found) => rowOf(kind, undefined, found.toSorted(byDay), context)),
  ]
}

const STATE: Readonly<Record<Order['in_force'], LedgerState>> = { yes: 'in_force', no: 'ended', not_known: 'not_known' }

/** What an order or bail asks of him, and its breaches: what he did. A tag asks nothing by itself. */
function rowOfOrder(
  { kind, ref, agency, begins, ends, conditions, type, breaches, in_force: state, events, last }: Order,
  isReduced: boolean,
): LedgerRow {
  const isMade = last !== null || conditions.length > 0 || breaches.length < events.length
  return {
    kind: kind === 'bail' ? 'bail' : 'order',
    ref,
    asked_by: isMade ? agency : null,
    asked_on: isMade ? begins : null,
    due: ends,
    asked: conditions,
    source: type,
    wording: null,
    answers: breaches.map(({ event, on, agency: by, response }) => ({
      event,
      on,
      agency: by,
      answer: 'breached',
      evidence: null,
      next: isReduced ? null : response,
    })),
    state: STATE[state],
    unchecked_by: null,
    events,
  }
}

const ORDERED: ReadonlySet<Order['kind']> = new Set(['order', 'bail'])

const lastly = ({ asked_on: on, answers }: LedgerRow): string => on ?? answers[0]?.on ?? ''

/**
 * What each agency or court asked of him, by when, what he did, and what the agency did next (domain model G.1). What was asked and never checked stands in the agency's name; an
 * answer to what nobody is shown to have asked is shown, too. A reduced view says nothing of what agencies did next or have not checked.
 */
export function ledgerView(items: readonly PatternItem[], orders: readonly Order[], level: Level, asOf: string): Ledger | null {
  if (level === 'none') return null
  const rows = ledgerRows(items, orders, level === 'reduced', asOf)
  return {
    rows,
    unset: rows.filter(({ asked_by: by }) => by === null).length,
    unchecked: rows.filter(({ state }) => state === 'unchecked').length,
  }
}

/** The rows of the ledger, the newest ask first. */
export function ledgerRows(
  items: readonly PatternItem[],
  orders: readonly Order[],
  isReduced: boolean,
  asOf: string,
): readonly LedgerRow[] {
  const names = new Map(items.flatMap(({ agency: { id, name } }) => (id === undefined ? [] : [[id, name] as const])))
  const context: Context = { asOf, isReduced, nameOf: (agency) => names.get(agency) ?? agency }
  const rows = [
    ...ASKS.flatMap((kind) => rowsOf(kind, items, context)),
    ...orders.filter(({ kind }) => ORDERED.has(kind)).map((order) => rowOfOrder(order, isReduced)),
  ]
  return rows.toSorted((one, other) => (lastly(one) === lastly(other) ? 0 : lastly(one) < lastly(other) ? 1 : -1))
}

/** Of an ask: that it is open or nobody has checked it. */
export const isOpen = ({ state, kind }: LedgerRow): boolean => (state === 'open' || state === 'unchecked') && kind !== 'programme'
