import type { Fates } from './gone.ts'
import type { Objection } from './objections.ts'
import type { Scopes } from './scopes.ts'
import { value, type Asked, type Said } from './record.ts'
import type { Standing } from './standing.ts'
import { isOneOf, matrix, PURPOSE, roleOf, tables } from './tables.ts'
import { overridden, wishOf } from './wishes.ts'
import type { Word } from './word.ts'

/** What a read does to a class: as said, for the data protection officer to weigh (packs only), in its coarser form, not at all. */
export type Effect = 'A' | 'R' | 'P' | 'W'

/** A case before a reader who may read it. */
export interface Reading {
  readonly asked: Asked
  readonly fates: Fates
  readonly word: Word
  /** MARAC lists that are open. */
  readonly lists: readonly Said[]
  readonly scopes: Scopes
  readonly standing: Standing
  readonly objections: readonly Objection[]
  /** Harmed people whose pairs the reader was given; undefined: no pair limits the reader. */
  readonly pairs: ReadonlySet<string> | undefined
  /** Whose own worker the reader is; undefined: the links do not say. */
  readonly clients: ReadonlySet<string> | undefined
  readonly facesPerpetrator: boolean
  /** Harmed adults that an event names or inherits: all of the case where it is everybody's, or nobody knows. */
  adultsOf(event: Said): readonly string[]
}

const ORDER: readonly Effect[] = ['A', 'R', 'P', 'W']
export const stricter = (one: Effect, other: Effect): Effect => ORDER[Math.max(ORDER.indexOf(one), ORDER.indexOf(other))] ?? 'W'
const toEffect = (text: string | undefined): Effect => ORDER.find((effect) => effect === text) ?? 'W'

/** D.11 (6): an approval opens everybody's data, or that of the people whose advocate gave it: their own parts, and events about nobody else. */
function isApproved(reading: Reading, event: Said, sensitivity: string, owner: string | undefined): boolean {
  const { standing, scopes } = reading
  const given = standing.approved.filter((approval) => approval.class === sensitivity)
  if (given.some(({ people }) => people === undefined)) return true
  const people = given.flatMap((approval) => approval.people ?? [])
  const isOf = (person: string): boolean => scopes.pairsOf(person, event).some((pair) => people.includes(pair))
  if (owner !== undefined && event.index.harmed.some(({ person }) => person === owner)) return isOf(owner)
  // An event that leads to nobody is not known to be about that same person.
  const adults = typeof (scopes.of.get(event) ?? 'unknown') === 'string' ? [] : reading.adultsOf(event)
  return adults.length > 0 && adults.every(isOf)
}

/** Where a field starts: the matrix, with P and P! decided by the approval; in a pack for somebody, D.8. */
function cell(reading: Reading, event: Said, sensitivity: string, owner: string | undefined): Effect {
  const {
    asked: {
      input: { request },
    },
  } = reading
  if (isOneOf(request.purpose, 'SAR') && request.requester !== undefined) return toEffect(tables.sar[sensitivity]?.[request.requester])
  const written = matrix[sensitivity]?.[request.purpose]
  const approved = isApproved(reading, event, sensitivity, owner)
  if (written === 'P') return approved ? 'A' : 'R'
  if (written === 'P!') return approved ? 'A' : 'W'
  return toEffect(written)
}

const OWN_WORKERS = ['idva', 'partner_link_worker']
const BROKEN_GLASS_OVERRIDES = ['VIC_ID', 'VIC_HEALTH', 'VIC_SUPPORT', 'CHILD']

