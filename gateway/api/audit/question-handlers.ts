import type { Request, Response } from 'express'
import type { Result } from '../../../schemas/codec/errors.ts'
import { BREAK_GLASS_HISTORY, CASE_READERS, INSTRUMENTS, SEEN_BY, WHO_SAW, WHY, WITHDRAWN } from '../../questions/actions.ts'
import { AUDIT } from '../../questions/answer.ts'
import type { Question, QuestionDeps } from '../../questions/deps.ts'
import { breakGlassHistory } from '../../questions/break-glass-history.ts'
import { caseReaders } from '../../questions/case-readers.ts'
import { instruments } from '../../questions/instruments.ts'
import { why } from '../../questions/why.ts'
import { withdrawn } from '../../questions/withdrawn.ts'
import { readersQuery } from '../../read/request.ts'
import { valid } from '../reads/handlers.ts'
import { seenBy } from '../../questions/seen-by.ts'
import { whoSaw } from '../../questions/who-saw.ts'
import type { ReadResult } from '../../read/outcome.ts'
import { readerIn } from '../guard.ts'
import type { Handlers } from '../register.ts'
import { checked, send } from '../step-up/exchange.ts'
import { breakGlassBody, instrumentsBody, periodOf, seenByBody, whoSawBody, whyBody, withdrawnBody } from './question-bodies.ts'

const OK = 200

/** Questions about reads, for auditors and data protection officers: who saw whom, what somebody saw. */
export function questionHandlers(deps: QuestionDeps): Handlers {
  /** Asks what a body says; who is asked about stands in no address. */
  const asking =
    <Asked extends object, Answer extends object>(
      action: string,
      check: (value: unknown) => Result<Asked>,
      ask: (deps: QuestionDeps, question: Asked & Pick<Question, 'reader'>) => Promise<ReadResult<Answer>>,
    ) =>
    async (request: Request, response: Response): Promise<void> => {
      const reader = readerIn(response)
      const asked = await checked(deps.reads, request, { reader, purpose: AUDIT }, action, check)
      send(
        response,
        await ask(deps, { ...asked, reader }),
        () => OK,
        (value) => value,
      )
    }
  return {
    'POST /v1/audit/who-saw': asking(WHO_SAW, whoSawBody, whoSaw),
    'POST /v1/audit/seen-by': asking(SEEN_BY, seenByBody, seenBy),
    'POST /v1/audit/why': asking(WHY, whyBody, why),
    'POST /v1/audit/withdrawn': asking(WITHDRAWN, withdrawnBody, withdrawn),
    'POST /v1/audit/instruments': asking(INSTRUMENTS, instrumentsBody, instruments),
    'POST /v1/audit/break-glass': asking(BREAK_GLASS_HISTORY, breakGlassBody, breakGlassHistory),
    'GET /v1/cases/:case/readers': async (request, response) => {
      const reader = readerIn(response)
      const { purpose, ...days } = await valid(deps.reads, CASE_READERS, reader, readersQuery(request.query))
      const asked = { reader, purpose, caseId: String(request.params.case), ...periodOf(days) }
      send(
        response,
        await caseReaders(deps, asked),
        () => OK,
        (value) => value,
      )
    },
  }
}
