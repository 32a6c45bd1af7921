import type { Request, Response } from 'express'
import type { ReaderCredential } from '../../identity/credential.ts'
import { freshlyAuthenticated } from '../../identity/freshly-authenticated.ts'
import type { ReadResult } from '../../read/outcome.ts'
import { recordRefusal } from '../../read/refusal.ts'
import { purposeQuery } from '../../read/request.ts'
import { ALLOW, APPROVAL, BREAK_GLASS, JUSTIFICATION, LOOKUP, REVIEW, REVIEWED, REVIEWS } from '../../step-up/actions.ts'
import { giveApproval } from '../../step-up/approvals.ts'
import { openBreakGlass } from '../../step-up/break-glass.ts'
import type { StepUpDeps } from '../../step-up/deps.ts'
import { justify } from '../../step-up/justifications.ts'
import { lookUpCase } from '../../step-up/lookup.ts'
import { allowAgain, listReviewed, listReviews, reviewBreakGlass } from '../../step-up/reviews.ts'
import { mediaType, readBody } from '../body.ts'
import { parsed } from '../events/read-events.ts'
import { readerIn } from '../guard.ts'
import { sendJson } from '../json.ts'
import { Problem } from '../problem.ts'
import { ACCESS_RECORD_HEADER, valid } from '../reads/handlers.ts'
import type { Handlers } from '../register.ts'
import { stepUpBody } from './bodies.ts'

const BODY_BYTES = 32 * 1024

/** In force at once, and not yet (design, "effect before answer"). */
const CREATED = 201
const ACCEPTED = 202

/** Justifications, approvals, emergency access and its reviews. */
export function stepUpHandlers(deps: StepUpDeps): Handlers {
  const { reads } = deps
  const asked = async (request: Request, response: Response, action: string): Promise<{ readonly reader: ReaderCredential, readonly purpose: string }> => {
    const reader = readerIn(response)
    const { purpose } = await valid(reads, action, reader, purposeQuery(request.query))
    return { reader, purpose }
  }
  /** What leads to a case that the reader has no link to asks for a sign-in of the last minutes. */
  const fresh = async (action: string, reader: ReaderCredential): Promise<void> => {
    if (freshlyAuthenticated(reader, reads.clock.now())) return
    await recordRefusal(reads, action, reader, 'sign-in-again')
    throw new Problem('sign-in-again')
  }
  const bodyOf = async <Form extends Parameters<typeof stepUpBody>[0]>(request: Request, reader: ReaderCredential, action: string, form: Form) => {
    mediaType(request, ['application/json'])
    return valid(reads, action, reader, stepUpBody(form, parsed(await readBody(request, BODY_BYTES))))
  }
  const send = <T>(response: Response, result: ReadResult<T>, status: (value: T) => number, body: (value: T) => object): void => {
    if (!result.ok) throw new Problem(result.problem)
    response.setHeader(ACCESS_RECORD_HEADER, result.record)
    sendJson(response, status(result.value), body(result.value))
  }
  const proposed = ({ inForce }: { readonly inForce: boolean }): number => (inForce ? CREATED : ACCEPTED)
  return {
    'POST /v1/cases/:case/justifications': async (request, response) => {
      const who = await asked(request, response, JUSTIFICATION)
      const { words } = await bodyOf(request, who.reader, JUSTIFICATION, 'justification')
      send(response, await justify(reads, { ...who, caseId: String(request.params.case), words }), () => CREATED, (given) => given)
    },
    'POST /v1/cases/:case/approvals': async (request, response) => {
      const who = await asked(request, response, APPROVAL)
      const { purpose: askerPurpose, ...body } = await bodyOf(request, who.reader, APPROVAL, 'approval')
      send(response, await giveApproval(deps, { ...who, ...body, askerPurpose, caseId: String(request.params.case) }), proposed,
        ({ id, until, inForce }) => ({ id, until, in_force: inForce }))
    },
    'POST /v1/cases/:case/break-glass': async (request, response) => {
      const who = await asked(request, response, BREAK_GLASS)
      await fresh(BREAK_GLASS, who.reader)
      const { reason } = await bodyOf(request, who.reader, BREAK_GLASS, 'breakGlass')
      send(response, await openBreakGlass(deps, { ...who, reason, caseId: String(request.params.case) }), proposed, ({ id, until, inForce }) => ({ id, until, in_force: inForce }))
    },
    'POST /v1/cases/lookup': async (request, response) => {
      const who = await asked(request, response, LOOKUP)
      await fresh(LOOKUP, who.reader)
      const { birth_date: birthDate, ...sought } = await bodyOf(request, who.reader, LOOKUP, 'lookup')
      send(response, await lookUpCase(deps, { ...who, ...sought, birthDate }), () => 200, (found) => found)
    },
    'GET /v1/break-glass': async (request, response) => {
      send(response, await listReviews(deps, await asked(request, response, REVIEWS)), () => 200, (items) => ({ items, next: null }))
    },
    'GET /v1/break-glass/reviewed': async (request, response) => {
      send(response, await listReviewed(deps, await asked(request, response, REVIEWED)), () => 200, (items) => ({ items, next: null }))
    },
    'POST /v1/break-glass/:id/allow': async (request, response) => {
      const who = await asked(request, response, ALLOW)
      await fresh(ALLOW, who.reader)
      const { reason } = await bodyOf(request, who.reader, ALLOW, 'allowance')
      send(response, await allowAgain(deps, who, { reason, id: String(request.params.id) }), proposed, ({ inForce }) => ({ id: String(request.params.id), in_force: inForce }))
    },
    'POST /v1/break-glass/:id/review': async (request, response) => {
      const who = await asked(request, response, REVIEW)
      const review = await bodyOf(request, who.reader, REVIEW, 'review')
      send(response, await reviewBreakGlass(deps, who, { ...review, id: String(request.params.id) }), proposed, ({ inForce }) => ({ id: String(request.params.id), in_force: inForce }))
    },
  }
}
