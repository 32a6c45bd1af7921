import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import { staffOf, type ReaderCredential } from '../identity/credential.ts'
import type { PartExplained } from '../../policy/explain/explain.ts'
import { readersWords } from '../../policy/explain/readers-words.ts'
import { createEventIds } from './event-ids.ts'
import { justifiedBy } from './justification.ts'
import { fetchParts, partsOfEvents } from './open-parts.ts'
import { REFUSALS, type ReadResult } from './outcome.ts'
import type { ReadDeps } from './deps.ts'
import { failureOnRecord, putOnRecord } from './on-record.ts'
import type { CaseQuery } from './request.ts'
import { eventIn } from './snapshot.ts'
import { caseLogsOf, decideOneCase } from './decide-cases.ts'

export const EXPLANATION_ACTION = 'explanation'

export interface ExplanationRequest {
  readonly reader: ReaderCredential
  /** The ids of the case and of the event, as they were asked for. */
  readonly caseId: string
  readonly eventId: string
  readonly query: CaseQuery
}

/** Why a reader sees an event of a timeline. */
export interface ReadersExplanation {
  /** The reader's id of the event. */
  readonly id: string
  readonly type: string
  readonly title: string
  /** Sentences for the reader, each once. */
  readonly because: readonly string[]
}

/**
 * Explains to a reader why they see an event, from the decision that a read now would make, and on record like one. Opens nothing. An event that the reader is
 * not shown is not there: the same refusal as for one that there never was.
 */
export const explainEvent = (deps: ReadDeps, request: ExplanationRequest): Promise<ReadResult<ReadersExplanation>> =>
  failureOnRecord(deps, EXPLANATION_ACTION, request.reader, () => explained(deps, request))

async function explained(
  deps: ReadDeps,
  { reader, caseId, eventId, query: { purpose, justification: sent } }: ExplanationRequest,
): Promise<ReadResult<ReadersExplanation>> {
  const { policy, catalogue, secrets } = deps
  const at = new Date(deps.clock.now()).toISOString()
  const justification = await justifiedBy(deps, EXPLANATION_ACTION, { reader, purpose, caseId }, sent)
  const idOf = createEventIds(secrets.readerIds, staffOf(reader))
  const { snapshot, input, decision, event, rows } = await readSnapshot(deps.readStore.db, async (tx) => {
    const { snapshot, input, decision } = await decideOneCase(
      tx,
      deps,
      { reader, purpose, justified: justification !== undefined },
      caseLogsOf(deps, reader, caseId),
      at,
    )
    const indexOf = eventIn(snapshot.logs)
    const event = decision.outcome === 'permit' ? decision.events.find((one) => idOf(indexOf(one).index) === eventId) : undefined
    const rows = await fetchParts(tx, partsOfEvents(event === undefined ? [] : [event]))
    return { snapshot, input, decision, event, rows }
  })
  const record = await putOnRecord(deps, {
    at,
    action: EXPLANATION_ACTION,
    reader,
    purpose,
    snapshot,
    asked: caseId,
    justified: justification !== undefined,
    page: { ...(event === undefined ? {} : { event: eventId }), ...(justification === undefined ? {} : { justification }) },
    decision: { outcome: decision.outcome, events: [] },
  })
  if (decision.outcome !== 'permit') return { ok: false, problem: REFUSALS[decision.outcome] }
  if (event === undefined) return { ok: false, problem: 'not-found' }
  const { index } = eventIn(snapshot.logs)(event)
  const standsFor = (person: string): string => input.same?.get(person) ?? person
  const isShown = ({ owner, class: sensitivity, form }: PartExplained): boolean =>
    rows.some((row) => row.class === sensitivity && row.form === form && standsFor(row.owner) === owner)
  return {
    ok: true,
    record,
    value: {
      id: eventId,
      type: index.type,
      title: catalogue.types.get(index.type)?.title ?? index.type,
      because: readersWords(policy.explain(input, event), policy.words, isShown),
    },
  }
}
