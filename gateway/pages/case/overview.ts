import type { HarmedPerson, InForce, Order, Pattern } from '../../../core/pattern/pattern.ts'
import type { LedgerRow } from '../../../core/pattern/pattern.ts'
import { joined, personInFull } from '../timeline/people.ts'
import type { Speech } from '../timeline/speech.ts'
import { eventsAddress, timelineAddress } from './links.ts'
import { counted } from '../../../core/words/counted.ts'
import { groupWords, shownDate, type LabelOf } from './page-words.ts'

/** A line of a page, with where its evidence is. */
export interface Line {
  readonly text: string
  readonly more?: readonly string[]
  readonly href: string
}

/** What the first page of a case says, in words. */
export interface Overview {
  readonly people: readonly Line[]
  readonly where: Line | undefined
  readonly inForce: readonly Line[]
  readonly sharing: readonly Line[]
  readonly listings: readonly Line[]
  readonly sentences: readonly Line[]
  readonly expectations: readonly Line[]
}

/** What the words are made with. */
export interface OverviewContext {
  readonly caseId: string
  readonly label: LabelOf
  readonly speech: Speech
}

const WHERE = { in_custody: 'In custody', in_the_community: 'In the community', not_known: 'Not known' } as const
const HOLDS: Readonly<Record<InForce, string>> = { yes: 'In force', not_known: 'May be in force: its end is not shown', no: 'Ended' }
const LISTS = { order: 'order_type', bail: 'bail_decision', tag: 'em_regime' } as const
const CONDITIONS = { order: 'order_requirement', bail: 'bail_condition', tag: 'em_type' } as const
const ASKED = {
  expectation: 'expectation_kind',
  resolution: 'intervention_type',
  order: 'order_requirement',
  bail: 'bail_condition',
  programme: 'intervention_type',
} as const
const KIND_OF_ASK = {
  expectation: 'Expectation',
  resolution: 'Out-of-court resolution',
  order: 'Order',
  bail: 'Bail',
  programme: 'Programme',
} as const
const KINDS = { order: 'Order', bail: 'Bail', tag: 'Tag' } as const

