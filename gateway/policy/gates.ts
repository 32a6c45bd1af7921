import { factsIn } from './authorizer.ts'
import { isListed, type Reading } from './reading.ts'
import type { Release } from './release.ts'
import type { Outcome, ReadRequest } from './types.ts'

type Refusal = Exclude<Outcome, 'permit'>
type Gates = readonly (readonly [action: string, refusal: Refusal])[]
type Facts = Readonly<Record<string, boolean>>

/** What the request alone decides: it answers first, whatever the case (D.1). */
const OF_REQUEST: Gates = [
  ['invoke', 'deny_role_purpose'],
  ['use_channel', 'deny_channel'],
  ['publish_cell', 'suppressed'],
]
/** What the case decides. All but the last are one and the same answer outside. */
const OF_CASE: Gates = [
  ['pass_block', 'not_found'],
  ['pass_conflict', 'deny_role_conflict'],
  ['pass_link', 'not_found'],
  ['justify', 'deny_justification'],
]

const NO_CELL = -1

/** Asks the policies about a request before a case. */
export function permits(release: Release, request: ReadRequest, action: string, facts: Facts): boolean {
  const {
    reader: { role },
    purpose,
    channel,
    cell = NO_CELL,
  } = request
  const values = { channel, cell, smallest_cell: release.links.smallest_cell }
  return release.authorize({ about: 'request', role, action, resource: purpose, values, facts: factsIn(facts) })
}

/** The refusal that a request earns by itself, or undefined. */
export function refusalOfRequest(release: Release, request: ReadRequest): Refusal | undefined {
  const held = release.roles.roles[request.reader.role]?.purposes.includes(request.purpose) === true
  const facts = { held, granted: request.granted === true }
  return OF_REQUEST.find(([action]) => !permits(release, request, action, facts))?.[1]
}

/** Whether the reader has another role, here or by sign-in, that bars this one. */
export const hasConflict = ({ release, request, otherRoles }: Reading): boolean =>
  release.roles.incompatible.some(
    ([one, other]) => (request.reader.role === one && otherRoles.has(other)) || (request.reader.role === other && otherRoles.has(one)),
  )

const inExtract = ({ request, state }: Reading): boolean =>
  state.events.all.some(({ caseLog }) => request.extractOf === undefined || request.extractOf.includes(caseLog))

function caseFacts(reading: Reading): Facts {
  const { request, links, blocked, breakGlass } = reading
  const listed = isListed(reading)
  const allocated = links.some(({ link }) => link === 'allocated')
  return {
    blocked,
    conflict: hasConflict(reading),
    listed,
    allocated,
    task: links.some(({ link }) => link === 'audit'),
    break_glass: breakGlass,
    extract: inExtract(reading),
    outside_listing: allocated && !listed && !breakGlass,
    justified: request.justified,
  }
}

/** How far a reader reaches into a case: all of it, the events of the own agency only, or the refusal. */
export function reachOf(reading: Reading): 'case' | 'own-events' | Refusal {
  const { release, request, state } = reading
  const facts = caseFacts(reading)
  if (release.engine !== 1) return OF_CASE.find(([action]) => !permits(release, request, action, facts))?.[1] ?? 'case'
  // The first engine: an agency's own event links it to that event.
  const withOwn = {
    ...facts,
    own_event: state.events.all.some(({ index, left }) => left !== true && index.agency === request.reader.agency),
  }
  const refusal = OF_CASE.find(([action]) => !permits(release, request, action, withOwn))?.[1]
  if (refusal !== undefined) return refusal
  return permits(release, request, 'pass_link', facts) ? 'case' : 'own-events'
}
