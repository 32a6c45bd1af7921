import { confirmationGiven, CONFIRMED } from '../../../core/case/confirmations.ts'
import { fact } from '../../../core/case/index-part.ts'
import { staffToken } from '../../../core/linking/tokens.ts'
import { readSnapshot } from '../../../infra/read-store/snapshot.ts'
import { staffOf } from '../../identity/credential.ts'
import type { Decision } from '../../../policy/decide/decision.ts'
import { createEventIds } from '../../read/event-ids.ts'
import { fetchParts, partsOfEvents, openParts } from '../../read/open-parts.ts'
import { REFUSALS, type ReadResult } from '../../read/outcome.ts'
import { failureOnRecord, putOnRecord } from '../../read/on-record.ts'
import { eventIn } from '../../read/snapshot.ts'
import { ALLOCATION_END, ALLOCATIONS } from '../actions.ts'
import type { Proposed, StepUpDeps } from '../deps.ts'
import { caseLogsOf, decideOneCase, type OneCase } from '../../read/decide-cases.ts'
import { onRecord, readCaseOf } from '../on-record.ts'
import { propose } from '../propose.ts'
import { mayAllocate, type AllocatorRequest } from './give.ts'

/** Somebody who is allocated to a case, for those who coordinate it. */
export interface AllocationItem {
  /** Known to this reader only. */
  readonly id: string
  /** `<agency>:<staff id>`; null where a folder of readers gave the link, or its words were erased or cannot be read. */
  readonly worker: string | null
  readonly agency: string
  readonly role: string | null
  /** The one purpose for which it counts; null: any of the role. */
  readonly purpose: string | null
  /** First and last moment, ISO 8601; `until` null: until it is ended. */
  readonly from: string
  readonly until: string | null
  /** Id of the agency that gave it; null: a folder of readers. */
  readonly given_by: string | null
  readonly reason: string | null
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Who is allocated to a case. On record before it is answered. */
export async function listAllocations(deps: StepUpDeps, request: AllocatorRequest): Promise<ReadResult<readonly AllocationItem[]>> {
  const { reads } = deps
  const { reader, purpose, caseId } = request
  await mayAllocate(reads, ALLOCATIONS, request)
  return failureOnRecord(reads, ALLOCATIONS, reader, async () => {
    const at = new Date(reads.clock.now()).toISOString()
    const { one, rows } = await readSnapshot(reads.readStore.db, async (tx) => {
      const asked = { reader, purpose, justified: true }
      const one = await decideOneCase(tx, reads, asked, caseLogsOf(reads, reader, caseId), at, reads.policy.decideAllocations)
      return {
        one,
        rows: await fetchParts(tx, partsOfEvents(one.decision.events)),
      }
    })
    const { snapshot, decision } = one
    const opened = await openParts(reads, rows, eventIn(snapshot.logs))
    const record = await putOnRecord(reads, {
      at,
      action: ALLOCATIONS,
      reader,
      purpose,
      snapshot,
      asked: caseId,
      justified: true,
      decision,
      rows,
    })
    if (decision.outcome !== 'permit') return { ok: false, problem: REFUSALS[decision.outcome] }
    const items = linksIn(deps, request, one, decision).map(({ id, caseLog: of, sequence, index }): AllocationItem => {
      const said = opened.find((part) => part.caseLog === of && part.sequence === sequence)?.values
      const one = (field: string): string | null => fact(index, field)[0] ?? null
      return {
        id,
        worker: text(said?.['/details/staff']),
        agency: one('agency') ?? '',
        role: one('role'),
        purpose: one('purpose'),
        from: one('from') ?? index.occurred.from,
        until: one('until'),
        given_by: one('given_by'),
        reason: text(said?.['/details/reason']),
      }
    })
    return { ok: true, record, value: items }
  })
}

function linksIn({ reads }: StepUpDeps, { reader }: AllocatorRequest, { snapshot }: OneCase, decision: Decision) {
  const idOf = createEventIds(reads.secrets.readerIds, staffOf(reader))
  const eventOf = eventIn(snapshot.logs)
  return decision.events.map((position) => {
    const { index } = eventOf(position)
    return { ...position, id: idOf(index), index }
  })
}

/** Ends an allocation: an event of the case, in force before it is answered. One that is not live in the case is one 404. */
export async function endAllocation(
  deps: StepUpDeps,
  request: AllocatorRequest & { readonly id: string; readonly reason: string },
): Promise<ReadResult<Proposed>> {
  const { reads } = deps
  const { reader, purpose, caseId, id, reason } = request
  await mayAllocate(reads, ALLOCATION_END, request)
  return failureOnRecord(reads, ALLOCATION_END, reader, async () => {
    const one = await readCaseOf(reads, reader, purpose, caseId)
    const decision = reads.policy.decideAllocations(one.input)
    const link = linksIn(deps, request, one, decision).find((given) => given.id === id)
    const event = deps.ids()
    const page = link === undefined ? {} : { event, target: link.index.event_id }
    const result = await onRecord(
      reads,
      { reader, purpose, asked: caseId, action: ALLOCATION_END, page },
      one,
      decision.outcome,
      () => undefined,
    )
    if (!result.ok) return result
    if (link === undefined) return { ok: false, problem: 'not-found' }
    const index = confirmationGiven({
      eventId: event,
      caseLog: link.caseLog,
      schema: deps.schemaOf(CONFIRMED),
      at: one.at,
      target: link.index,
      answer: 'ended',
      agency: reader.agency,
      staff: staffToken(reads.secrets.linking, staffOf(reader)),
      role: reader.role,
    })
    return { ...result, value: await propose(deps, index, { '/details/staff': staffOf(reader), '/details/why': reason }) }
  })
}
