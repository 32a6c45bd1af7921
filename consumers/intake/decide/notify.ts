import { noticeGiven, NOTIFIED, type NoticeKind, type NoticeState } from '../../../core/case/notices.ts'
import type { Clock } from '../../../infra/clock/clock.ts'
import type { CaseEventWriter } from '../../../infra/event-log/case-events.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import { loadSystemTypes, recordOf } from '../../../schemas/index.ts'
import type { Candidate } from '../candidate.ts'

/** What is to be noted of an event that is in no case, and in which case logs. */
export interface Noted {
  readonly caseLogs: readonly CaseLogId[]
  readonly kind: NoticeKind
  readonly state: NoticeState
}

type About = Pick<Candidate, 'publishedAt'> & { readonly event: Pick<Candidate['event'], 'agency' | 'system' | 'id'> }

/** Notes in cases that something was sent, or what became of it. Durable when it resolves. The same again is written once in the life of an intake, and a repeat in the log. */
export type Notify = (about: About, noted: Noted) => Promise<void>

/** Writes notices to case logs. */
export function createNotify({ write, clock }: { readonly write: CaseEventWriter; readonly clock: Pick<Clock, 'now'> }): Notify {
  const schema = recordOf(loadSystemTypes(), NOTIFIED).fingerprint
  const written = new Set<string>()
  return async ({ event: { agency, system, id }, publishedAt }, { caseLogs, kind, state }) => {
    const at = new Date(state === 'waits' ? publishedAt : clock.now()).toISOString()
    const records = caseLogs
      .map((caseLog) => ({ index: noticeGiven({ caseLog, schema, at, target: { event_id: id, agency, system }, kind, state }), parts: [] }))
      .filter(({ index }) => !written.has(index.event_id))
    if (records.length === 0) return
    await write(records)
    for (const { index } of records) written.add(index.event_id)
  }
}
