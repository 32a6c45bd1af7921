import { partsOf, type PartKey } from '../../core/parts/classes.ts'
import { hasReducedForm } from '../../core/parts/reduce.ts'
import type { Effect as EventEffect, DisclosedPart } from '../../policy/decide/decision.ts'
import { effectOn, stricter, type Effect, type Reading } from './field.ts'
import { isStatement, targetsOf } from './gone.ts'
import { value, values, type Said } from './record.ts'
import { isOneOf, roleOf, tables, typeOf } from './tables.ts'
import { wishOf } from './wishes.ts'

/** What a reader gets of an event. */
export interface Got {
  readonly effect: EventEffect
  readonly parts: readonly DisclosedPart[]
}

const beginsWithOneOf = (type: string, prefixes: readonly string[]): boolean => prefixes.some((prefix) => type.startsWith(prefix))

/** Steps 8 and 9 of D.1: purposes, the role's types. */
function isOpen(
  {
    asked: {
      input: { request },
    },
  }: Reading,
  { index }: Said,
): boolean {
  const { reader, purpose, requester } = request
  const role = roleOf(reader.role)
  if (typeOf(index.type)?.purposes.includes(purpose) !== true) return false
  if (index.purposes_permitted?.includes(purpose) === false && !isOneOf(purpose, 'SAR', 'AUD', 'DTH')) return false
  if (isOneOf(purpose, 'SAR') && requester !== undefined && beginsWithOneOf(index.type, tables.sar_left_out[requester] ?? ['']))
    return false
  if (role?.type_prefixes != null && !beginsWithOneOf(index.type, role.type_prefixes)) return false
  if (beginsWithOneOf(index.type, role?.never ?? [])) return false
  return true
}

/** Embargo: hidden from all but the publishing agency and the chair (D.10). */
const isEmbargoed = (
  {
    asked: {
      input: {
        request: { reader },
      },
      now,
    },
  }: Reading,
  { index }: Said,
): boolean =>
  index.embargo_until !== null && now < Date.parse(index.embargo_until) && index.agency !== reader.agency && reader.role !== 'marac_chair'

/** D.11 (6): a block is never shown to whom it names; that it is there, to its publisher, chair, coordinator and data protection officer. */
function hearsOf(
  {
    asked: {
      input: {
        request: { reader },
      },
    },
    standing,
  }: Reading,
  event: Said,
): boolean {
  if (event.index.type !== 'case.access-blocked') return true
  if (values(event, 'blocked_ref').some((token) => reader.tokens.includes(token))) return false
  return (
    event.index.agency === reader.agency ||
    reader.role === 'dpo' ||
    (['marac_chair', 'marac_coordinator'].includes(reader.role) && standing.listed)
  )
}

/** Why somebody is barred is for the chair and the data protection officer. */
const hearsWhy = (
  {
    asked: {
      input: {
        request: { reader },
      },
    },
    standing,
  }: Reading,
  event: Said,
): boolean => event.index.type !== 'case.access-blocked' || reader.role === 'dpo' || (reader.role === 'marac_chair' && standing.listed)

/** Step 11: the event takes its key class's decision. */
function byKeyClass(reading: Reading, event: Said): Effect {
  const { asked, word } = reading
  const { purpose } = asked.input.request
  const keyClass = typeOf(event.index.type)?.keyClass ?? ''
  const aboutHer = ['VIC_VOICE', 'VIC_SUPPORT'].includes(keyClass)
  if (
    isOneOf(purpose, 'EVA') &&
    aboutHer &&
    reading
      .adultsOf(event)
      .some((adult) => wishOf(word, adult, { publisher: event.index.agency, readerFaces: reading.facesPerpetrator }).refused)
  )
    return 'W'
  const effect = effectOn(reading, event, keyClass)
  return effect === 'P' ? 'A' : effect
}

const PATTERN = ['behaviour.', 'risk.', 'order.breached', 'bail.breached', 'justice.court-outcome-recorded']

/** Where an event lies for an advocate of one pair. */
export function placeOf({ pairs, scopes }: Reading, event: Said): 'mine' | 'another' | 'unknown' {
  if (pairs === undefined) return 'mine'
  const scope = scopes.of.get(event) ?? 'unknown'
  if (scope === 'unknown') return 'unknown'
  return scope === 'everybody' || [...scope].some((person) => pairs.has(person)) ? 'mine' : 'another'
}

/** Step 12: another pair's events are pattern only, or hidden. */
function byPair(reading: Reading, event: Said): Effect {
  const place = placeOf(reading, event)
  if (place === 'mine') return 'A'
  return place === 'another' && beginsWithOneOf(event.index.type, PATTERN) ? 'R' : 'W'
}

