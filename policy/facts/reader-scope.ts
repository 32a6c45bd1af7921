import type { CaseEvent } from '../../core/case/case-events.ts'
import type { TypeRules } from '../release/load.ts'
import { workOut, type Facts } from './facts.ts'
import { readerClients, readerPairs, type ReaderPairs } from './pair-scope.ts'
import type { Reading } from './reading.ts'

/** An event type that the release knows, for one reader. */
export interface KnownType {
  readonly type: string
  readonly rules: TypeRules
  readonly is: Facts<'type'>
}

/** How far a reader reaches into the events of a case. */
export interface ReaderScope {
  readonly reading: Reading
  readonly pairs: ReaderPairs
  /** The harmed people in the reader's own care, as far as allocations say. */
  readonly clients: ReaderPairs
  /** False for events that the reader's access does not reach. */
  readonly reaches: (event: CaseEvent) => boolean
  /** Undefined for a type that the release does not know: then nobody sees it. */
  readonly typeOf: (type: string) => KnownType | undefined
}

/** How far a reader reaches into a case. `ownEventsOnly`: access by the agency's own events alone, as the first engine has it. */
export function readerScope(reading: Reading, ownEventsOnly: boolean): ReaderScope {
  const known = new Map<string, KnownType | undefined>()
  const find = (type: string): KnownType | undefined => {
    const rules = reading.release.types.get(type)
    return rules === undefined ? undefined : { type, rules, is: workOut('type', { reading, type, rules }) }
  }
  return {
    reading,
    pairs: readerPairs(reading),
    clients: readerClients(reading),
    reaches: ({ index }) => !ownEventsOnly || index.agency === reading.request.reader.agency,
    typeOf: (type) => {
      const found = known.get(type)
      if (found !== undefined || known.has(type)) return found
      const made = find(type)
      known.set(type, made)
      return made
    },
  }
}
