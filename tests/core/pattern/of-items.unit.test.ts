import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { patternOf } from '../../../core/pattern/of-items.ts'
import type { Pattern } from '../../../core/pattern/pattern.ts'
import { chronologyItems, gravityOf, incident, item, LEANNE } from './items.ts'

interface Expected {
  readonly as_of: string
  readonly rfg: Readonly<Record<'recency' | 'frequency' | 'gravity' | 'victims' | 'total' | 'distinct_adult_victims', number>>
  readonly gaps_over_90_days: readonly (readonly [string, string, number])[]
  readonly tactic_groups: Readonly<Record<string, readonly string[]>>
}

const expected = (name: string): Expected =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../../demo/expected/${name}.json`), 'utf8')) as Expected

const of = (name: string, asOf: string, from?: string): Pattern =>
  patternOf(chronologyItems(name), { role: 'marac_coordinator', asOf, gravityOf, ...(from === undefined ? {} : { from }) })

const rfgOf = (pattern: Pattern) => {
  const worked = pattern.rfg?.worked_out
  return {
    recency: worked?.recency.value,
    frequency: worked?.frequency.value,
    gravity: worked?.gravity.value,
    victims: worked?.victims.value,
    total: worked?.total,
    distinct_adult_victims: worked?.victims.adults,
  }
}

const END = { kestrel: '2025-06-12', linnet: '2025-08-15' } as const

describe.each(['kestrel', 'linnet'] as const)('the pattern of %s, of which everything is shown', (name) => {
  const right = expected(name)

  it('has the recency, frequency, gravity and victims that the domain model states', () => {
    const { last_event: last, ...rfg } = right.rfg as Expected['rfg'] & { readonly last_event: string }
    const pattern = of(name, right.as_of)
    expect(rfgOf(pattern)).toEqual(rfg)
    const [event] = pattern.rfg?.worked_out?.recency.events ?? []
    expect(
      chronologyItems(name)
        .find(({ id }) => id === event)
        ?.occurred.from.slice(0, 10),
    ).toBe(last)
  })

  it('has the gaps of more than 90 days that the domain model states', () => {
    const gaps = of(name, END[name]).engagement?.gaps.map(({ since, until, days, open }) => [since, open ? `${until} (end)` : until, days])
    expect(gaps).toEqual(right.gaps_over_90_days)
  })

  it('has the tactics by group that the domain model states, each with its events', () => {
    const groups: Record<string, string[]> = {}
    for (const [group, cells] of Map.groupBy(of(name, right.as_of).tactics?.cells ?? [], (cell) => cell.group ?? '')) {
      const found = new Set(
        cells.flatMap(({ tactics }) => tactics.flatMap(({ tactic, events }) => events.map((event) => `${event} ${tactic}`))),
      )
      groups[group] = [...found].map((text) => text.split(' ')[0] ?? '').toSorted()
    }
    expect(groups).toEqual(right.tactic_groups)
  })
})

describe('the pattern of KESTREL', () => {
  it('is 21 with one adult on 20 April, beside the published 30 and not mixed with it', () => {
    const pattern = of('kestrel', '2025-04-20')
    expect(rfgOf(pattern)).toMatchObject({ total: 21, victims: 2, distinct_adult_victims: 1 })
    expect(pattern.rfg?.published).toMatchObject([{ event: 'KESTREL-25', total: 30, victims: 6 }])
  })

  it('shows the answer to what nobody is shown to have asked', () => {
    const unset = of('kestrel', '2025-05-10').ledger?.rows.filter(({ asked_by: by }) => by === null)
    expect(unset).toMatchObject([
      {
        kind: 'expectation',
        ref: 'KX1',
        answers: [{ event: 'KESTREL-21', answer: 'not_met', next: 'Warned; police asked to open Right to Know' }],
      },
    ])
  })

  it('says what is in force on 10 May 2025: he was recalled, the restraining order and the tag go on, bail is over', () => {
    const { now, orders } = of('kestrel', '2025-05-10')
    expect(now?.custody).toEqual({ where: 'in_custody', status: 'recalled', since: '2025-05-03', event: 'KESTREL-28' })
    expect(now?.licence).toBeNull()
    expect(now?.in_force.map(({ kind, ref, ends }) => [kind, ref, ends])).toEqual([
      ['tag', 'KE1', '2025-08-03'],
      ['order', 'KO1', '2029-08-14'],
    ])
    expect(orders?.last_breach).toMatchObject({ event: 'KESTREL-16', on: '2024-06-20', response: 'arrested' })
    expect(orders?.items.find(({ kind }) => kind === 'bail')).toMatchObject({
      in_force: 'no',
      ends: '2024-08-18',
      events: ['KESTREL-08', 'KESTREL-16'],
    })
  })

  it('was a repeat within a month of the referral, and no serial pattern from what was published', () => {
    const { repeat, serial } = of('kestrel', '2025-05-10')
    expect(repeat).toMatchObject({ repeat: true, pairs: [{ referral: 'KESTREL-09', events: ['KESTREL-16'] }] })
    expect(serial).toMatchObject({ serial: 'no' })
  })
})

describe('the pattern of LINNET', () => {
  it('escalates on 11 September 2024, by a gap that was halved and tactics that were new', () => {
    const escalation = of('linnet', '2024-09-11').escalation
    expect(escalation?.escalating).toBe(true)
    expect(escalation?.signals.map(({ signal }) => signal)).toEqual(['new_tactic_group', 'gravity', 'shorter_gap'])
  })

  it('has the override until its end, and the listing until 56 days after its open action is due', () => {
    expect(of('linnet', '2024-09-12').now).toMatchObject({
      overrides: [{ ends: '2025-02-20' }],
      listings: [{ ref: 'LM1', ends: '2024-11-20' }],
    })
    expect(of('linnet', '2025-02-21').now).toMatchObject({ overrides: [], listings: [] })
  })

  it('pairs what was asked with what he did and what the agency did next', () => {
    const rows = of('linnet', '2025-08-15').ledger?.rows ?? []
    expect(rows.find(({ ref }) => ref === 'LX1')).toMatchObject({
      asked_on: '2024-10-04',
      due: '2024-10-11',
      state: 'answered',
      answers: [{ answer: 'part_met', next: 'Legal planning meeting' }],
    })
    expect(rows.find(({ ref }) => ref === 'LR2')).toMatchObject({ state: 'no_provision' })
  })
})

describe('a pattern', () => {
  const items = chronologyItems('kestrel')

  it('does not depend on the order of the items', () => {
    const asked = { role: 'marac_coordinator', asOf: '2025-05-10', gravityOf }
    expect(patternOf(items.toReversed(), asked)).toEqual(patternOf(items, asked))
  })

  it('knows nothing of what happened after its day', () => {
    const asked = { role: 'marac_coordinator', asOf: '2024-05-17', gravityOf }
    expect(patternOf(items, asked)).toEqual(patternOf(items.slice(0, 5), asked))
  })

  it('counts no tactic before its first day, and looks as far back as before in everything else', () => {
    const [whole, since] = [of('kestrel', '2025-05-10'), of('kestrel', '2025-05-10', '2024-05-01')]
    expect(since.tactics?.total).toEqual({ count: 2, events: ['KESTREL-05', 'KESTREL-16'] })
    expect({ ...since, tactics: null }).toEqual({ ...whole, tactics: null })
  })

  it('names events for each of its numbers, and each of them is one of the items', () => {
    const ids = new Set(items.map(({ id }) => id))
    const named: string[] = []
    JSON.stringify(of('kestrel', '2025-06-12'), (key, value: unknown) => {
      if (['events', 'seen'].includes(key) && Array.isArray(value)) named.push(...value.map(String))
      if (['event', 'referral'].includes(key) && typeof value === 'string') named.push(value)
      return value
    })
    expect(named.length).toBeGreaterThan(100)
    expect(named.filter((id) => !ids.has(id))).toEqual([])
  })

  it('gives a role nothing of a view that is not for it, and no score to bail and out-of-court desks', () => {
    for (const role of ['police_bail_officer', 'police_oocr_officer', 'idva', 'social_worker'])
      expect(patternOf(items, { role, asOf: '2025-05-10', gravityOf }).rfg).toBeNull()
    const auditor = patternOf(items, { role: 'auditor', asOf: '2025-05-10', gravityOf })
    expect(Object.values(auditor.views)).toEqual(Array(8).fill('none'))
    expect([auditor.tactics, auditor.now, auditor.ledger, auditor.repeat]).toEqual([null, null, null, null])
  })

  it('never counts what she did to be safe, though it names his tactics', () => {
    const effort = item('voice.protective-effort-recorded', '2025-01-01', { efforts: ['resisted'], in_response_to: ['physical.assault'] })
    const asked = { role: 'idva', asOf: '2025-02-01', gravityOf }
    expect(patternOf([effort], asked).tactics?.total.count).toBe(0)
    expect(patternOf([effort, incident('2025-01-02', ['damage.property'], { harmed: [LEANNE] })], asked).tactics?.groups).toMatchObject([
      { group: 'damage', count: 1 },
    ])
  })
})
