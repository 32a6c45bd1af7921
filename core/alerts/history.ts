import type { AccessFact } from './access-fact.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** How far back any rule looks, milliseconds. */
export const HORIZON = 28 * DAY
/** Facts that are kept of one reader; the oldest go. */
const MOST_FACTS = 4_000
/** Facts between two sweeps of readers of whom nothing has come for so long. */
const SWEEP_EVERY = 10_000

/** What readers did in the last 28 days of the log, by reader, oldest first. Its time is that of the log: a fold from the same entries is the same whenever it is made. */
export interface History {
  /** Of a reader, before the fact that is looked at. */
  of(reader: string): readonly AccessFact[]
  /** Facts of the reader since a time, oldest first. */
  since(reader: string, from: number): readonly AccessFact[]
  add(fact: AccessFact): void
}

export function createHistory(): History {
  const readers = new Map<string, AccessFact[]>()
  let added = 0
  const sweep = (now: number): void => {
    for (const [reader, facts] of readers) if ((facts.at(-1)?.at ?? 0) < now - HORIZON) readers.delete(reader)
  }
  return {
    of: (reader) => readers.get(reader) ?? [],
    since: (reader, from) => {
      const facts = readers.get(reader) ?? []
      let first = facts.length
      while (first > 0 && (facts[first - 1]?.at ?? 0) >= from) first -= 1
      return facts.slice(first)
    },
    add: (fact) => {
      const facts = readers.get(fact.reader) ?? []
      facts.push(fact)
      while (facts.length > MOST_FACTS || (facts[0]?.at ?? 0) < fact.at - HORIZON) facts.shift()
      readers.set(fact.reader, facts)
      added += 1
      if (added % SWEEP_EVERY === 0) sweep(fact.at)
    },
  }
}

/** Whether something was read of a case: its content was given out. */
export const isReadOfCase = ({ action, outcome, cases }: AccessFact): boolean =>
  outcome === 'permit' && cases.length > 0 && OPENS.has(action)

const OPENS: ReadonlySet<string> = new Set([
  'timeline',
  'timeline-stream',
  'pattern',
  'case-overview',
  'case-timeline',
  'case-search',
  'case-pattern',
  'case-risk',
  'case-voice',
  'case-sharing',
  'case-print',
])
