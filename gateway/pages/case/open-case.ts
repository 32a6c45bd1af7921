import type { Request, Response } from 'express'
import { Problem } from '../../api/problem.ts'
import { bestKnown } from '../../../core/parts/best-known.ts'
import type { Pattern } from '../../../core/pattern/pattern.ts'
import type { TimelineItem } from '../../read/item.ts'
import { readPattern, type WholeCaseAction } from '../../read/pattern.ts'
import { purposeOf, type CasePages } from '../frame.ts'
import { askForWords } from '../justification-handlers.ts'
import { entriesOf, speechFor, type Entry } from '../timeline/entries.ts'
import type { Speech } from '../timeline/speech.ts'
import { visitIn, type Visit } from '../visit.ts'
import { justificationOf } from './justification-of.ts'

/** A case that a page was opened of: all that its reader is shown of it, read once and on record. */
export interface OpenedCase {
  readonly visit: Visit
  /** As the address has it. */
  readonly caseId: string
  /** When emergency access to it ends, ISO 8601 in UTC; undefined where none is live. */
  readonly emergencyUntil: string | undefined
  /** When it was read, ISO 8601 in UTC. */
  readonly at: string
  /** Id of the access record. */
  readonly record: string
  /** The newest first. */
  readonly items: readonly TimelineItem[]
  /** Words of each, in the same order. */
  readonly entries: readonly Entry[]
  readonly pattern: Pattern
  readonly agencies: readonly { readonly id: string; readonly name: string }[]
  /** What is best known of the subject. */
  readonly subject: Readonly<Record<string, unknown>> | null
  readonly speech: Speech
  /** True of a reader who faces him: then what he must not learn stands out. */
  readonly warned: boolean
  /** When this reader was first shown an event, by its id; ISO 8601 in UTC. Nothing of what they are shown now for the first time. */
  readonly firstShown: ReadonlyMap<string, string>
}

/** A range of days that a pattern is worked out from, ISO dates. */
export interface Days {
  readonly from?: string
  readonly to?: string
}

/**
 * Reads a case for one of its pages. `action`: of the access record, one of CASE_PAGE_ACTIONS. Asks for words where the purpose needs them, and answers undefined then. Throws the
 * problem of a refusal.
 */
export async function openCase(
  pages: CasePages,
  request: Request,
  response: Response,
  action: WholeCaseAction,
  days: Days = {},
): Promise<OpenedCase | undefined> {
  const { reads, catalogue } = pages
  const visit = visitIn(response)
  const caseId = String(request.params.case)
  const justification = justificationOf(visit, caseId, reads.clock.now())
  const query = { purpose: purposeOf(visit), ...days, ...(justification === undefined ? {} : { justification }) }
  const result = await readPattern(reads, { reader: visit.session.reader, caseId, query, action, order: 'newest' })
  if (!result.ok) {
    if (result.problem !== 'deny_justification') throw new Problem(result.problem)
    askForWords(pages, response, visit, caseId)
    return undefined
  }
  const { items, pattern, agencies, agencyName, emergencyUntil, at, firstShown } = result.value
  const subject = bestKnown(items.map(({ data }) => data.subject))
  const speech = speechFor(items, subject)
  const warned = reads.policy.facesPerpetrator(visit.session.reader.role)
  const entries = entriesOf(items, { catalogue, agencyName, subject })
  return { visit, caseId, at, record: result.record, items, entries, pattern, agencies, subject, speech, warned, emergencyUntil, firstShown }
}
