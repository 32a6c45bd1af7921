import type { CaseEvent } from '../../core/case/case-events.ts'
import { foldCase, type CaseState } from '../../core/case/case-state.ts'
import type { WhoseWord } from '../../core/case/instruments/whose-word.ts'
import { liveAccess, rolesHeld, type CaseAccess } from '../../core/case/case-access.ts'
import { listingGivesAccess, type Listing } from '../../core/case/listing.ts'
import { breakGlassOf } from '../../core/case/step-up.ts'
import { londonDate } from '../../core/time/london.ts'
import { approvedClasses, type ApprovedClasses } from './approved-classes.ts'
import type { Release } from '../release/load.ts'
import { type DecisionInput, inOneId, type ReadRequest } from './input.ts'

/** What a case's events say of one reader at the moment of the read: the ground on which everything is decided. */
export interface Reading extends ApprovedClasses {
  readonly release: Release
  readonly request: ReadRequest
  readonly state: CaseState
  /** The access that this reader was given, for the purpose of the read. */
  readonly access: readonly CaseAccess[]
  /** Open listings that give the reader's agency access. */
  readonly listings: readonly Listing[]
  /** The reader, or the reader's agency, is blocked from the case. */
  readonly blocked: boolean
  /** Other roles of this person, on the case or by sign-in. */
  readonly otherRoles: ReadonlySet<string>
  /** Emergency access is live for this purpose. */
  readonly breakGlass: boolean
  /** When the last of it ends by itself, milliseconds since the Unix epoch; undefined where none is live. */
  readonly breakGlassUntil: number | undefined
  readonly facesPerpetrator: boolean
  /** Somebody in the case wishes that something is not shown. */
  readonly isLimited: boolean
}

const MINUTE = 60_000

/** When the emergency access of a reader ends that is live in a case; undefined where none is. */
function breakGlassEnd({ stepUp }: Release, { reader, purpose }: ReadRequest, state: CaseState): number | undefined {
  const { minutes, reason_chars: reasonLength, roles, purposes } = stepUp.break_glass
  if (!roles.includes(reader.role) || !purposes.includes(purpose)) return undefined
  const ends = breakGlassOf(state.events, reader.tokens, purpose, state.now)
    .filter((opened) => opened.role === reader.role && opened.reasonLength >= reasonLength && opened.open <= minutes * MINUTE)
    .map(({ open }) => state.now - open + minutes * MINUTE)
  return ends.length === 0 ? undefined : Math.max(...ends)
}

/** Whose word counts, in a release of the second engine; undefined for the first. `since`: when its table took effect, ISO 8601. */
export const whoseWordOf = ({ instruments }: Release, since: string | undefined): WhoseWord | undefined =>
  instruments === undefined ? undefined : { table: instruments, since: since === undefined ? undefined : Date.parse(since) }

const read = new WeakMap<DecisionInput, Reading>()

/** Reads a case for a reader: folds its logs and finds what they say of the reader. Done once for each `input` object, however often it is called. */
export function readingOf(release: Release, input: DecisionInput): Reading {
  const before = read.get(input)
  if (before?.release === release) return before
  const reading = readCase(release, input)
  read.set(input, reading)
  return reading
}

function readCase(release: Release, { request, logs, agencies, now, instrumentsSince }: DecisionInput): Reading {
  const { reader } = request
  const state = foldCase(
    logs,
    agencies,
    Date.parse(now),
    whoseWordOf(release, instrumentsSince),
    release.instruments === undefined ? undefined : reader.agency,
  )
  const breakGlassUntil = breakGlassEnd(release, request, state)
  return {
    release,
    request,
    state,
    access: liveAccess(state, reader, state.now, request.purpose),
    listings: state.listings.filter((listing) => listingGivesAccess(listing, reader.agency, agencies)),
    blocked: reader.tokens.some((token) => state.blocked.has(token)),
    otherRoles: new Set([...(reader.otherRoles ?? []), ...rolesHeld(state.events, reader.tokens, state.now)]),
    ...approvedClasses(release, request, state),
    breakGlass: breakGlassUntil !== undefined,
    breakGlassUntil,
    facesPerpetrator: release.roles.perpetrator_facing.includes(reader.role),
    isLimited: state.narrowWishes.length > 0 || [...state.wishes.values()].some(({ refused, excluded }) => refused || excluded.size > 0),
  }
}

/** The same, of a case in which people who were found to be one person have one id. */
export const readingOfOne = (release: Release, input: DecisionInput): Reading => readingOf(release, inOneId(input))

/** True when the reader's agency is listed for the case, by the meeting or by name. */
export const isListed = ({ access, listings }: Reading): boolean => listings.length > 0 || access.some(({ kind }) => kind === 'listed')

/**
 * Overdue actions of meetings, for the agency that coordinates the meeting and the one that carries the action out: each with the day in London (YYYY-MM-DD) on which
 * the access ends that the meeting's listing gives.
 */
export function accessEndsFor({ request, listings }: Reading): ReadonlyMap<CaseEvent, string> {
  const { agency } = request.reader
  const ends = new Map<CaseEvent, number>()
  for (const { coordinator, overdue = [], accessEnds } of listings) {
    if (accessEnds === undefined) continue
    for (const { action, owner } of overdue)
      if (agency === coordinator || agency === owner) ends.set(action, Math.max(accessEnds, ends.get(action) ?? -Infinity))
  }
  return new Map([...ends].map(([action, end]) => [action, londonDate(end)]))
}

/** True when the reader is allocated to the case. */
export const isAllocated = ({ access }: Pick<Reading, 'access'>): boolean => access.some(({ kind }) => kind === 'allocated')

/** True when the reader has another role, here or by sign-in, that bars this one. */
export const hasConflict = ({ release, request, otherRoles }: Reading): boolean =>
  release.roles.incompatible.some(
    ([one, other]) => (request.reader.role === one && otherRoles.has(other)) || (request.reader.role === other && otherRoles.has(one)),
  )

/** True when an extract's project was approved for a log of the case. */
export const isInExtract = ({ request, state }: Reading): boolean =>
  state.events.all.some(({ caseLog }) => request.extractOf === undefined || request.extractOf.includes(caseLog))