/** D.10, 3: the strictest that the wishes of the event's adults make of a class. */
function byWishes(reading: Reading, event: Said, sensitivity: string): Effect {
  const { asked, word, lists, scopes, standing } = reading
  const { reader, purpose } = asked.input.request
  if (isOneOf(purpose, 'SAR')) return 'A'
  if (standing.breakGlass && isOneOf(purpose, 'MRM', 'VSP', 'CSG', 'ASG') && BROKEN_GLASS_OVERRIDES.includes(sensitivity)) return 'A'
  const isOwn = (adult: string): boolean =>
    OWN_WORKERS.includes(reader.role) &&
    [reading.pairs, reading.clients].every((hers) => hers === undefined || scopes.pairsOf(adult, event).some((pair) => hers.has(pair)))
  return reading
    .adultsOf(event)
    .filter((adult) => !isOwn(adult))
    .map((adult): Effect => {
      if (overridden(word, lists, adult, event.index.agency).includes(sensitivity)) return 'A'
      const { refused, leftOut } = wishOf(word, adult, { publisher: event.index.agency, readerFaces: reading.facesPerpetrator })
      if (leftOut.includes(sensitivity) || (refused && ['VIC_VOICE', 'VIC_SUPPORT'].includes(sensitivity))) return 'W'
      return refused && ['VIC_ID', 'VIC_HEALTH'].includes(sensitivity) && !isOneOf(purpose, 'BAIL', 'OOCR', 'CSG') ? 'R' : 'A'
    })
    .reduce<Effect>(stricter, 'A')
}

/** True when somebody's objection bears on an event, for this purpose. One that waits for its decision stops research and mapping. */
function isObjectedTo(
  {
    asked: {
      input: {
        request: { purpose },
      },
    },
    objections,
    scopes,
  }: Reading,
  event: Said,
): boolean {
  if (isOneOf(purpose, 'MRM', 'VSP', 'CSG', 'ASG', 'AUD', 'SAR')) return false
  const pairs = scopes.of.get(event) ?? 'unknown'
  const isAbout = (person: string): boolean =>
    typeof pairs === 'string' || pairs.has(person) || event.index.harmed.some((named) => named.person === person)
  return objections.some(
    ({ people, inForce, agency }) =>
      (agency === undefined || agency === event.index.agency) &&
      (inForce || isOneOf(purpose, 'EVA', 'MAP')) &&
      (people.length === 0 || people.some(isAbout)),
  )
}

/** What nothing lifts (D.10, 6). */
function floor(
  {
    asked: {
      input: {
        request: { reader, purpose },
      },
    },
    facesPerpetrator,
  }: Reading,
  sensitivity: string,
): Effect {
  if (sensitivity === 'SOURCE') return facesPerpetrator ? 'W' : 'R'
  if (sensitivity === 'IMMIG') return isOneOf(purpose, 'BAIL', 'OOCR', 'OFM', 'DVD', 'PIN') ? 'W' : 'A'
  if (!facesPerpetrator) return 'A'
  if (sensitivity === 'VIC_LOC') return reader.role === 'probation_practitioner' ? 'R' : 'W'
  return sensitivity === 'VIC_VOICE' ? 'R' : 'A'
}

/** The decision on a class in an event: D.10, "Field", 1 to 6. */
export function effectOn(reading: Reading, event: Said, sensitivity: string, owner?: string): Effect {
  const {
    asked: {
      input: {
        request: { reader, purpose },
      },
    },
    standing,
    facesPerpetrator,
  } = reading
  let effect = stricter(cell(reading, event, sensitivity, owner), toEffect(roleOf(reader.role)?.caps[sensitivity] ?? 'A'))
  if (effect === 'R' && standing.breakGlass && !facesPerpetrator && tables.break_glass.lifts.includes(sensitivity)) effect = 'A'
  effect = stricter(effect, byWishes(reading, event, sensitivity))
  if (isObjectedTo(reading, event)) effect = 'W'
  const attendanceOnly =
    event.index.type === 'programme.session-recorded' && purpose === PURPOSE.OOCR && value(event, 'concern_raised') !== 'true'
  if (attendanceOnly && sensitivity === 'BEHAV') effect = 'W'
  return stricter(effect, floor(reading, sensitivity))
}