/** A word about an event is hidden with it, and as coarse as it. `on`: statements on the way here, so that two about each other are hidden. */
function byTargets(reading: Reading, event: Said, on: readonly Said[]): Effect {
  if (!isStatement(event)) return 'A'
  const targets = targetsOf(reading.asked, event)
  if (targets.length === 0 || on.includes(event)) return 'W'
  return targets.map((target) => wholeEffect(reading, target, [...on, event])).reduce<Effect>(stricter, 'A')
}

/** What becomes of an event, as if it were still there: shown, reduced or hidden. */
function wholeEffect(reading: Reading, event: Said, on: readonly Said[] = []): Effect {
  const {
    input: {
      request: { purpose, channel },
    },
  } = reading.asked
  if (!isOpen(reading, event) || isEmbargoed(reading, event) || !hearsOf(reading, event)) return 'W'
  const concern = event.index.type === 'voice.safety-concern-raised' && isOneOf(purpose, 'PIN', 'OFM')
  return [
    byKeyClass(reading, event),
    byPair(reading, event),
    byTargets(reading, event, on),
    channel === 'aggregate' || concern ? 'R' : 'A',
  ].reduce<Effect>((one, other) => stricter(one, other as Effect), 'A')
}

const OF_OTHERS = ['VIC_ID', 'VIC_LOC', 'VIC_VOICE', 'VIC_SUPPORT', 'VIC_HEALTH', 'CHILD', 'THIRD', 'SOURCE']
const TOLD_BY_OTHERS = ['reported_by_harmed', 'reported_by_child', 'reported_by_third_party']

/** True when a part tells of somebody of another pair; what is told of several people together cannot be told apart. */
function isOfOthers(reading: Reading, event: Said, owner: string, sensitivity: string): boolean {
  const { pairs, scopes } = reading
  if (pairs === undefined) return false
  if (!OF_OTHERS.includes(sensitivity)) return false
  if (placeOf(reading, event) !== 'mine') return true
  const isMine = (person: string): boolean => scopes.pairsOf(person, event).some((pair) => pairs.has(pair))
  const named: readonly string[] = event.index.harmed.map(({ person }) => person)
  if (named.includes(owner)) return !isMine(owner)
  const scope = scopes.of.get(event)
  return [...named, ...(scope instanceof Set ? (scope as ReadonlySet<string>) : [])].some((person) => !isMine(person))
}

/** The decision on a part: its class's, and what D.10 says last. */
function effectOnPart(reading: Reading, event: Said, whole: Effect, { owner, class: sensitivity }: PartKey): Effect {
  const { reader, purpose } = reading.asked.input.request
  const { index } = event
  // A harmed child's identity is of two classes (docs/decisions/0006).
  const isChild = sensitivity === 'CHILD' && index.harmed.some(({ person, role }) => person === owner && role === 'child')
  const effects: Effect[] = [effectOn(reading, event, sensitivity, owner), isChild ? effectOn(reading, event, 'VIC_ID', owner) : 'A']
  if (sensitivity === 'STAFF' && !hearsWhy(reading, event)) effects.push('W')
  if (whole === 'R' && !isOneOf(purpose, 'SAR')) effects.push('R')
  if (isOfOthers(reading, event, owner, sensitivity)) effects.push('W')
  const isAccount = sensitivity === 'BEHAV' && TOLD_BY_OTHERS.includes(index.basis) && index.perp_knows === 'never'
  if (isAccount && reader.role === 'programme_facilitator') effects.push('R')
  const urgencyOnly =
    index.type === 'voice.safety-concern-raised' &&
    isOneOf(purpose, 'PIN', 'OFM') &&
    value(event, 'do_not_contact_subject_about_this') === 'true'
  if (urgencyOnly && sensitivity !== 'RISK') effects.push('W')
  return effects.reduce(stricter)
}

/** What a reader gets of an event: undefined when there is no trace of it. */
export function gotOf(reading: Reading, event: Said): Got | undefined {
  const { fates } = reading
  const type = typeOf(event.index.type)
  if (type === undefined) return undefined
  if (event.left || fates.replaced.has(event) || fates.retracted.has(event) || fates.erased.has(event)) {
    const isAudited =
      isOneOf(reading.asked.input.request.purpose, 'AUD') &&
      byTargets(reading, event, []) !== 'W' &&
      !isEmbargoed(reading, event) &&
      hearsOf(reading, event)
    return isAudited ? { effect: 'tombstone', parts: [] } : undefined
  }
  const whole = wholeEffect(reading, event)
  if (whole === 'W') return undefined
  const parts = partsOf({ details: type.fields }, event.index).flatMap(({ owner, class: sensitivity }): readonly DisclosedPart[] => {
    const effect = effectOnPart(reading, event, whole, { owner, class: sensitivity })
    if (effect === 'A') return [{ owner, class: sensitivity, form: 'plain' }]
    return effect === 'R' && hasReducedForm(sensitivity) ? [{ owner, class: sensitivity, form: 'reduced' }] : []
  })
  return { effect: whole === 'R' ? 'reduced' : 'shown', parts }
}
