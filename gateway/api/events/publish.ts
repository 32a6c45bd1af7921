import type { IncomingMessage } from 'node:http'
import type { Judgement } from '../../../core/publish/judge-value.ts'
import { mapInSlices } from '../../../infra/event-loop/in-slices.ts'
import type { InboxKind } from '../../../infra/event-log/topics.ts'
import type { FieldError, Result } from '../../../schemas/codec/errors.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import { mediaType } from '../body.ts'
import { Problem, PROBLEMS, type EventResult, type ProblemCode } from '../problem.ts'
import type { Inbox } from './intake.ts'
import { BATCH, EVENT_TYPES, SINGLE, STREAM_CHUNK, type EventMediaType } from './limits.ts'
import { readBatch, readSingle, readStream } from './read-events.ts'
import { foreignSource, namesAnotherAgency, resultOf } from './submitted.ts'

/** Judged events of a request in their order. `keep`: whether the accepted ones are appended, or only judged. */
export interface Submission {
  readonly agency: AgencyId
  readonly inbox: Inbox
  /** Which of the agency's inboxes keeps the accepted ones. */
  readonly kind: InboxKind
  /** Counts events before they are judged; throws the 429 problem. */
  readonly limit: (events: number) => void
  readonly keep: boolean
  /** The one media type of an address for batches or streams. Default: any, and it says whether one event comes, or several. */
  readonly only?: EventMediaType | undefined
  /** Of the span of this request, where it is traced. */
  readonly traceparent?: string | undefined
}

const NOTHING_SENT: FieldError = { pointer: '', code: 'wrong-format', detail: 'There is no event in the body: send at least one.' }

/** Takes the events of a request: results for 200 or 202. Throws a problem for everything else. */
export async function submit(request: IncomingMessage, submission: Submission): Promise<readonly EventResult[]> {
  const type = mediaType(request, submission.only === undefined ? EVENT_TYPES : [submission.only])
  if (type === SINGLE) return [await submitOne(await readSingle(request), submission)]
  const results =
    type === BATCH
      ? await submitAll(
          (await readBatch(request)).map((value) => ({ ok: true, value })),
          0,
          submission,
        )
      : await submitStream(request, submission)
  if (results.length === 0) throw new Problem('invalid-event', { errors: [NOTHING_SENT] })
  if (submission.keep && results.every((result) => result.status === 'rejected')) throw new Problem('no-event-accepted', { results })
  return results
}

async function submitOne(value: unknown, { agency, inbox, kind, limit, keep, traceparent }: Submission): Promise<EventResult> {
  limit(1)
  if (namesAnotherAgency(value, agency)) throw new Problem('foreign-source', { errors: [foreignSource('/source')] })
  const verdict = inbox.judge(value)
  if (verdict.status === 'rejected' && keep) throw new Problem('invalid-event', { errors: verdict.errors })
  const [kept] = verdict.status === 'accepted' && keep ? await inbox.append([verdict.event], kind, traceparent) : []
  return resultOf(value, verdict, '', kept)
}

/** Judges all, appends the accepted ones in one go. `from`: index of the first in the request. */
async function submitAll(
  values: readonly Result<unknown>[],
  from: number,
  { agency, inbox, kind, limit, keep, traceparent }: Submission,
): Promise<readonly EventResult[]> {
  limit(values.length)
  const foreign = values.findIndex((item) => item.ok && namesAnotherAgency(item.value, agency))
  if (foreign !== -1) throw new Problem('foreign-source', { errors: [foreignSource(`/${from + foreign}/source`)] })
  const verdicts = await mapInSlices(values, (item): Judgement =>
    item.ok ? inbox.judge(item.value) : { status: 'rejected', errors: item.errors },
  )
  const accepted = verdicts.flatMap((verdict) => (verdict.status === 'rejected' ? [] : [verdict.event]))
  const kept = (keep && accepted.length > 0 ? await inbox.append(accepted, kind, traceparent) : []).values()
  return verdicts.map((verdict, index) => {
    const item = values[index]
    return resultOf(
      item?.ok ? item.value : undefined,
      verdict,
      `/${from + index}`,
      verdict.status === 'rejected' ? undefined : kept.next().value,
    )
  })
}

/** What is wrong, without what is said of a whole request. */
const ofStream = (code: ProblemCode): string =>
  code === 'foreign-source' ? 'source must name the agency that the credential belongs to.' : PROBLEMS[code].detail

/** What of a stream was kept before something ended it. */
function keptOf(results: readonly EventResult[]): string {
  const kept = results.filter(({ status }) => status === 'received').length
  const looked =
    results.length === 0 ? 'No line was judged' : `The first ${String(results.length)} events were judged, each with its result here`
  return `${looked}; ${kept === 0 ? 'nothing was kept' : `${String(kept)} of them are kept, those with a receipt`}. What has no result here may be sent again.`
}

/** As a batch, a chunk of lines at a time. A problem on the way carries the results of what was taken before it. */
async function submitStream(request: IncomingMessage, submission: Submission): Promise<readonly EventResult[]> {
  const results: EventResult[] = []
  let chunk: Result<unknown>[] = []
  const flush = async (): Promise<void> => {
    if (chunk.length > 0) results.push(...(await submitAll(chunk, results.length, submission)))
    chunk = []
  }
  try {
    for await (const item of readStream(request)) {
      chunk.push(item)
      if (chunk.length >= STREAM_CHUNK) await flush()
    }
    await flush()
  } catch (error) {
    if (error instanceof Problem)
      throw new Problem(error.code, {
        ...error.extras,
        ...(results.length > 0 ? { results } : {}),
        detail: `${error.extras.detail ?? ofStream(error.code)} ${keptOf(results)}`,
      })
    throw error
  }
  return results
}
