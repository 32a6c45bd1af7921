import { sorted, type GravityOf } from './counted.ts'
import { engagementView } from './engagement.ts'
import { escalationView } from './escalation.ts'
import type { PatternItem } from './item.ts'
import { ledgerRows, ledgerView } from './ledger.ts'
import { nowView } from './now.ts'
import { ordersView } from './orders.ts'
import type { Pattern } from './pattern.ts'
import { peopleIn } from './people.ts'
import { repeatView, rfgView, serialView } from './rfg.ts'
import { riskView } from './risk.ts'
import { headline, tacticsView } from './tactics.ts'
import { viewsOf } from './views.ts'

/** For whom, and of which day, a pattern is worked out. */
export interface PatternOf {
  readonly role: string
  /** A day in London, `YYYY-MM-DD`: every window ends with it, and nothing later counts. */
  readonly asOf: string
  /** First day that tactics are counted from; everything else looks back as far as its own rule says. */
  readonly from?: string
  readonly gravityOf: GravityOf
}

/**
 * The numbers of a pattern, from the items that a reader is shown and nothing else. Pure: the order of the items does not matter. Which of them count: counted.ts. There is no composite
 * score, no comparison of people, and nothing is worked out from health, ethnicity, faith, immigration or address.
 */
export function patternOf(all: readonly PatternItem[], { role, asOf, from, gravityOf }: PatternOf): Pattern {
  const views = viewsOf(role)
  const { items, left } = sorted(all, asOf)
  const people = peopleIn(items)
  const orders = ordersView(items, asOf)
  const isShown = (view: keyof typeof views): boolean => views[view] !== 'none'
  const seesPeople = views.tactics === 'whole'
  return {
    as_of: asOf,
    views,
    people: people.all,
    tactics: tacticsView(items, people, gravityOf, { level: views.tactics, asOf, from }),
    headline: isShown('tactics') ? headline(items, asOf) : null,
    serial: seesPeople || isShown('rfg') ? serialView(items, people, asOf) : null,
    repeat: seesPeople || isShown('rfg') ? repeatView(items, people, asOf) : null,
    orders: isShown('orders') ? orders : null,
    escalation: isShown('escalation') ? escalationView(items, gravityOf, asOf) : null,
    rfg: isShown('rfg') ? rfgView(items, people, gravityOf, asOf) : null,
    engagement: isShown('engagement') ? engagementView(items, asOf) : null,
    ledger: ledgerView(items, orders.items, views.ledger, asOf),
    risk: isShown('risk') ? riskView(items) : null,
    now: isShown('now') ? nowView(items, orders.items, ledgerRows(items, orders.items, views.ledger !== 'whole', asOf), asOf) : null,
    not_counted: left,
  }
}
