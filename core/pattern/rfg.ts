import { normaliseBirthDate } from '../linking/names.ts'
import { monthsAfter } from '../time/calendar.ts'
import { counted, gravest, isAbusive, tacticsOf, type GravityOf } from './counted.ts'
import { daysOf, daysSince, isWithin, shownDay } from './days.ts'
import { numberIn, saidOf, textIn, type PatternItem } from './item.ts'
import type { Repeat, Rfg, Serial } from './pattern.ts'
import { adultsIn, type People } from './people.ts'

const WINDOW_MONTHS = 24
const VICTIM_MONTHS = 36
const REPEAT_MONTHS = 12
const MOST = 10
const PARTS = 4
const EACH_VICTIM = 2
const ADULT_YEARS = 18

/** Points for the days since the last abusive event: the first row that is not exceeded. */
const RECENCY = [
  [30, 10],
  [90, 8],
  [180, 6],
  [365, 4],
  [730, 2],
] as const

/** Whether he is 18 or over on a day, by every birth date that is shown: under 18 by any of them is under 18. */
function age(items: readonly PatternItem[], asOf: string): 'adult' | 'under_18' | 'age_not_shown' {
  const born = items.flatMap((item) => {
    const { birth_date: said } = saidOf(item, 'subject')
    return (typeof said === 'string' ? normaliseBirthDate(said) : undefined) ?? []
  })
  if (born.length === 0) return 'age_not_shown'
  return born.some((day) => monthsAfter(day, ADULT_YEARS * 12) > asOf) ? 'under_18' : 'adult'
}

function workedOut(items: readonly PatternItem[], people: People, gravityOf: GravityOf, asOf: string): NonNullable<Rfg['worked_out']> {
  const since = monthsAfter(asOf, -WINDOW_MONTHS)
  const abusive = items.filter((item) => isAbusive(item) && isWithin(item, since, asOf))
  const latest = abusive.reduce<PatternItem | undefined>(
    (found, item) => (found === undefined || daysOf(item).last >= daysOf(found).last ? item : found),
    undefined,
  )
  const days = latest === undefined ? null : daysSince(latest, asOf)
  const grave = gravest(abusive, gravityOf)
  const victimsSince = monthsAfter(asOf, -VICTIM_MONTHS)
  const harming = items.filter((item) => isAbusive(item) && isWithin(item, victimsSince, asOf))
  const { named, more } = adultsIn(harming, people)
  const adults = named.length === 0 && more ? 1 : named.length
  const parts = {
    recency: {
      value: days === null ? 0 : (RECENCY.find(([most]) => days <= most)?.[1] ?? 0),
      days,
      events: latest === undefined ? [] : [latest.id],
    },
    frequency: { value: Math.min(MOST, abusive.length), abusive_events: abusive.length, events: counted(abusive).events },
    gravity: {
      value: grave?.weight ?? 0,
      tactic: grave?.tactic ?? null,
      events: grave === undefined ? [] : counted(abusive.filter((item) => tacticsOf(item).includes(grave.tactic))).events,
    },
    victims: {
      value: Math.min(MOST, EACH_VICTIM * adults),
      since: victimsSince,
      adults,
      at_least: more,
      people: named.map(({ id }) => id),
      events: counted(
        harming.filter((item) => adultsIn([item], people).named.length > 0 || (named.length === 0 && adultsIn([item], people).more)),
      ).events,
    },
  }
  const { recency, frequency, gravity, victims } = parts
  return { since, ...parts, total: recency.value + frequency.value + gravity.value + victims.value, out_of: PARTS * MOST }
}

/**
 * Recency, frequency, gravity and number of victims (domain model G.1), each with the events that made it, beside what agencies published and never mixed with that. Not for
 * anybody under 18: where no birth date is shown, there is no number. It decides nothing.
 */
export function rfgView(items: readonly PatternItem[], people: People, gravityOf: GravityOf, asOf: string): Rfg {
  const of = age(items, asOf)
  return {
    withheld: of === 'adult' ? null : of,
    worked_out: of === 'adult' ? workedOut(items, people, gravityOf, asOf) : null,
    published:
      of === 'under_18'
        ? []
        : items
            .filter(({ type }) => type === 'risk.rfg-scored')
            .map((item) => ({
              event: item.id,
              on: shownDay(item),
              agency: item.agency,
              recency: numberIn(item, 'recency') ?? null,
              frequency: numberIn(item, 'frequency') ?? null,
              gravity: numberIn(item, 'gravity') ?? null,
              victims: numberIn(item, 'victims') ?? null,
              total: numberIn(item, 'total') ?? null,
              window_months: numberIn(item, 'window_months') ?? null,
              method: textIn(item, 'method_version') ?? null,
            })),
  }
}

/** Two or more adult victims in three years. */
export function serialView(items: readonly PatternItem[], people: People, asOf: string): Serial {
  const since = monthsAfter(asOf, -VICTIM_MONTHS)
  const harming = items.filter((item) => isAbusive(item) && isWithin(item, since, asOf))
  const { named, more } = adultsIn(harming, people)
  const found = harming.filter((item) => adultsIn([item], people).named.length > 0)
  return {
    since,
    serial: named.length > 1 ? 'yes' : more ? 'not_known' : 'no',
    people: named.map(({ id }) => id),
    ...counted(found),
  }
}

/** Items by the people whom they name, each with its days: worked out once, since a case may have thousands of them. */
function byPerson(items: readonly PatternItem[], people: People) {
  const dated = items.flatMap((item) => {
    const days = daysOf(item)
    return people.of(item).map(({ id }) => ({ id, item, ...days }))
  })
  return Map.groupBy(dated, ({ id }) => id)
}

/** New abuse, said by any agency, of a person whom a referral to MARAC names, within twelve months of the last such referral before it. */
export function repeatView(items: readonly PatternItem[], people: People, asOf: string): Repeat {
  const referrals = byPerson(
    items.filter(({ type }) => type === 'marac.referral-made'),
    people,
  )
  const acts = byPerson(items.filter(isAbusive), people)
  const pairs = people.all
    .filter(({ named }) => named)
    .flatMap((person) => {
      const own = referrals.get(person.id) ?? []
      return own.flatMap(({ item: referral, last: referred }, at) => {
        const year = monthsAfter(referred, REPEAT_MONTHS)
        const until = [year, asOf, ...own.slice(at + 1, at + 2).map(({ first }) => first)].toSorted()[0] ?? year
        const again = (acts.get(person.id) ?? []).filter(({ first }) => first > referred && first <= until).map(({ item }) => item)
        return again.length === 0
          ? []
          : [{ person: person.id, referral: referral.id, referred_on: shownDay(referral), until: year, ...counted(again) }]
      })
    })
  return { repeat: pairs.length > 0, pairs }
}
