import type { Pattern } from '../../../../core/pattern/pattern.ts'
import type { countPlainly } from './count-plainly.ts'

type Counts = ReturnType<typeof countPlainly>

const sorted = (events: readonly string[]): readonly string[] => [...events].sort()

/** The same of a pattern as the API gives it: what a plain count is compared with. What the role is not given is left out. */
export function countsOf({
  people,
  tactics,
  headline,
  rfg,
  serial,
  repeat,
  engagement,
  escalation,
  orders,
  ledger,
  risk,
  now,
  not_counted: not,
  views,
}: Pattern): { readonly [Name in keyof Counts]?: unknown } {
  const who = new Map(
    people.map(({ id, named, given_name: given, family_name: family, role, relationships }) => [
      id,
      named ? [given, family].filter((name) => name !== null).join(' ') : `${role ?? ''} ${relationships[0] ?? ''}`,
    ]),
  )
  const expectations = (ledger?.rows ?? []).filter(({ kind }) => kind === 'expectation')
  return {
    ...(tactics === null
      ? {}
      : {
          total: sorted(tactics.total.events),
          groups: Object.fromEntries(tactics.groups.map(({ group, events }) => [group ?? 'none', sorted(events)])),
        }),
    ...(tactics === null || views.tactics === 'reduced'
      ? {}
      : {
          cells: Object.fromEntries(
            tactics.cells.map(({ group, month, person, agency, events }) => [
              [group ?? 'none', month, person === null ? 'nobody' : (who.get(person) ?? ''), agency?.name].join(' | '),
              sorted(events),
            ]),
          ),
          agencies: Object.fromEntries(
            [...Map.groupBy(tactics.agencies, ({ agency, month }) => `${agency.name} ${month}`)].map(([key, found]) => [
              key,
              found.reduce((sum, { count }) => sum + count, 0),
            ]),
          ),
        }),
    ...(headline === null
      ? {}
      : {
          headline: {
            groups: Object.fromEntries(headline.groups.map(({ group, count }) => [group, count])),
            breaches: sorted(headline.breaches.events),
          },
        }),
    ...(rfg?.worked_out == null
      ? {}
      : {
          rfg: {
            recency: rfg.worked_out.recency.value,
            frequency: rfg.worked_out.frequency.value,
            gravity: rfg.worked_out.gravity.value,
            victims: rfg.worked_out.victims.value,
            total: rfg.worked_out.total,
          },
        }),
    ...(rfg === null ? {} : { published: sorted(rfg.published.map(({ event }) => event)) }),
    ...(serial === null ? {} : { serial: serial.serial }),
    ...(repeat === null
      ? {}
      : {
          repeat: repeat.pairs
            .map(({ person, referral, events }) => `${referral} ${who.get(person) ?? ''}: ${sorted(events).join(' ')}`)
            .sort(),
        }),
    ...(engagement === null
      ? {}
      : { gaps: engagement.gaps.map(({ since, until, days }): [string, string, number] => [since, until, days]) }),
    ...(escalation === null ? {} : { signals: escalation.signals.map(({ signal }) => signal) }),
    ...(orders === null
      ? {}
      : {
          breaches: sorted([
            ...new Set([...orders.items.flatMap(({ breaches }) => breaches), ...orders.breaches].map(({ event }) => event)),
          ]),
        }),
    ...(ledger === null
      ? {}
      : {
          expectations: {
            unset: expectations.filter(({ asked_by: by }) => by === null).length,
            states: expectations
              .filter(({ asked_by: by }) => by !== null)
              .map(({ state }) => state)
              .sort(),
          },
        }),
    ...(risk === null ? {} : { tools: Object.fromEntries(risk.tools.map(({ tool, assessments }) => [tool ?? '', assessments.length])) }),
    ...(now === null ? {} : { overrides: sorted(now.overrides.map(({ event }) => event)) }),
    notCounted: sorted(not.map(({ event }) => event)),
  }
}
