import { z } from 'zod'
import type { Result } from '../../../schemas/codec/errors.ts'
import { CONFIRMATION, CONFIRMATIONS } from '../../step-up/actions.ts'
import { answerConfirmation, listConfirmations } from '../../step-up/confirmations/confirmations.ts'
import type { StepUpDeps } from '../../step-up/deps.ts'
import { checkedBody } from '../checked-body.ts'
import { REASON_FORM, reasonField } from '../reason-field.ts'
import type { Handlers } from '../register.ts'
import { asked, checked, proposed, send } from '../step-up/exchange.ts'

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
  return {
    'GET /v1/confirmations': async (request, response) => {
      send(
        response,
        await listConfirmations(deps, await asked(reads, request, response, CONFIRMATIONS)),
        () => 200,
        (list) => ({ ...list, next: null }),
      )
    },
    'POST /v1/confirmations/:id': async (request, response) => {
      const who = await asked(reads, request, response, CONFIRMATION)
      const body = await checked(reads, request, who, CONFIRMATION, confirmationBody)
      const id = String(request.params.id)
      send(response, await answerConfirmation(deps, who, { ...body, id }), proposed, ({ inForce }) => ({ id, in_force: inForce }))
    },
  }
}
