import type { CaseEvent } from '../../core/case/case-events.ts'
import { readingOfOne } from '../facts/reading.ts'
import type { DecisionInput } from '../facts/input.ts'
import type { Release } from '../release/load.ts'

/** By what a reader is listed for a case. In full: a listing may be an event that the reader is not shown. */
export interface ListedBy {
  /** Open listings that give the reader's agency access. */
  readonly listings: readonly CaseEvent[]
  /** The reader, or the reader's agency, is listed by name. */
  readonly byName: boolean
}

/** By what the reader of a decision is listed for its case. */
export function listedBy(release: Release, input: DecisionInput): ListedBy {
  const { listings, access } = readingOfOne(release, input)
  return { listings: listings.map(({ listed }) => listed), byName: access.some(({ kind }) => kind === 'listed') }
}
