/* A count of a pattern written apart from core/pattern, over the items as a timeline gives them, as plainly as can be: both must say the same. Imports nothing of core. */

/** An item of the API's timeline. */
export interface Item {
  readonly id: string
  readonly type: string
  readonly agency: { readonly id?: string; readonly name: string; readonly type?: string }
  readonly occurred: { readonly from: string; readonly until?: string; readonly precision: string }
  readonly recorded_at: string
  readonly state: string
  readonly use_restricted?: true
  readonly data: Readonly<Record<string, unknown>>
}

interface Person {
  readonly given_name?: string
  readonly family_name?: string
  readonly role?: string
  readonly relationship?: string
}

const of = (item: Item): Readonly<Record<string, unknown>> => item.data.details as Readonly<Record<string, unknown>>
const say = (item: Item, field: string): string => (typeof of(item)[field] === 'string' ? (of(item)[field] as string) : '')
const list = (item: Item, field: string): readonly string[] => (Array.isArray(of(item)[field]) ? (of(item)[field] as string[]) : [])
const harmed = (item: Item): readonly Person[] => (item.data.harmed ?? []) as readonly Person[]

const ms = (day: string): number => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)))
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10)
const apart = (one: string, other: string): number => Math.round((ms(other) - ms(one)) / 86_400_000)
const london = (text: string): string =>
  text.length > 10 ? new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date(text)) : text
const monthEnd = (month: string): string => iso(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0))
/** The same day some months before, or the last day of that month. */
function monthsBack(day: string, months: number): string {
  const first = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 - months, 1))
  const end = monthEnd(iso(first.getTime()))
  const wanted = `${iso(first.getTime()).slice(0, 8)}${day.slice(8, 10)}`
  return wanted > end ? end : wanted
}

function start({ occurred: { from, precision } }: Item): string {
  if (precision === 'year') return `${from.slice(0, 4)}-01-01`
  if (precision === 'month' || from.length === 7) return `${from.slice(0, 7)}-01`
  return london(from)
}
function end({ occurred: { from, until, precision } }: Item): string {
  const last = until ?? from
  if (precision === 'year') return `${last.slice(0, 4)}-12-31`
  if (precision === 'month' || last.length === 7) return monthEnd(last.slice(0, 7))
  return london(last)
}
const month = (item: Item): string => (item.occurred.precision === 'year' ? start(item).slice(0, 4) : start(item).slice(0, 7))
const named = ({ given_name: given, family_name: family }: Person): string => [given, family].filter(Boolean).join(' ')

const BREACHES = ['bail.breached', 'order.breached']
const ABUSE = ['behaviour.incident-recorded', 'behaviour.pattern-observed', 'behaviour.child-impact-recorded', ...BREACHES]
const tactics = (item: Item): readonly string[] => list(item, BREACHES.includes(item.type) ? 'behaviour' : 'tactics')
const groups = (item: Item): readonly string[] => [...new Set(tactics(item).map((tactic) => tactic.replace(/\..*/, '')))]
const ids = (items: readonly Item[]): readonly string[] => [...new Set(items.map(({ id }) => id))].sort()

function engages(item: Item): boolean {
  const { type } = item
  const one = (field: string, ...codes: readonly string[]): boolean => codes.includes(say(item, field))
  const other = (field: string, ...codes: readonly string[]): boolean => say(item, field) !== '' && !codes.includes(say(item, field))
  const acted = (): boolean => one('response', 'arrested', 'summonsed', 'warned', 'returned_to_court', 'recall_started')
  if (type === 'behaviour.incident-recorded')
    return one('police_response', 'words_of_advice', 'removed_from_scene', 'arrested', 'voluntary_attendance', 'notice_issued')
  if (BREACHES.includes(type) || type === 'monitoring.alert-raised') return acted()
  if (type.startsWith('justice.') || type === 'oocr.considered' || type === 'oocr.issued') return true
  if (['engagement.expectation-set', 'bail.decided', 'order.made', 'family.fdac-review-held', 'housing.action-taken'].includes(type))
    return true
  if (type === 'engagement.routine-enquiry-made') return other('result', 'not_safe_to_ask')
  if (type === 'engagement.contact-recorded') return one('engagement', 'engaged', 'partly') && say(item, 'mode') !== 'no_contact_made'
  if (type === 'engagement.expectation-answered') return other('answer', 'not_checked', 'withdrawn_by_agency')
  if (type === 'oocr.compliance-recorded') return other('compliance', 'not_checked', 'withdrawn_by_agency')
  if (type === 'programme.session-recorded') return one('attendance', 'attended')
  if (type === 'programme.status-changed')
    return other('status', 'referred', 'waiting', 'declined_no_provision', 'declined_by_subject', 'transferred')
  if (type === 'programme.plan-action-recorded') return say(item, 'done_on') !== '' && one('strand', 'support', 'diversion', 'direct_work')
  if (type === 'order.status-changed') return other('status', 'applied', 'expired')
  if (type === 'monitoring.status-changed') return other('status', 'removed_without_authority')
  if (type === 'monitoring.polygraph-completed') return other('outcome', 'not_attended')
  if (type === 'risk.assessment-completed') return one('tool', 'SARA', 'OASYS_ROSH')
  return type === 'family.social-care-decided' && of(item).subject_seen === true
}

