import { harmedClass } from '../../core/parts/owner.ts'
import { type DecisionInput, inOneId } from '../facts/input.ts'
import { inScope, readerPairs, type ReaderPairs } from '../facts/pair-scope.ts'
import { readingOf, type Reading } from '../facts/reading.ts'
import type { Release } from '../release/load.ts'
import type { Decision } from './decision.ts'

/** People of a case whose names a reader knows, or may not know. By every id that they have. */
export interface NamesOf {
  /** The perpetrator, and the people of the reader's own pair; of those who face the perpetrator, whose identity they get whole. */
  readonly own: ReadonlySet<string>
  /** Other harmed people of events that the reader is shown in some form. */
  readonly others: ReadonlySet<string>
}

/** Harmed people whose identity is disclosed as said in any event. */
const wholeIn = (decision: Decision, standsFor: (person: string) => string): ReadonlySet<string> =>
  new Set(
    decision.events.flatMap(({ parts }) =>
      parts.flatMap(({ owner, class: sensitivity, form }) =>
        form === 'plain' && (sensitivity === harmedClass('adult') || sensitivity === harmedClass('child')) ? [standsFor(owner)] : [],
      ),
    ),
  )

/** Whether purpose and role leave identities whole. */
const leavesWhole = ({
  release,
  request: {
    reader: { role },
    purpose,
  },
}: Reading): boolean => release.matrix.VIC_ID?.[purpose] === 'A' && (release.roles.roles[role]?.caps.VIC_ID ?? 'A') === 'A'

/**
 * Whose names texts are shown with (D.7, D.10 "Last", D.11 (5)): undefined where nobody's are hidden. Names are hidden from readers who are limited to a pair, and from roles
 * that face the perpetrator where they do not get everybody's identity whole. INVARIANT: rests on the people of events that the reader is shown, never on hidden ones.
 */
export function namesOf(release: Release, input: DecisionInput, decision: Decision): NamesOf | undefined {
  if (decision.outcome !== 'permit') return undefined
  const reading = readingOf(release, inOneId(input))
  const pairs = readerPairs(reading)
  if (pairs === 'any' && !reading.facesPerpetrator) return undefined
  const standsFor = (person: string): string => input.same?.get(person) ?? person
  const shown = shownIndexes(input, decision)
  const whole = wholeIn(decision, standsFor)
  const harmed = [...new Set(shown.flatMap((index) => index.harmed.map(({ person }) => person)))]
  const isOwn = (person: string): boolean =>
    inScope(reading, pairs, standsFor(person)) && (!reading.facesPerpetrator || whole.has(standsFor(person)))
  if (pairs === 'any' && leavesWhole(reading) && harmed.every(isOwn)) return undefined
  return {
    own: new Set([...shown.map(({ subject }) => subject), ...namedBy(pairs, reading), ...harmed.filter(isOwn)]),
    others: new Set(harmed.filter((person) => !isOwn(person))),
  }
}

/** The people whom the reader's access names: their own pair, also where no event shows them. */
const namedBy = (pairs: ReaderPairs, { facesPerpetrator }: Reading): readonly string[] =>
  pairs === 'any' || facesPerpetrator ? [] : [...pairs]

function shownIndexes({ logs }: DecisionInput, { events }: Decision) {
  const byLog = new Map(logs.map((log) => [log.caseLog, log.events]))
  // A case log holds together: its n-th event is number n.
  return events.flatMap(({ caseLog, sequence }) => byLog.get(caseLog)?.[sequence - 1]?.index ?? [])
}
