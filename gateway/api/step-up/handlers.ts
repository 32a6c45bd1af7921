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
import { asked, checked, CREATED, fresh, proposed, send, type Who } from './exchange.ts'

/** Justifications, approvals, emergency access and its reviews. */
export function stepUpHandlers(deps: StepUpDeps): Handlers {
  const { reads } = deps
  const bodyOf = async <Form extends Parameters<typeof stepUpBody>[0]>(request: Request, who: Who, action: string, form: Form) =>
    checked(reads, request, who, action, (value) => stepUpBody(form, value))
  return {
    'POST /v1/cases/:case/justifications': async (request, response) => {
      const who = await asked(reads, request, response, JUSTIFICATION)
      const { words } = await bodyOf(request, who, JUSTIFICATION, 'justification')
      send(
        response,
        await justify(reads, { ...who, caseId: String(request.params.case), words }),
        () => CREATED,
        (given) => given,
      )
    },
    'POST /v1/cases/:case/approvals': async (request, response) => {
      const who = await asked(reads, request, response, APPROVAL)
      const { purpose: askerPurpose, ...body } = await bodyOf(request, who, APPROVAL, 'approval')
      send(
        response,
        await giveApproval(deps, { ...who, ...body, askerPurpose, caseId: String(request.params.case) }),
        proposed,
        ({ id, until, inForce }) => ({ id, until, in_force: inForce }),
      )
    },
    'POST /v1/cases/:case/break-glass': async (request, response) => {
      const who = await asked(reads, request, response, BREAK_GLASS)
      await fresh(reads, who, BREAK_GLASS)
      const { reason } = await bodyOf(request, who, BREAK_GLASS, 'breakGlass')
      send(
        response,
        await openBreakGlass(deps, { ...who, reason, caseId: String(request.params.case) }),
        proposed,
        ({ id, until, inForce }) => ({ id, until, in_force: inForce }),
      )
    },
    'POST /v1/cases/lookup': async (request, response) => {
      const who = await asked(reads, request, response, LOOKUP)
      await fresh(reads, who, LOOKUP)
      const { birth_date: birthDate, ...sought } = await bodyOf(request, who, LOOKUP, 'lookup')
      send(
        response,
        await lookUpCase(deps, { ...who, ...sought, birthDate }),
        () => 200,
        (found) => found,
      )
    },
    'GET /v1/break-glass': async (request, response) => {
      send(
        response,
        await listReviews(deps, await asked(reads, request, response, REVIEWS)),
        () => 200,
        (items) => ({ items, next: null }),
      )
    },
    'GET /v1/break-glass/reviewed': async (request, response) => {
      send(
        response,
        await listReviewed(deps, await asked(reads, request, response, REVIEWED)),
        () => 200,
        (items) => ({ items, next: null }),
      )
    },
    'POST /v1/break-glass/:id/allow': async (request, response) => {
      const who = await asked(reads, request, response, ALLOW)
      await fresh(reads, who, ALLOW)
      const { reason } = await bodyOf(request, who, ALLOW, 'allowance')
      send(response, await allowFurtherBreakGlass(deps, who, { reason, id: String(request.params.id) }), proposed, ({ inForce }) => ({
        id: String(request.params.id),
        in_force: inForce,
      }))
    },
    'POST /v1/break-glass/:id/review': async (request, response) => {
      const who = await asked(reads, request, response, REVIEW)
      const review = await bodyOf(request, who, REVIEW, 'review')
      send(response, await reviewBreakGlass(deps, who, { ...review, id: String(request.params.id) }), proposed, ({ inForce }) => ({
        id: String(request.params.id),
        in_force: inForce,
      }))
    },
  }
}
