import type { Request } from 'express'
import { ALLOCATION, ALLOCATION_APPROVAL, ALLOCATION_DESK, ALLOCATION_END, ALLOCATION_REQUEST, ALLOCATIONS } from '../../step-up/actions.ts'
import { openDesk } from '../../step-up/allocations/desk.ts'
import { giveAllocation } from '../../step-up/allocations/give.ts'
import { endAllocation, listAllocations } from '../../step-up/allocations/list.ts'
import { approveAllocation, requestAllocation } from '../../step-up/allocations/own-agency.ts'
import { SAME_ANSWER } from '../../step-up/allocations/same-answer.ts'
import { mayToday } from '../../step-up/break-glass.ts'
import type { StepUpDeps } from '../../step-up/deps.ts'
import type { Handlers } from '../register.ts'
import { ACCEPTED, checked, fresh, proposed, readerWithPurpose, send, type ReaderWithPurpose } from '../step-up/exchange.ts'
import { allocationBody } from './bodies.ts'

/** Who is allocated to a case: by the agency that coordinates it, by two people of the worker's own, or by a desk's number. */
export function allocationHandlers(deps: StepUpDeps): Handlers {
  const { reads } = deps
  const bodyOf = async <Form extends Parameters<typeof allocationBody>[0]>(
    request: Request,
    withPurpose: ReaderWithPurpose,
    action: string,
    form: Form,
  ) => checked(reads, request, withPurpose, action, (value) => allocationBody(form, value))
  /** What leads to a case that the reader has no link to asks for a sign-in of the last minutes, and is counted. */
  const freshAndCounted = async (withPurpose: ReaderWithPurpose, action: string): Promise<void> => {
    await fresh(reads, withPurpose, action)
    await mayToday(deps, action, withPurpose.reader)
  }
  return {
    'GET /v1/cases/:case/allocations': async (request, response) => {
      const withPurpose = await readerWithPurpose(reads, request, response, ALLOCATIONS)
      send(
        response,
        await listAllocations(deps, { ...withPurpose, caseId: String(request.params.case) }),
        () => 200,
        (items) => ({ items, next: null }),
      )
    },
    'POST /v1/cases/:case/allocations': async (request, response) => {
      const withPurpose = await readerWithPurpose(reads, request, response, ALLOCATION)
      const { purpose: workerPurpose, ...body } = await bodyOf(request, withPurpose, ALLOCATION, 'allocation')
      send(
        response,
        await giveAllocation(deps, { ...body, ...withPurpose, workerPurpose, caseId: String(request.params.case) }),
        proposed,
        ({ id, until, inForce }) => ({ id, until, in_force: inForce }),
      )
    },
    'POST /v1/cases/:case/allocations/:id/end': async (request, response) => {
      const withPurpose = await readerWithPurpose(reads, request, response, ALLOCATION_END)
      const { reason } = await bodyOf(request, withPurpose, ALLOCATION_END, 'end')
      send(
        response,
        await endAllocation(deps, { ...withPurpose, reason, caseId: String(request.params.case), id: String(request.params.id) }),
        proposed,
        ({ id, inForce }) => ({ id, in_force: inForce }),
      )
    },
    'POST /v1/allocations': async (request, response) => {
      const withPurpose = await readerWithPurpose(reads, request, response, ALLOCATION_REQUEST)
      const { purpose: workerPurpose, ...body } = await bodyOf(request, withPurpose, ALLOCATION_REQUEST, 'request')
      send(
        response,
        await requestAllocation(deps, { ...body, ...withPurpose, workerPurpose }),
        () => ACCEPTED,
        (given) => ({ ...given, detail: SAME_ANSWER }),
      )
    },
    'POST /v1/allocations/approvals': async (request, response) => {
      const withPurpose = await readerWithPurpose(reads, request, response, ALLOCATION_APPROVAL)
      const body = await bodyOf(request, withPurpose, ALLOCATION_APPROVAL, 'approval')
      await freshAndCounted(withPurpose, ALLOCATION_APPROVAL)
      send(
        response,
        await approveAllocation(deps, { ...withPurpose, ...body }),
        () => ACCEPTED,
        () => ({ detail: SAME_ANSWER }),
      )
    },
    'POST /v1/allocations/desk': async (request, response) => {
      const withPurpose = await readerWithPurpose(reads, request, response, ALLOCATION_DESK)
      const body = await bodyOf(request, withPurpose, ALLOCATION_DESK, 'desk')
      await freshAndCounted(withPurpose, ALLOCATION_DESK)
      send(
        response,
        await openDesk(deps, { ...withPurpose, ...body }),
        () => ACCEPTED,
        () => ({ detail: SAME_ANSWER }),
      )
    },
  }
}
