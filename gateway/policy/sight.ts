import type { CaseEvent } from '../../core/case/case-events.ts'
import type { ClassEffect } from './judge-class.ts'
import { readerClients, readerPairs, type ReaderPairs } from './pair-scope.ts'
import type { Reading } from './reading.ts'
import { typeFacts, type TypeFacts } from './type-facts.ts'

/** A reader before the events of a case. */
export interface Sight {
  readonly reading: Reading
  readonly pairs: ReaderPairs
  /** The harmed people in the reader's own care, as far as links say. */
  readonly clients: ReaderPairs
  /** False for events that the reader's link does not reach. */
  readonly reaches: (event: CaseEvent) => boolean
  readonly typeOf: (type: string) => TypeFacts | undefined
  /** Effects on classes that this read has asked for already, by all that they rest on. */
  readonly kept: Map<string, ClassEffect>
}

/** What a reader sees a case through. `ownEventsOnly`: the link is that of the agency's own events, as the first engine has it. */
export function sightOf(reading: Reading, ownEventsOnly: boolean): Sight {
  const known = new Map<string, TypeFacts | undefined>()
  return {
    reading,
    pairs: readerPairs(reading),
    clients: readerClients(reading),
    reaches: ({ index }) => !ownEventsOnly || index.agency === reading.request.reader.agency,
    typeOf: (type) => {
      if (!known.has(type)) known.set(type, typeFacts(reading, type))
      return known.get(type)
    },
    kept: new Map(),
  }
}
