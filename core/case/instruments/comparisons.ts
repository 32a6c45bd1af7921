import type { Uncertain } from '../uncertain.ts'
import type { Instrument } from './instrument.ts'

/** Events that name somebody who may be one of several, each once: people are to compare them (D.11, 3). Until they have, her workers see the event as another pair's. */
export const comparisons = (uncertain: readonly Uncertain[]): readonly Instrument[] =>
  [...new Set(uncertain.map(({ event }) => event))].map((event) => ({
    kind: 'comparison',
    event,
    sender: event.index.agency,
    effect: 'waits',
    until: undefined,
    closes: true,
    toConfirm: true,
  }))
