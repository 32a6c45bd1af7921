import type { Request, Response } from 'express'
import type { ReaderCredential } from '../../identity/credential.ts'
import { freshlyAuthenticated } from '../../identity/freshly-authenticated.ts'
import type { ReadResult } from '../../read/outcome.ts'
import { recordRefusal } from '../../read/refusal.ts'
import { purposeQuery } from '../../read/request.ts'
import { ALLOCATION, ALLOCATION_APPROVAL, ALLOCATION_DESK, ALLOCATION_END, ALLOCATION_REQUEST, ALLOCATIONS } from '../../step-up/actions.ts'
import { openDesk } from '../../step-up/allocations/desk.ts'
import { giveAllocation } from '../../step-up/allocations/give.ts'
import { endAllocation, listAllocations } from '../../step-up/allocations/list.ts'
import { approveAllocation, requestAllocation } from '../../step-up/allocations/own-agency.ts'
import { SAME_ANSWER } from '../../step-up/allocations/same-answer.ts'
import { mayToday } from '../../step-up/break-glass.ts'
import type { StepUpDeps } from '../../step-up/deps.ts'
import { mediaType, readBody } from '../body.ts'
import { parsed } from '../events/read-events.ts'
import { readerIn } from '../guard.ts'
import { sendJson } from '../json.ts'
import { Problem } from '../problem.ts'
import { ACCESS_RECORD_HEADER, valid } from '../reads/handlers.ts'
import type { Handlers } from '../register.ts'
import { allocationBody } from './bodies.ts'

const BODY_BYTES = 32 * 1024
const CREATED = 201
const ACCEPTED = 202

interface Who { readonly reader: ReaderCredential, readonly purpose: string }

/** Who is allocated to a case: by the agency that coordinates it, by two people of the worker's own, or by a desk's number. */
export function allocationHandlers(deps: StepUpDeps): Handlers {
  const { reads } = deps
  const asked = async (request: Request, response: Response, action: string): Promise<Who> => {
    const reader = readerIn(response)
    const { purpose } = await valid(reads, action, reader, purposeQuery(request.query))
    return { reader, purpose }
  }
  const bodyOf = async <Form extends Parameters<typeof allocationBody>[0]>(request: Request, { reader }: Who, action: string, form: Form) => {
    mediaType(request, ['application/json'])
    return valid(reads, action, reader, allocationBody(form, parsed(await readBody(request, BODY_BYTES))))
  }
  const send = <T>(response: Response, result: ReadResult<T>, status: (value: T) => number, body: (value: T) => object): void => {
    if (!result.ok) throw new Problem(result.problem)
    response.setHeader(ACCESS_RECORD_HEADER, result.record)
    sendJson(response, status(result.value), body(result.value))
  }
  const proposed = ({ inForce }: { readonly inForce: boolean }): number => (inForce ? CREATED : ACCEPTED)
  const fresh = async ({ reader }: Who, action: string): Promise<void> => {
    await mayToday(deps, action, reader)
    if (freshlyAuthenticated(reader, reads.clock.now())) return
    await recordRefusal(reads, action, reader, 'sign-in-again')
    throw new Problem('sign-in-again')
  }
  return {
    'GET /v1/cases/:case/allocations': async (request, response) => {
      const who = await asked(request, response, ALLOCATIONS)
      send(response, await listAllocations(deps, { ...who, caseId: String(request.params.case) }), () => 200, (items) => ({ items, next: null }))
    },
    'POST /v1/cases/:case/allocations': async (request, response) => {
      const who = await asked(request, response, ALLOCATION)
      const { purpose: workerPurpose, ...body } = await bodyOf(request, who, ALLOCATION, 'allocation')
      send(response, await giveAllocation(deps, { ...body, ...who, workerPurpose, caseId: String(request.params.case) }), proposed,
        ({ id, until, inForce }) => ({ id, until, in_force: inForce }))
    },
    'POST /v1/cases/:case/allocations/:id/end': async (request, response) => {
      const who = await asked(request, response, ALLOCATION_END)
      const { reason } = await bodyOf(request, who, ALLOCATION_END, 'end')
      send(response, await endAllocation(deps, { ...who, reason, caseId: String(request.params.case), id: String(request.params.id) }), proposed,
        ({ id, inForce }) => ({ id, in_force: inForce }))
    },
    'POST /v1/allocations': async (request, response) => {
      const who = await asked(request, response, ALLOCATION_REQUEST)
      const { purpose: workerPurpose, ...body } = await bodyOf(request, who, ALLOCATION_REQUEST, 'request')
      send(response, await requestAllocation(deps, { ...body, ...who, workerPurpose }), () => ACCEPTED, (given) => ({ ...given, detail: SAME_ANSWER }))
    },
    'POST /v1/allocations/approvals': async (request, response) => {
      const who = await asked(request, response, ALLOCATION_APPROVAL)
      const body = await bodyOf(request, who, ALLOCATION_APPROVAL, 'approval')
      await fresh(who, ALLOCATION_APPROVAL)
      send(response, await approveAllocation(deps, { ...who, ...body }), () => ACCEPTED, () => ({ detail: SAME_ANSWER }))
    },
    'POST /v1/allocations/desk': async (request, response) => {
      const who = await asked(request, response, ALLOCATION_DESK)
      const body = await bodyOf(request, who, ALLOCATION_DESK, 'desk')
      await fresh(who, ALLOCATION_DESK)
      send(response, await openDesk(deps, { ...who, ...body }), () => ACCEPTED, () => ({ detail: SAME_ANSWER }))
    },
  }
}
