import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import { staffOf, type ReaderCredential } from '../identity/credential.ts'
import type { PartExplained } from '../../policy/explain/explain.ts'
import { plainWords } from '../../policy/explain/plain-words.ts'
import { readersPolicies, readersWords } from '../../policy/explain/readers-words.ts'
import { createEventIds } from './event-ids.ts'
import { justifiedBy } from './justification.ts'
import { fetchParts, partsOfEvents } from './open-parts.ts'
import { REFUSALS, type ReadResult } from './outcome.ts'
import type { ReadDeps } from './deps.ts'
import { failureOnRecord, putOnRecord } from './on-record.ts'
import type { CaseQuery } from './request.ts'
import { eventIn } from './snapshot.ts'
import { purposeLaw } from './purpose-law.ts'
import { readersLink, type ReadersLink } from './readers-link.ts'
import { caseLogsOf, decideOneCase, emergencyUntil } from './decide-cases.ts'

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
  /** Sentences for the reader, each once: the words of the policies. */
  readonly because: readonly string[]
  /** Who reads, and for what. */
  readonly reader: { readonly role: string; readonly agency: string }
  readonly purpose: string
  /** By what they have to do with the case. */
  readonly link?: ReadersLink
  /** The lawful basis of reading for the purpose, in words. */
  readonly lawful_basis?: string
  /** What more there is to say, in plain words. */
  readonly more: readonly string[]
  /** When the reader's emergency access to the case ends, ISO 8601 in UTC. Absent: none is live. */
  readonly emergency_until?: string
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
  const explanation = policy.explain(input, event)
  const policies = readersPolicies(explanation, policy.words, isShown)
  const { agencies } = snapshot.control
  const link = readersLink({ policies, listed: policy.listedBy(input), decision, agencies, catalogue })
  const agency = agencies.get(reader.agency)
  const law = purposeLaw(purpose, agency?.type)
  const emergency = emergencyUntil(deps, input)
  const read = { justified: justification !== undefined, exact: event.dates === 'exact' }
  return {
    ok: true,
    record,
    value: {
      id: eventId,
      type: index.type,
      title: catalogue.types.get(index.type)?.title ?? index.type,
      because: readersWords(explanation, policy.words, isShown),
      reader: { role: reader.role, agency: agency?.name ?? reader.agency },
      purpose,
      ...(link === undefined ? {} : { link }),
      ...(law === undefined ? {} : { lawful_basis: law }),
      more: [...new Set(policies.flatMap((id) => plainWords(id, read, policy.words.get(id)?.reader) ?? []))],
      ...(emergency === undefined ? {} : { emergency_until: emergency }),
    },
  }
}
