import { RECALL_ANSWER } from '../../../core/access-log/recall-answer.ts'
import type { ReadDeps } from '../../read/deps.ts'
import { HARM_REVIEWS, listHarmReviews } from '../../read/harm-reviews.ts'
import { RECALL_ID } from '../../read/recall-ids.ts'
import { answerRecall, listRecalls } from '../../read/recalls.ts'
import { purposeQuery } from '../../read/request.ts'
import { mediaType, readBody } from '../body.ts'
import { parsed } from '../events/read-events.ts'
import { readerIn } from '../guard.ts'
import { sendJson } from '../json.ts'
import { Problem } from '../problem.ts'
import { ACCESS_RECORD_HEADER, valid } from '../reads/handlers.ts'
import type { Handlers } from '../register.ts'
import { recallAnswer } from './answer-body.ts'

const ANSWER_BYTES = 4 * 1024

/** Recall notices for readers, and their answers; the withdrawals that need a harm review. */
export function recallHandlers(reads: ReadDeps): Handlers {
  return {
    'GET /v1/recalls': async (request, response) => {
      const reader = readerIn(response)
      const { purpose } = await valid(reads, 'recalls', reader, purposeQuery(request.query))
      const result = await listRecalls(reads, { reader, purpose })
      if (!result.ok) throw new Problem(result.problem)
      response.setHeader(ACCESS_RECORD_HEADER, result.record)
      sendJson(response, 200, { items: result.value, next: null })
    },
    'GET /v1/harm-reviews': async (request, response) => {
      const reader = readerIn(response)
      const { purpose } = await valid(reads, HARM_REVIEWS, reader, purposeQuery(request.query))
      const result = await listHarmReviews(reads, { reader, purpose })
      if (!result.ok) throw new Problem(result.problem)
      response.setHeader(ACCESS_RECORD_HEADER, result.record)
      sendJson(response, 200, { items: result.value, next: null })
    },
    'POST /v1/recalls/:id/answer': async (request, response) => {
      const reader = readerIn(response)
      const { purpose } = await valid(reads, RECALL_ANSWER, reader, purposeQuery(request.query))
      mediaType(request, ['application/json'])
      const given = parsed(await readBody(request, ANSWER_BYTES))
      const id = String(request.params.id)
      const answer = await valid(reads, RECALL_ANSWER, reader, recallAnswer(RECALL_ID.test(id) ? id : '', given))
      const result = await answerRecall(reads, { reader, purpose }, answer)
      if (!result.ok) throw new Problem(result.problem)
      response.setHeader(ACCESS_RECORD_HEADER, result.record)
      const { recall, ...said } = result.value
      sendJson(response, 200, { id: recall, ...said })
    },
  }
}
