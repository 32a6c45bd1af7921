import type { Request } from 'express'
import { ALLOW, APPROVAL, BREAK_GLASS, JUSTIFICATION, LOOKUP, REVIEW, REVIEWED, REVIEWS } from '../../step-up/actions.ts'
import { giveApproval } from '../../step-up/approvals.ts'
import { openBreakGlass } from '../../step-up/break-glass.ts'
import type { StepUpDeps } from '../../step-up/deps.ts'
import { justify } from '../../step-up/justifications.ts'
import { lookUpCase } from '../../step-up/lookup.ts'
import { allowFurtherBreakGlass, listReviewed, listReviews, reviewBreakGlass } from '../../step-up/reviews.ts'
import type { Handlers } from '../register.ts'
import { stepUpBody } from './bodies.ts'
import { checked, CREATED, fresh, proposed, readerWithPurpose, send, type ReaderWithPurpose } from './exchange.ts'

/** Justifications, approvals, emergency access and its reviews. */
export function stepUpHandlers(deps: StepUpDeps): Handlers {
  const { reads } = deps
  const bodyOf = async <Form extends Parameters<typeof stepUpBody>[0]>(
    request: Request,
    withPurpose: ReaderWithPurpose,
    action: string,
    form: Form,
  ) => checked(reads, request, withPurpose, action, (value) => stepUpBody(form, value))
  return {
    'POST /v1/cases/:case/justifications': async (request, response) => {
      const withPurpose = await readerWithPurpose(reads, request, response, JUSTIFICATION)
      const { words } = await bodyOf(request, withPurpose, JUSTIFICATION, 'justification')
      send(
        response,
        await justify(reads, { ...withPurpose, caseId: String(request.params.case), words }),
        () => CREATED,
        (given) => given,
      )
    },
    'POST /v1/cases/:case/approvals': async (request, response) => {
      const withPurpose = await readerWithPurpose(reads, request, response, APPROVAL)
      const { purpose: askerPurpose, ...body } = await bodyOf(request, withPurpose, APPROVAL, 'approval')
      send(
        response,
        await giveApproval(deps, { ...withPurpose, ...body, askerPurpose, caseId: String(request.params.case) }),
        proposed,
        ({ id, until, inForce }) => ({ id, until, in_force: inForce }),
      )
    },
    'POST /v1/cases/:case/break-glass': async (request, response) => {
      const withPurpose = await readerWithPurpose(reads, request, response, BREAK_GLASS)
      await fresh(reads, withPurpose, BREAK_GLASS)
      const { reason } = await bodyOf(request, withPurpose, BREAK_GLASS, 'breakGlass')
      send(
        response,
        await openBreakGlass(deps, { ...withPurpose, reason, caseId: String(request.params.case) }),
        proposed,
        ({ id, until, inForce }) => ({ id, until, in_force: inForce }),
      )
    },
    'POST /v1/cases/lookup': async (request, response) => {
      const withPurpose = await readerWithPurpose(reads, request, response, LOOKUP)
      await fresh(reads, withPurpose, LOOKUP)
      const { birth_date: birthDate, ...sought } = await bodyOf(request, withPurpose, LOOKUP, 'lookup')
      send(
        response,
        await lookUpCase(deps, { ...withPurpose, ...sought, birthDate }),
        () => 200,
        (found) => found,
      )
    },
    'GET /v1/break-glass': async (request, response) => {
      send(
        response,
        await listReviews(deps, await readerWithPurpose(reads, request, response, REVIEWS)),
        () => 200,
        (items) => ({ items, next: null }),
      )
    },
    'GET /v1/break-glass/reviewed': async (request, response) => {
      send(
        response,
        await listReviewed(deps, await readerWithPurpose(reads, request, response, REVIEWED)),
        () => 200,
        (items) => ({ items, next: null }),
      )
    },
    'POST /v1/break-glass/:id/allow': async (request, response) => {
      const withPurpose = await readerWithPurpose(reads, request, response, ALLOW)
      await fresh(reads, withPurpose, ALLOW)
      const { reason } = await bodyOf(request, withPurpose, ALLOW, 'allowance')
      send(
        response,
        await allowFurtherBreakGlass(deps, withPurpose, { reason, id: String(request.params.id) }),
        proposed,
        ({ inForce }) => ({
          id: String(request.params.id),
          in_force: inForce,
        }),
      )
    },
    'POST /v1/break-glass/:id/review': async (request, response) => {
      const withPurpose = await readerWithPurpose(reads, request, response, REVIEW)
      const review = await bodyOf(request, withPurpose, REVIEW, 'review')
      send(response, await reviewBreakGlass(deps, withPurpose, { ...review, id: String(request.params.id) }), proposed, ({ inForce }) => ({
        id: String(request.params.id),
        in_force: inForce,
      }))
    },
  }
}
