import type { ItemChange } from './compare-read.ts'

/** Counts by a name: `from>to`, or a class and that. */
export type Counts = Readonly<Record<string, number>>

/** A group of readers: who, and what for. */
export interface Group {
  readonly role: string
  readonly agency: string
  readonly purpose: string
}

/** What changes for a group, in the events of one family. An item is one event of one read. */
export interface GroupChange extends Group {
  readonly family: string
  /** Items that tell more, and items that tell less. An item may do both. */
  readonly gained: number
  readonly lost: number
  /** Items by what became of them, `hidden>shown` …, of those that changed. */
  readonly items: Counts
  /** Parts by class and what became of them, `VIC_LOC withhold>reduce` …, of those that changed. */
  readonly parts: Counts
}

/** Reads whose answer to the request itself is another. */
export interface OutcomeChange extends Group {
  readonly from: string
  readonly to: string
  readonly reads: number
}

/** What reads came to under another release, in counts that can be added up in any order. */
export interface Totals {
  readonly compared: number
  /** Reads by the release that they were decided by. */
  readonly releases: Counts
  /** Every item by what became of it, also of what did not change; `hidden>hidden` are those that neither shows. */
  readonly items: Counts
  /** Every part that one of the two discloses, by class. */
  readonly parts: Counts
  readonly outcomes: readonly OutcomeChange[]
  readonly changes: readonly GroupChange[]
}

/** A read that was decided under both. */
export interface ComparedRead {
  readonly group: Group
  /** Hash of the release that it was decided by. */
  readonly release: string
  readonly outcome: { readonly from: string; readonly to: string }
  readonly items: readonly ItemChange[]
}

/** Adds up reads. */
export interface Tally {
  add(read: ComparedRead): void
  totals(): Totals
}

type Counter = Map<string, number>

const count = (counter: Counter, name: string, by = 1): void => {
  counter.set(name, (counter.get(name) ?? 0) + by)
}
const counted = (counter: Counter): Counts => Object.fromEntries([...counter].sort(([one], [other]) => (one < other ? -1 : 1)))

interface Changing {
  readonly of: Group & { readonly family: string }
  gained: number
  lost: number
  readonly items: Counter
  readonly parts: Counter
}

const inOrder = <Value>(values: ReadonlyMap<string, Value>): readonly Value[] =>
  [...values].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value)

const nameOf = (...names: readonly string[]): string => names.join('\n')

/** Begins with nothing. */
export function createTally(): Tally {
  let compared = 0
  const [releases, items, parts]: readonly [Counter, Counter, Counter] = [new Map(), new Map(), new Map()]
  const outcomes = new Map<string, OutcomeChange>()
  const changes = new Map<string, Changing>()
  const changeOf = (of: Changing['of']): Changing => {
    const name = nameOf(of.role, of.agency, of.purpose, of.family)
    const known = changes.get(name) ?? { of, gained: 0, lost: 0, items: new Map(), parts: new Map() }
    changes.set(name, known)
    return known
  }
  const addItem = (group: Group, item: ItemChange): void => {
    const became = `${item.from}>${item.to}`
    count(items, became)
    for (const part of item.parts) count(parts, `${part.class} ${part.from}>${part.to}`)
    if (!item.gained && !item.lost) return
    const change = changeOf({ ...group, family: item.family })
    change.gained += Number(item.gained)
    change.lost += Number(item.lost)
    count(change.items, became)
    for (const part of item.parts.filter(({ from, to }) => from !== to)) count(change.parts, `${part.class} ${part.from}>${part.to}`)
  }
  return {
    add: ({ group, release, outcome: { from, to }, items: read }) => {
      compared += 1
      count(releases, release)
      if (from !== to) {
        const name = nameOf(from, to, group.role, group.agency, group.purpose)
        outcomes.set(name, { ...group, from, to, reads: (outcomes.get(name)?.reads ?? 0) + 1 })
      }
      for (const item of read) addItem(group, item)
    },
    totals: () => ({
      compared,
      releases: counted(releases),
      items: counted(items),
      parts: counted(parts),
      outcomes: inOrder(outcomes),
      changes: inOrder(changes).map(({ of, gained, lost, items: became, parts: forms }) => ({
        ...of,
        gained,
        lost,
        items: counted(became),
        parts: counted(forms),
      })),
    }),
  }
}
