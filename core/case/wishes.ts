import type { CaseEvent, CaseEvents } from './case-events.ts'
import { bySequence } from './case-events.ts'
import { entryOf } from './entry-of.ts'
import { fact } from './index-part.ts'
import { beginning, endOf } from './moments.ts'

/** What a harmed adult wants of sharing: all of it refused, or some classes left out. */
export interface Wish {
  readonly refused: boolean
  /** True of a wish that sharing may go on, wholly or in part; false while she was not asked, or it is not known. */
  readonly agreed: boolean
  readonly excluded: ReadonlySet<string>
}

/** Statuses that count as refusal (D.6, D.10). */
const REFUSALS: ReadonlySet<string> = new Set(['refused', 'withdrawn', 'not_sought_unsafe', 'lacks_capacity'])

const AGREEMENTS: ReadonlySet<string> = new Set(['agreed', 'agreed_in_part'])

const status = ({ index }: CaseEvent): string => fact(index, index.type === 'consent.recorded' ? 'status' : 'consent_status')[0] ?? ''
const excludes = ({ index }: CaseEvent): readonly string[] => fact(index, 'classes_excluded')
const refuses = (event: CaseEvent): boolean => REFUSALS.has(status(event))
/** True for a statement that limits sharing, in any way. */
export const limits = (event: CaseEvent): boolean => refuses(event) || excludes(event).length > 0

/** A limit on everything, beside the codes of classes. */
export const REFUSED = 'refused'
/** What a statement limits: everything (`REFUSED`), the classes that it leaves out, or nothing. */
export const limitsOf = (event: CaseEvent): ReadonlySet<string> => new Set([...(refuses(event) ? [REFUSED] : []), ...excludes(event)])
/** True of a statement that sharing may go on, wholly or in part. */
export const agrees = (event: CaseEvent): boolean => AGREEMENTS.has(status(event))

/**
 * The statement that is true last: of those that none surely follows (by when it says it began to be true), the one numbered last.
 * A day is not a midnight: two of one day, one of them without a time, are told apart by their number.
 */
export function latestTrue(statements: readonly CaseEvent[]): CaseEvent | undefined {
  const begun = statements.map((event) => ({ event, range: beginning(event.index) }))
  const lastFrom = begun.reduce((last, { range: [from] }) => Math.max(last, from), -Infinity)
  const last = begun.filter(({ range: [, until] }) => until >= lastFrom)
  return last
    .map(({ event }) => event)
    .sort(bySequence)
    .at(-1)
}

/** An agreement that has run out does not count; a refusal does not run out by itself. */
const runOut = (event: CaseEvent, now: number): boolean => {
  const [until] = fact(event.index, 'valid_until')
  return !limits(event) && until !== undefined && endOf(until) < now
}

/** True when `one` surely or by its number follows `other`. */
export const follows = (one: CaseEvent, other: CaseEvent): boolean => latestTrue([one, other]) === one

/** True of a consent.recorded of a harmed adult that has not run out. What else must hold of it, `counts` says. */
export const isConsent = (event: CaseEvent, now: number): boolean =>
  fact(event.index, 'person_role')[0] === 'harmed_adult' && !runOut(event, now)

/**
 * What a harmed adult wants (D.6, D.10): her latest consent.recorded counts. What a referral says of her consent is another agency's word for it: it
 * counts only as a refusal, and only when no consent.recorded of hers follows it. Undefined where nothing was said.
 */
export function wishFrom(consent: CaseEvent | undefined, referral: CaseEvent | undefined): Wish | undefined {
  const said = consent ?? referral
  if (said === undefined) return undefined
  const referredRefusal = referral !== undefined && refuses(referral) && (consent === undefined || follows(referral, consent))
  const refused = referredRefusal || (consent !== undefined && refuses(consent))
  return { refused, agreed: !refused && AGREEMENTS.has(status(said)), excluded: new Set(consent === undefined ? [] : excludes(consent)) }
}

export interface WishesDeps {
  readonly events: CaseEvents
  /** Harmed adults that a statement is of. */
  readonly adultsOf: (event: CaseEvent) => readonly string[]
  /** False for what was replaced or retracted. */
  readonly counts: (event: CaseEvent) => boolean
  readonly now: number
}

/** Wishes per harmed adult. */
export function wishesOf({ events, adultsOf, counts, now }: WishesDeps): ReadonlyMap<string, Wish> {
  const ofPerson = (statements: readonly CaseEvent[]): ReadonlyMap<string, CaseEvent[]> => {
    const found = new Map<string, CaseEvent[]>()
    for (const event of statements) for (const adult of adultsOf(event)) entryOf(found, adult, () => []).push(event)
    return found
  }
  const recorded = ofPerson(events.ofType('consent.recorded').filter((event) => counts(event) && isConsent(event, now)))
  const referred = ofPerson(events.ofType('marac.referral-made').filter(counts))
  return new Map(
    [...new Set([...recorded.keys(), ...referred.keys()])].flatMap((adult) => {
      const wish = wishFrom(latestTrue(recorded.get(adult) ?? []), latestTrue(referred.get(adult) ?? []))
      return wish === undefined ? [] : [[adult, wish] as const]
    }),
  )
}
