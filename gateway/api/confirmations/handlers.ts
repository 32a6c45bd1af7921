import { CONFIRMATION, CONFIRMATIONS } from '../../step-up/actions.ts'
import { answerConfirmation, listConfirmations } from '../../step-up/confirmations/confirmations.ts'
import type { StepUpDeps } from '../../step-up/deps.ts'
import type { Handlers } from '../register.ts'
import { checked, proposed, readerWithPurpose, send } from '../step-up/exchange.ts'
import { confirmationBody } from './answer-body.ts'

/** The list to confirm and to compare, for chair, coordinator and the operator's data protection officer. */
export function confirmationHandlers(deps: StepUpDeps): Handlers {
  const { reads } = deps
  return {
    'GET /v1/confirmations': async (request, response) => {
      send(
        response,
        await listConfirmations(deps, await readerWithPurpose(reads, request, response, CONFIRMATIONS)),
        () => 200,
        (list) => ({ ...list, next: null }),
      )
    },
    'POST /v1/confirmations/:id': async (request, response) => {
      const withPurpose = await readerWithPurpose(reads, request, response, CONFIRMATION)
      const body = await checked(reads, request, withPurpose, CONFIRMATION, confirmationBody)
      const id = String(request.params.id)
      send(response, await answerConfirmation(deps, withPurpose, { ...body, id }), proposed, ({ inForce }) => ({ id, in_force: inForce }))
    },
  }
}
