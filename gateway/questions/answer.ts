import { mayAudit } from '../../core/control/oversight.ts'
import type { EventDecision } from '../../policy/decide/decision.ts'
import { failureOnRecord, putOnRecord, recordRefusal, type DecidedRead } from '../read/on-record.ts'
import { ReadRefused, type ReadResult, type RefusalCode } from '../read/outcome.ts'
import type { Question, QuestionDeps } from './deps.ts'

/** Code of the purpose that every question about reads has. */
export const AUDIT = 'audit'

/** An answer, with what of it belongs on record. */
export interface Answered<T> extends Pick<DecidedRead, 'snapshot' | 'asked' | 'page' | 'sought' | 'rows'> {
  /** What of cases it discloses, beside what the records say. Default: nothing. */
  readonly disclosed?: readonly EventDecision[]
  readonly value: T
}

/** Refuses a question, on record. */
export async function refuse(
  { reads }: Pick<QuestionDeps, 'reads'>,
  action: string,
  { reader }: Pick<Question, 'reader'>,
  code: RefusalCode,
  errors?: ReadRefused['details']['errors'],
): Promise<never> {
  await recordRefusal(reads, action, reader, code)
  throw new ReadRefused(code, errors === undefined ? {} : { errors })
}

/**
 * Answers a question about reads: for who may audit, and on record, with its reason, before it is answered. Throws ReadRefused `not-oversight` for anybody else,
 * `not-recorded` when it could not be put on record.
 */
export async function answer<T>(
  deps: QuestionDeps,
  action: string,
  question: Question,
  work: (at: string) => Promise<Answered<T>>,
): Promise<ReadResult<T>> {
  const { reads } = deps
  const { reader, reason } = question
  return failureOnRecord(reads, action, reader, async () => {
    const { agencies } = await reads.readControl(reads.readStore.db)
    if (!mayAudit(agencies, reader.agency, reader.role)) return refuse(deps, action, question, 'not-oversight')
    const at = new Date(reads.clock.now()).toISOString()
    const { value, page = {}, disclosed = [], ...rest } = await work(at)
    const record = await putOnRecord(reads, {
      ...rest,
      at,
      action,
      reader,
      purpose: AUDIT,
      page: { ...page, reason },
      decision: { outcome: 'permit', events: disclosed },
    })
    return { ok: true, record, value }
  })
}
