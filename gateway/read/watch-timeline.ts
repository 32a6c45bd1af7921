import type { ReaderCredential } from '../identity/credential.ts'
import type { ReadDeps } from './deps.ts'
import { composedItems } from './decided-timeline.ts'
import { NO_LIMIT, type UntilNextRead } from './follow-timeline.ts'
import { holdTimeline, stillHeld, type HeldTimeline } from './held-timeline.ts'
import { justifiedBy } from './justification.ts'
import { failureOnRecord, putOnRecord } from './on-record.ts'
import { REFUSALS, type RefusalCode } from './outcome.ts'
import type { CaseQuery } from './request.ts'

/** Action of the access records of a case that is watched: each says whether the reader may read it, and that nothing of it went out. */
export const WATCH_ACTION = 'timeline-watch'

export interface WatchRequest {
  readonly reader: ReaderCredential
  /** The case id as it was asked for. */
  readonly caseId: string
  readonly query: CaseQuery
}

/**
 * Watches what a reader is given of a case, and yields the id of an access record when it has become different: nothing of what, so that a page asks for itself again, which
 * is a read of its own. What is hidden from the reader is no change. Yields once at the start. Returns the problem that ends it. Throws as a read does.
 */
export async function* watchTimeline<End extends string>(
  deps: ReadDeps,
  { reader, caseId, query: { purpose, justification: given } }: WatchRequest,
  untilNext: UntilNextRead<End>,
): AsyncGenerator<string, RefusalCode | End> {
  let held: HeldTimeline | undefined
  for (;;) {
    const before: HeldTimeline | undefined = held
    const { now, record } = await failureOnRecord(deps, WATCH_ACTION, reader, async () => {
      const justification = await justifiedBy(deps, WATCH_ACTION, { reader, purpose, caseId }, given)
      const still = before && (await stillHeld(deps, before))
      if (still !== undefined) return { now: still, record: undefined }
      const next = await holdTimeline(deps, {
        action: WATCH_ACTION,
        reader,
        caseId,
        purpose,
        page: { order: 'oldest', limit: Infinity },
        recordedPage: { order: 'oldest', limit: NO_LIMIT },
        justification,
      })
      const isNew = next.timeline.decision.outcome !== 'permit' || before === undefined || !(await givesTheSame(deps, before, next))
      return { now: next, record: isNew ? await onRecord(deps, next, justification) : undefined }
    })
    const { outcome } = now.timeline.decision
    if (outcome !== 'permit') return REFUSALS[outcome]
    held = now
    if (record !== undefined) yield record
    const end = await untilNext()
    if (end !== undefined) return end
  }
}

/**
 * True where the reader is given the same, word by word. What a timeline rests on tells of more than that: a name that is hidden in its texts may have been spelt anew by an event that is
 * hidden as well. Opened for the comparison alone: nothing of it goes out. A part that is not there any more is a change, whatever could still be opened of it.
 */
async function givesTheSame(deps: ReadDeps, before: HeldTimeline, next: HeldTimeline): Promise<boolean> {
  if (before.signature === next.signature) return true
  if (partsOf(before) !== partsOf(next)) return false
  return (await textOf(deps, before)) === (await textOf(deps, next))
}

const partsOf = ({ timeline: { rows } }: HeldTimeline): string => rows.map(({ hash, form }) => `${hash.toString('hex')} ${form}`).join()

const textOf = async (deps: ReadDeps, { timeline }: HeldTimeline): Promise<string> => JSON.stringify(await composedItems(deps, timeline))

const onRecord = (
  deps: ReadDeps,
  { timeline: { asked, at, snapshot, decision } }: HeldTimeline,
  justification: string | undefined,
): Promise<string> =>
  putOnRecord(deps, {
    at,
    action: asked.action,
    reader: asked.reader,
    purpose: asked.purpose,
    snapshot,
    asked: asked.caseId,
    justified: justification !== undefined,
    page: justification === undefined ? {} : { justification },
    decision: { ...decision, events: [] },
    disclosed: [],
  })