/** A person harmed, as this reader may know them: `Leanne Marsh (an ex-partner)`. */
export function harmedPersonWords({ given_name, family_name, role, relationships }: HarmedPerson): string {
  const words = personInFull({ given_name, family_name, role, relationship: relationships.at(-1) })
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** An order, bail or tag in words. */
export function orderWords(order: Order, { caseId, label }: OverviewContext): Line {
  const type = order.type === null ? KINDS[order.kind] : `${KINDS[order.kind]}: ${label(LISTS[order.kind], order.type) ?? ''}`
  const conditions = order.conditions.map((code) => label(CONDITIONS[order.kind], code) ?? code)
  const breaches = order.breaches.length + order.alerts.length
  return {
    text: type,
    more: [
      `${HOLDS[order.in_force]}${order.ends === null ? '' : `, until ${shownDate(order.ends)}`}. By ${order.agency.name}, from ${shownDate(order.begins)}.`,
      ...(conditions.length === 0 ? [] : [conditions.join('; ')]),
      breaches === 0
        ? 'No breach is shown.'
        : `${counted(breaches, 'breach or alert', 'breaches or alerts')}, the last on ${shownDate(lastOf(order))}.`,
    ],
    href: eventsAddress(caseId, order.events),
  }
}

const lastOf = ({ breaches, alerts }: Order): string =>
  [...breaches, ...alerts]
    .map(({ on }) => on)
    .toSorted()
    .at(-1) ?? ''

/** What was asked of him, in words. */
export function expectationWords(row: LedgerRow, { caseId, label }: OverviewContext): Line {
  const what = row.wording ?? row.asked.map((code) => label(ASKED[row.kind], code) ?? code).join('; ')
  const by =
    row.asked_by === null ? `${KIND_OF_ASK[row.kind]}; it is not shown who asked` : `${KIND_OF_ASK[row.kind]}, ${row.asked_by.name}`
  return {
    text: what === '' ? by : `${by}: ${what}`,
    more: [
      ...(row.due === null ? [] : [`By ${shownDate(row.due)}.`]),
      ...(row.state === 'unchecked' && row.unchecked_by !== null ? [`Not checked yet by ${row.unchecked_by.name}.`] : []),
    ],
    href: eventsAddress(caseId, row.events),
  }
}

/** The last six months in a sentence, and whether it is getting worse: what it was made of is behind each. */
function sentences({ headline, escalation, serial, tactics }: Pattern, { caseId, speech }: OverviewContext): readonly Line[] {
  const lines: Line[] = []
  if (headline !== null) {
    const groups = headline.groups.map(({ group, count }) => `${groupWords(group).toLowerCase()} (${String(count)})`)
    const { count, events } = headline.breaches
    const between = headline.days_between.at(-1)
    const breaches =
      count === 0
        ? 'No breach is shown.'
        : `${counted(count, 'breach', 'breaches')}${typeof between === 'number' ? `, the last two ${counted(between, 'day')} apart` : ''}.`
    lines.push({
      text: `Since ${shownDate(headline.since)}: ${groups.length === 0 ? 'no abuse is shown' : joined(groups)}. ${breaches}`,
      href: eventsAddress(caseId, [...new Set([...headline.groups.flatMap((group) => group.events), ...events])]),
    })
  }
  if (tactics !== null && tactics.total.count > 0)
    lines.push({
      text: `In all that is shown: ${joined(tactics.groups.map(({ group, count }) => `${groupWords(group).toLowerCase()} (${String(count)})`))}.`,
      href: eventsAddress(caseId, tactics.total.events),
    })
  if (escalation?.escalating === true) {
    const signals = escalation.signals.map(({ signal }) => SIGNALS[signal])
    lines.push({
      text: `It is getting worse: ${joined(signals)}.`,
      href: eventsAddress(caseId, [...new Set(escalation.signals.flatMap(({ events }) => events))]),
    })
  }
  if (serial?.serial === 'yes')
    lines.push({
      text: `${speech.He} has harmed ${String(serial.people.length)} adults since ${shownDate(serial.since)}.`,
      href: eventsAddress(caseId, serial.events),
    })
  return lines
}

/** Signals of escalation in words. */
export const SIGNALS = {
  new_tactic_group: 'a kind of abuse that is new',
  gravity: 'graver abuse',
  shorter_gap: 'less time between events',
  breach: 'a breach after something was required of him',
  separation: 'a separation in the last 90 days',
} as const

/** Puts the numbers of a case into the words of its first page. Pure. */
export function overviewOf(pattern: Pattern, context: OverviewContext): Overview {
  const { caseId, label } = context
  const { now } = pattern
  return {
    people: pattern.people.map((person) => ({
      text: harmedPersonWords(person),
      more: [counted(person.events.length, 'event')],
      href: timelineAddress(caseId, { person: person.id }),
    })),
    where:
      now?.custody == null
        ? undefined
        : {
            text: WHERE[now.custody.where],
            more: [
              `${label('custody_status', now.custody.status) ?? 'As shown'}, since ${shownDate(now.custody.since)}`,
              ...(now.licence === null
                ? []
                : [`On licence: ${now.licence.conditions.map((code) => label('order_requirement', code) ?? code).join('; ')}`]),
            ],
            href: eventsAddress(caseId, [now.custody.event]),
          },
    inForce: (now?.in_force ?? []).map((order) => orderWords(order, context)),
    sharing: (now?.overrides ?? []).map(({ event, agency, purposes, ends }) => ({
      text: `${agency.name} decided to share without consent${ends === null ? '' : `, until ${shownDate(ends)}`}`,
      more: purposes.map((code) => label('purpose', code) ?? code),
      href: eventsAddress(caseId, [event]),
    })),
    listings: (now?.listings ?? []).map(({ meeting_on: meeting, agency, ends, events }) => ({
      text: `${agency.name}${meeting === null ? '' : `, meeting on ${shownDate(meeting)}`}`,
      more: ends === null ? [] : [`Listed agencies may read until ${shownDate(ends)}.`],
      href: eventsAddress(caseId, events),
    })),
    sentences: sentences(pattern, context),
    expectations: (now?.expectations ?? []).map((row) => expectationWords(row, context)),
  }
}
