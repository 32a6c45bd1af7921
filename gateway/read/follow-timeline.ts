import { createHash } from 'node:crypto'
import { changesSince } from '../../core/disclosure/changes.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import type { TimelineItem } from './item.ts'
import { justifiedBy } from './justification.ts'
import { REFUSALS, type RefusalCode } from './outcome.ts'
import type { ReadDeps } from './deps.ts'
import { failureOnRecord } from './on-record.ts'
import type { StreamQuery } from './request.ts'
import { readVersion, versionOf } from './snapshot.ts'
import { filtersOf } from './timeline.ts'
import { answerTimeline, decideTimeline, type AskedTimeline, type DecidedTimeline } from './decided-timeline.ts'
import { decideInSlices } from './decide-cases.ts'

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

interface Held {
  readonly timeline: DecidedTimeline
  readonly version: string
  readonly signature: string
  /** When it was last decided (milliseconds since the Unix epoch). */
  readonly decidedAt: number
}

/** The passing of time is looked at once a second: no consent, approval or emergency ends more precisely. */
const TIME_MS = 1_000

/** Everything that the items of a timeline are made of, but for what their parts say; the hashes of the parts stand for that. */
const signatureOf = ({ page, rows, marks, mask, snapshot: { control } }: DecidedTimeline): string =>
  JSON.stringify([
    page.events.map((event) => [event.id, event.decision, marks(event), control.agencies.get(event.index.agency)]),
    rows.map(({ caseLog, sequence, owner, class: sensitivity, form, hash }) => [
      caseLog,
      sequence,
      owner,
      sensitivity,
      form,
      hash.toString('hex'),
    ]),
    mask.names,
  ])

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
  let held: Held | undefined
  for (;;) {
    const before: Held | undefined = held
    const found = await failureOnRecord(deps, STREAM_ACTION, reader, async () => {
      const asked = await ask(deps, request)
      const still = before && (await stillHeld(deps, before))
      if (still !== undefined) return { now: still, answer: undefined }
      const timeline = await decideTimeline(deps, asked)
      const now: Held = {
        timeline,
        version: versionOf(timeline.snapshot),
        signature: signatureOf(timeline),
        decidedAt: Date.parse(timeline.at),
      }
      const isNew = before === undefined || timeline.decision.outcome !== 'permit' || before.signature !== now.signature
      return { now, answer: isNew ? await answerTimeline(deps, timeline) : undefined }
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

/** What was held, where a read now would find the same: nothing that it rests on has changed, and time alone has changed no decision. Else undefined. */
async function stillHeld(deps: ReadDeps, held: Held): Promise<Held | undefined> {
  const {
    timeline: { snapshot, input, decision },
    version,
    decidedAt,
  } = held
  if (
    (await readVersion(
      deps.readStore.db,
      deps,
      snapshot.logs.map(({ caseLog }) => caseLog),
    )) !== version
  )
    return undefined
  const now = deps.clock.now()
  if (now - decidedAt < TIME_MS) return held
  const again = await decideInSlices(deps.policy, { ...input, now: new Date(now).toISOString() })
  return JSON.stringify(again) === JSON.stringify(decision) ? { ...held, decidedAt: now } : undefined
}
