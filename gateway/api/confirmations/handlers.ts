import { z } from 'zod'
import type { Request, Response } from 'express'
import type { Result } from '../../../schemas/codec/errors.ts'
import { purposeQuery } from '../../read/request.ts'
import { CONFIRMATION, CONFIRMATIONS } from '../../step-up/actions.ts'
import { answerConfirmation, listConfirmations } from '../../step-up/confirmations/confirmations.ts'
import type { StepUpDeps } from '../../step-up/deps.ts'
import { mediaType, readBody } from '../body.ts'
import { checkedBody } from '../checked-body.ts'
import { parsed } from '../events/read-events.ts'
import { readerIn } from '../guard.ts'
import { sendJson } from '../json.ts'
import { Problem } from '../problem.ts'
import { REASON_FORM, reasonField } from '../reason-field.ts'
import { ACCESS_RECORD_HEADER, valid } from '../reads/handlers.ts'
import type { Handlers } from '../register.ts'

const BODY_BYTES = 32 * 1024
const CREATED = 201
const ACCEPTED = 202

/** Answers to a line, or to an answer. */
export const ANSWERS = ['confirmed', 'ended', 'retracted'] as const

const shape = z.strictObject({ answer: z.enum(ANSWERS), reason: reasonField })
const FORMS = {
  answer: `Say one of: ${ANSWERS.join(', ')}.`,
  reason: REASON_FORM,
}

/** The body of an answer, with everything that is wrong. */
export const confirmationBody = (value: unknown): Result<z.infer<typeof shape>> => checkedBody(shape, FORMS, value)

/** The list to confirm and to compare, for chair, coordinator and the operator's data protection officer. */
export function confirmationHandlers(deps: StepUpDeps): Handlers {
  const { reads } = deps
  const asked = async (request: Request, response: Response, action: string) => {
    const reader = readerIn(response)
    const { purpose } = await valid(reads, action, reader, purposeQuery(request.query))
    return { reader, purpose }
  }
  return {
    'GET /v1/confirmations': async (request, response) => {
      const result = await listConfirmations(deps, await asked(request, response, CONFIRMATIONS))
      if (!result.ok) throw new Problem(result.problem)
      response.setHeader(ACCESS_RECORD_HEADER, result.record)
      sendJson(response, 200, { ...result.value, next: null })
    },
    'POST /v1/confirmations/:id': async (request, response) => {
      const who = await asked(request, response, CONFIRMATION)
      mediaType(request, ['application/json'])
      const body = await valid(reads, CONFIRMATION, who.reader, confirmationBody(parsed(await readBody(request, BODY_BYTES))))
      const id = String(request.params.id)
      const result = await answerConfirmation(deps, who, { ...body, id })
      if (!result.ok) throw new Problem(result.problem)
      response.setHeader(ACCESS_RECORD_HEADER, result.record)
      sendJson(response, result.value.inForce ? CREATED : ACCEPTED, { id, in_force: result.value.inForce })
    },
  }
}
