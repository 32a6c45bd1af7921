import { compare, median, type Better, type PairedRound, type RatioInterval } from './interval.ts'
import type { Pair } from './order.ts'

/** What is said of a figure. */
export interface FigureWords {
  readonly name: string
  /** Of the values, for example `events a second`. */
  readonly unit: string
  readonly better: Better
  /** What one value is of, for example `3,000 events`. */
  readonly n: string
}

/** Two builds side by side. */
export interface AgainstFigure extends FigureWords, RatioInterval {
  readonly rounds: readonly PairedRound[]
  /** Medians over the rounds. */
  readonly current: number
  readonly base: number
}

/** Collects what rounds come to. */
export interface Figures {
  /** Adds a round; not one that is thrown away. */
  add(words: FigureWords, values: Pair<number>): void
  /** Says something beside the figures, once. */
  note(text: string): void
  all(): readonly AgainstFigure[]
  /** The ratios of the last round, by figure. */
  last(): ReadonlyMap<string, number>
  notes(): readonly string[]
}

export function createFigures(): Figures {
  const kept = new Map<string, { readonly words: FigureWords; readonly rounds: PairedRound[] }>()
  const notes = new Set<string>()
  return {
    add: (words, values) => {
      const figure = kept.get(words.name) ?? { words, rounds: [] }
      kept.set(words.name, figure)
      figure.rounds.push(values)
    },
    note: (text) => {
      notes.add(text)
    },
    all: () =>
      [...kept.values()].map(({ words, rounds }) => ({
        ...words,
        rounds,
        current: median(rounds.map(({ current }) => current)),
        base: median(rounds.map(({ base }) => base)),
        ...compare(rounds, words.better),
      })),
    last: () => new Map([...kept.values()].map(({ words, rounds }) => [words.name, compare(rounds.slice(-1), words.better).ratio])),
    notes: () => [...notes],
  }
}
