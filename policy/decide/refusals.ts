import { namesFor, workOut, type FactsOf } from '../facts/facts.ts'
import type { ReadRequest } from '../facts/input.ts'
import type { QuestionKind } from '../facts/fact-row.ts'
import type { Reading } from '../facts/reading.ts'
import type { Release } from '../release/load.ts'
import type { Outcome } from './decision.ts'

type Refusal = Exclude<Outcome, 'permit'>
type Checks = readonly (readonly [action: string, refusal: Refusal])[]

/** Refusals by the request alone: they come first, whatever the case. */
const OF_REQUEST: Checks = [
  ['invoke', 'deny_role_purpose'],
  ['use_channel', 'deny_channel'],
  ['publish_cell', 'suppressed'],
]
/** Refusals by the case. All but the last are the same answer to the reader. */
const OF_CASE: Checks = [
  ['pass_block', 'not_found'],
  ['pass_conflict', 'deny_role_conflict'],
  ['pass_link', 'not_found'],
  ['justify', 'deny_justification'],
]

const NO_CELL = -1

/** Whether the policies permit an action of a request. `question`: whether Cedar is asked about the request alone or about a case, too; `facts`: what is true of them. */
export function permits(release: Release, request: ReadRequest, action: string, question: QuestionKind, facts: FactsOf): boolean {
  const {
    reader: { role },
    purpose,
    channel,
    cell = NO_CELL,
  } = request
  const values = { channel, cell, smallest_cell: release.links.smallest_cell }
  return release.authorize({ about: 'request', role, action, resource: purpose, values, facts: namesFor(question, facts) })
}

/** Why the request alone is refused, whatever the case; undefined: it is not. */
export function refusalOfRequest(release: Release, request: ReadRequest): Refusal | undefined {
  const facts = { request: workOut('request', { release, request }) }
  return OF_REQUEST.find(([action]) => !permits(release, request, action, 'request', facts))?.[1]
}

/** How far a reader reaches into a case: `case`, all of it; `own-events`, the own agency's events only (the first engine alone); else why not. */
export function reachOf(reading: Reading): 'case' | 'own-events' | Refusal {
  const { release, request } = reading
  const facts = workOut('case', reading)
  const may = (action: string, of: typeof facts): boolean => permits(release, request, action, 'case', { case: of })
  const refusal = OF_CASE.find(([action]) => !may(action, facts))?.[1]
  if (refusal !== undefined) return refusal
  return !facts.own_event || may('pass_link', { ...facts, own_event: false }) ? 'case' : 'own-events'
}
