import { confirmationGiven, CONFIRMED, type ConfirmationAnswer } from '../../../core/case/confirmations.ts'
import type { CaseEvent } from '../../../core/case/case-events.ts'
import { fact } from '../../../core/case/index-part.ts'
import { staffToken } from '../../../core/linking/tokens.ts'
import { staffOf, type ReaderCredential } from '../../identity/credential.ts'
import { openParts } from '../../read/open-parts.ts'
import { operatorIn } from '../../read/operator.ts'
import { REFUSALS, type ReadResult } from '../../read/outcome.ts'
import { failureOnRecord, putOnRecord } from '../../read/on-record.ts'
import { eventIn } from '../../read/snapshot.ts'
import { CONFIRMATION, CONFIRMATIONS } from '../actions.ts'
import type { StepUpDeps } from '../deps.ts'
import { propose } from '../propose.ts'
import { confirmationQueue, type ConfirmationQueue } from './cases.ts'
import { answersOf, historyOf, itemsOf, linesOf, type AnswerItem, type ConfirmationItem } from './items.ts'

export interface ConfirmationsRequest {
  readonly reader: ReaderCredential
  readonly purpose: string
}

/** The list to confirm and to compare, with what was answered. */
export interface ConfirmationList {
  readonly items: readonly ConfirmationItem[]
  readonly answered: readonly AnswerItem[]
  /** Whom to ring at the operator's when it is urgent, by day and by night; null: nobody is named. */
  readonly contact: string | null
}

/** What waits for this reader, blocks and refusals first, and what was answered. On record before it is answered. */
export const listConfirmations = (deps: StepUpDeps, { reader, purpose }: ConfirmationsRequest): Promise<ReadResult<ConfirmationList>> =>
  failureOnRecord(deps.reads, CONFIRMATIONS, reader, async () => {
    const { reads } = deps
    const queue = await confirmationQueue(reads, reader, purpose)
    const opened = await openParts(reads, queue.rows, eventIn(queue.snapshot.logs))
    const record = await onRecord(deps, { reader, purpose }, queue, { action: CONFIRMATIONS, page: {} })
    if (queue.decision.outcome !== 'permit') return { ok: false, problem: REFUSALS[queue.decision.outcome] }
    return {
      ok: true,
      record,
      value: {
        items: itemsOf(reads, reader, queue, opened),
        answered: historyOf(reads, reader, queue, opened),
        contact: operatorIn(queue.snapshot.control.agencies)?.contact ?? null,
      },
    }
  })

/** An answer to a line, or, with `retracted`, to an answer of one's own agency. */
export interface GivenAnswer {
  /** Id of the line, or of the answer that is taken back. */
  readonly id: string
  readonly answer: ConfirmationAnswer
  readonly reason: string
}

const targetsOf = (
  deps: StepUpDeps,
  reader: ReaderCredential,
  queue: ConfirmationQueue,
  { id, answer }: GivenAnswer,
): readonly CaseEvent[] => {
  if (answer !== 'retracted') return linesOf(deps.reads, reader, queue).find((line) => line.id === id)?.line.events ?? []
  const found = answersOf(deps.reads, reader, queue).find((one) => one.id === id)?.answer
  return found?.target !== undefined && fact(found.event.index, 'agency').includes(reader.agency) ? [found.target] : []
}

/** Writes an answer down, as an event of the case for each event of the line. A line that is not this reader's is one 404. */
export const answerConfirmation = (
  deps: StepUpDeps,
  { reader, purpose }: ConfirmationsRequest,
  given: GivenAnswer,
): Promise<ReadResult<{ readonly inForce: boolean }>> =>
  failureOnRecord(deps.reads, CONFIRMATION, reader, async () => {
    const queue = await confirmationQueue(deps.reads, reader, purpose)
    const targets = targetsOf(deps, reader, queue, given)
    const { outcome: asked } = queue.decision
    const outcome = asked === 'permit' && targets.length === 0 ? 'not_found' : asked
    const page = { answer: given.answer, events: targets.map(({ index }) => index.event_id).join(' ') }
    const record = await onRecord(
      deps,
      { reader, purpose },
      { ...queue, decision: { outcome, events: [] }, rows: [] },
      { action: CONFIRMATION, page },
    )
    if (outcome !== 'permit') return { ok: false, problem: REFUSALS[outcome] }
    let inForce = true
    for (const target of targets) {
      const index = confirmationGiven({
        eventId: deps.ids(),
        caseLog: target.caseLog,
        schema: deps.schemaOf(CONFIRMED),
        at: queue.at,
        target: target.index,
        answer: given.answer,
        agency: reader.agency,
        staff: staffToken(deps.reads.secrets.linking, staffOf(reader)),
        role: reader.role,
      })
      inForce = (await propose(deps, index, { '/details/staff': staffOf(reader), '/details/why': given.reason })).inForce && inForce
    }
    return { ok: true, record, value: { inForce } }
  })

interface OnRecord {
  readonly action: string
  readonly page: Readonly<Record<string, string>>
}

const onRecord = (
  { reads }: StepUpDeps,
  { reader, purpose }: ConfirmationsRequest,
  { at, snapshot, decision, rows }: Pick<ConfirmationQueue, 'at' | 'snapshot' | 'decision' | 'rows'>,
  { action, page }: OnRecord,
): Promise<string> => putOnRecord(reads, { at, action, reader, purpose, snapshot, page, decision, rows })
