import { createHash } from 'node:crypto'
import { changesSince } from '../../core/disclosure/changes.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import type { TimelineItem } from './item.ts'
import { justifiedBy } from './justification.ts'
import { REFUSALS, type RefusalCode } from './outcome.ts'
import type { ReadDeps } from './deps.ts'
import { failureOnRecord } from './on-record.ts'
import type { StreamQuery } from './request.ts'
import { holdTimeline, stillHeld, type HeldTimeline } from './held-timeline.ts'
import { filtersOf } from './timeline.ts'
import { answerTimeline, type AskedTimeline } from './decided-timeline.ts'

export const STREAM_ACTION = 'timeline-stream'
/** The limit of a page that has none, as access records have it. */
export const NO_LIMIT = 'none'

export interface FollowRequest {
  readonly reader: ReaderCredential
  /** The case id as it was asked for. */
  readonly caseId: string
  readonly query: StreamQuery
}

/** What goes out at one moment: the whole timeline first, then what is different. */
export interface Delivery {
  /** True when `items` are everything that is disclosed: whatever was shown before is to be taken away. */
  readonly complete: boolean
  /** Id of the access record of this delivery. */
  readonly record: string
  readonly items: readonly TimelineItem[]
  /** Ids of items that are to be taken away. */
  readonly removed: readonly string[]
}

/** Waits until the timeline is to be read again; the reason when it is not to be. */
export type UntilNextRead<End extends string> = () => Promise<End | undefined>

const digestOf = (item: TimelineItem): string => createHash('sha256').update(JSON.stringify(item)).digest('base64')

/**
 * Follows a case's timeline: reads it again and again, and delivers what is different from what the reader has. Each delivery is decided over the whole case, in
 * one snapshot, and is on record as a read of the whole timeline, which is what the reader has then. Where nothing of it is different for this reader,
 * nothing goes out, whatever else has come into the case. Returns the problem that ends it; a reader who may see nothing of the case any more has to take
 * everything away. Throws as a read does.
 */
export async function* followTimeline<End extends string>(
  deps: ReadDeps,
  request: FollowRequest,
  untilNext: UntilNextRead<End>,
): AsyncGenerator<Delivery, RefusalCode | End> {
  const { reader } = request
  const sent = new Map<string, string>()
  let held: HeldTimeline | undefined
  for (;;) {
    const before: HeldTimeline | undefined = held
    const found = await failureOnRecord(deps, STREAM_ACTION, reader, async () => {
      const asked = await ask(deps, request)
      const still = before && (await stillHeld(deps, before))
      if (still !== undefined) return { now: still, answer: undefined }
      const now = await holdTimeline(deps, asked)
      const isNew = before === undefined || now.timeline.decision.outcome !== 'permit' || before.signature !== now.signature
      return { now, answer: isNew ? await answerTimeline(deps, now.timeline) : undefined }
    })
    const { now, answer } = found
    const { outcome } = now.timeline.decision
    if (outcome !== 'permit') return REFUSALS[outcome]
    held = now
    if (answer !== undefined) {
      const changes = changesSince(sent, answer.items, digestOf)
      for (const id of changes.removed) sent.delete(id)
      for (const item of changes.items) sent.set(item.id, digestOf(item))
      const complete = before === undefined
      if (complete || changes.items.length > 0 || changes.removed.length > 0) yield { complete, record: answer.record, ...changes }
    }
    const end = await untilNext()
    if (end !== undefined) return end
  }
}

async function ask(deps: ReadDeps, { reader, caseId, query }: FollowRequest): Promise<AskedTimeline> {
  const { purpose } = query
  return {
    action: STREAM_ACTION,
    reader,
    caseId,
    purpose,
    page: { ...query, order: 'oldest', limit: Infinity },
    recordedPage: { ...filtersOf(query), order: 'oldest', limit: NO_LIMIT },
    justification: await justifiedBy(deps, STREAM_ACTION, { reader, purpose, caseId }, query.justification),
  }
}