/** What both counts are compared by. */
export function countPlainly(all: readonly Item[], asOf: string, weight: (tactic: string) => number | undefined) {
  const before = (one: Item, other: Item): number => {
    for (const key of [
      start,
      end,
      (item: Item) => (item.occurred.from.length > 10 ? new Date(item.occurred.from).toISOString() : ''),
      (item: Item) => item.recorded_at,
    ]) {
      if (key(one) < key(other)) return -1
      if (key(one) > key(other)) return 1
    }
    return one.id < other.id ? -1 : 1
  }
  const there = all.filter((item) => start(item) <= asOf).sort(before)
  const turned = new Map<string, string>()
  for (const item of there)
    if (item.type === 'behaviour.counter-allegation-assessed' && item.state !== 'tombstone')
      for (const id of list(item, 'linked_events')) turned.set(id, say(item, 'assessment_result'))
  const not = there.filter((item) => item.state === 'tombstone' || item.use_restricted || turned.get(item.id) === 'other_party_primary')
  const items = there.filter((item) => !not.includes(item))
  const abuse = items.filter(({ type }) => ABUSE.includes(type))
  const since = (day: string, from: readonly Item[]): readonly Item[] => from.filter((item) => end(item) >= day)

  const cells: Record<string, string[]> = {}
  const byGroup: Record<string, string[]> = {}
  const byAgency: Record<string, number> = {}
  for (const item of abuse) {
    byAgency[`${item.agency.name} ${month(item)}`] = (byAgency[`${item.agency.name} ${month(item)}`] ?? 0) + 1
    for (const group of groups(item).length === 0 ? ['none'] : groups(item)) {
      ;(byGroup[group] ??= []).push(item.id)
      const people = harmed(item).map((one) => named(one) || `${one.role ?? ''} ${one.relationship ?? ''}`)
      for (const who of people.length === 0 ? ['nobody'] : new Set(people))
        (cells[[group, month(item), who, item.agency.name].join(' | ')] ??= []).push(item.id)
    }
  }

  const half = since(monthsBack(asOf, 6), abuse)
  const two = since(monthsBack(asOf, 24), abuse)
  const three = since(monthsBack(asOf, 36), abuse)
  const adults = three
    .flatMap(harmed)
    .filter(({ role, relationship }) => role === 'adult' || /^(ex_)?(partner|spouse)$/.test(relationship ?? ''))
  const names = new Set(adults.filter((one) => named(one) !== '').map(named))
  const unnamed = adults.some((one) => named(one) === '')
  const recent = Math.min(...two.map((item) => Math.max(0, apart(end(item), asOf))))
  const recency =
    two.length === 0 ? 0 : recent <= 30 ? 10 : recent <= 90 ? 8 : recent <= 180 ? 6 : recent <= 365 ? 4 : recent <= 730 ? 2 : 0
  const gravity = Math.max(0, ...two.flatMap(tactics).map((tactic) => weight(tactic) ?? 0))
  const victims = Math.min(10, 2 * (names.size === 0 && unnamed ? 1 : names.size))

  const gaps: [string, string, number][] = []
  let last: string | undefined
  for (const item of items) {
    const isEngaged = engages(item)
    if (!isEngaged && !(last === undefined && ABUSE.includes(item.type))) continue
    if (last !== undefined && apart(last, start(item)) > 90) gaps.push([last, start(item), apart(last, start(item))])
    if (last === undefined || end(item) > last) last = end(item)
  }
  if (last !== undefined && apart(last, asOf) > 90) gaps.push([last, asOf, apart(last, asOf)])

  const repeat = items
    .filter(({ type }) => type === 'marac.referral-made')
    .flatMap((referral, _, referrals) =>
      harmed(referral)
        .map(named)
        .filter((name) => name !== '')
        .flatMap((name) => {
          const later = referrals.filter((other) => before(referral, other) < 0 && harmed(other).some((one) => named(one) === name))
          const until = [monthsBack(end(referral), -12), asOf, ...later.slice(0, 1).map(start)].sort()[0] ?? asOf
          const found = abuse.filter(
            (item) => start(item) > end(referral) && start(item) <= until && harmed(item).some((one) => named(one) === name),
          )
          return found.length === 0 ? [] : [`${referral.id} ${name}: ${ids(found).join(' ')}`]
        }),
    )
    .sort()

  const ninety = iso(ms(asOf) - 90 * 86_400_000)
  const [now, past] = [abuse.filter((item) => end(item) >= ninety), abuse.filter((item) => end(item) < ninety)]
  const known = new Set(past.flatMap(groups))
  const top = (from: readonly Item[]): number => Math.max(0, ...from.flatMap(tactics).map((tactic) => weight(tactic) ?? 0))
  const lately = past.filter((item) => end(item) >= monthsBack(ninety, 24))
  const days = [...new Set(abuse.filter((item) => start(item) === end(item)).map(start))].slice(-3)
  const signals = [
    known.size > 0 && now.flatMap(groups).some((group) => !known.has(group)) ? 'new_tactic_group' : '',
    top(lately) > 0 && top(now) >= top(lately) + 2 ? 'gravity' : '',
    days.length === 3 && days[2]! >= ninety && 2 * apart(days[1]!, days[2]!) <= apart(days[0]!, days[1]!) ? 'shorter_gap' : '',
    now.some(({ type }) => BREACHES.includes(type)) ? 'breach' : '',
    items.some(
      (item) =>
        end(item) >= ninety &&
        ((item.type === 'risk.level-changed' && list(item, 'reasons').includes('separation')) ||
          (item.type === 'voice.safety-concern-raised' && list(item, 'concern_codes').includes('separation'))),
    )
      ? 'separation'
      : '',
  ].filter((signal) => signal !== '')

  const expectations = items.filter(({ type }) => type === 'engagement.expectation-set')
  const answered = (ask: Item, answer: Item): boolean =>
    say(ask, 'expectation_id') !== '' &&
    say(ask, 'expectation_id') === say(answer, 'expectation_id') &&
    (answer.agency.id === undefined ||
      ask.agency.id === undefined ||
      answer.agency.id === ask.agency.id ||
      answer.agency.id === say(ask, 'check_by'))
  const answers = items.filter(({ type }) => type === 'engagement.expectation-answered')
  const unset = answers.filter((answer) => !expectations.some((ask) => answered(ask, answer)))
  const open = expectations.map((ask) => {
    // An answer is of the newest ask that it may be of.
    const own = answers.filter((answer) => expectations.findLast((other) => answered(other, answer)) === ask)
    const final = own.at(-1)
    if (final !== undefined) return say(final, 'answer') === 'not_checked' ? 'unchecked' : 'answered'
    const due = say(ask, 'due')
    return due !== '' && (due.length === 7 ? monthEnd(due) : due) < asOf ? 'unchecked' : 'open'
  })

  const tools: Record<string, number> = {}
  for (const item of items) if (item.type === 'risk.assessment-completed') tools[say(item, 'tool')] = (tools[say(item, 'tool')] ?? 0) + 1

  return {
    total: ids(abuse),
    groups: Object.fromEntries(Object.entries(byGroup).map(([group, found]) => [group, [...found].sort()])),
    cells: Object.fromEntries(Object.entries(cells).map(([cell, found]) => [cell, [...new Set(found)].sort()])),
    agencies: byAgency,
    headline: {
      groups: Object.fromEntries(
        [...new Set(half.flatMap(groups))].map((group) => [group, half.filter((item) => groups(item).includes(group)).length]),
      ),
      breaches: ids(half.filter(({ type }) => BREACHES.includes(type))),
    },
    rfg: { recency, frequency: Math.min(10, two.length), gravity, victims, total: recency + Math.min(10, two.length) + gravity + victims },
    serial: names.size > 1 ? 'yes' : unnamed ? 'not_known' : 'no',
    repeat,
    gaps,
    signals,
    breaches: ids(abuse.filter(({ type }) => BREACHES.includes(type))),
    expectations: { unset: new Set(unset.map((item) => say(item, 'expectation_id') || item.id)).size, states: open.sort() },
    tools,
    overrides: ids(
      items.filter(
        (item) =>
          item.type === 'consent.override-recorded' &&
          (say(item, 'expires_on') === '' ||
            (say(item, 'expires_on').length === 7 ? monthEnd(say(item, 'expires_on')) : say(item, 'expires_on')) >= asOf),
      ),
    ),
    published: ids(items.filter(({ type }) => type === 'risk.rfg-scored')),
    notCounted: ids(not),
  }
}
