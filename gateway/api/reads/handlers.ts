import type { Response } from 'express'
import type { FieldError, Result } from '../../../schemas/codec/errors.ts'
import type { ReaderCredential } from '../../identity/credential.ts'
import { listCases, readCase } from '../../read/cases.ts'
import { explainEvent, EXPLANATION_ACTION } from '../../read/explanation.ts'
import { ofKnownAgency } from '../../read/known-agency.ts'
import type { ReadResult } from '../../read/outcome.ts'
import { INCOMPLETE_NOTICE, type ReadDeps } from '../../read/deps.ts'
import { recordRefusal } from '../../read/on-record.ts'
import { PATTERN_ACTION, readPattern } from '../../read/pattern.ts'
import { caseQuery, patternQuery, purposeQuery, timelineQuery } from '../../read/request.ts'
import { readTimeline } from '../../read/timeline.ts'
import { readerIn } from '../guard.ts'
import { sendJson } from '../json.ts'
import { Problem } from '../problem.ts'
import type { Handlers } from '../register.ts'

/** Names the access record of an answer. */
export const ACCESS_RECORD_HEADER = 'Access-Record'

/** Sends what a read came to. */
function send<T>(response: Response, result: ReadResult<T>, body: (value: T) => object): void {
  if (!result.ok) throw new Problem(result.problem)
  response.setHeader(ACCESS_RECORD_HEADER, result.record)
  sendJson(response, 200, body(result.value))
}

/** The value of a query, or the 400 problem, which is on record too. */
export async function valid<T>(deps: ReadDeps, action: string, reader: ReaderCredential, query: Result<T>): Promise<T> {
  if (query.ok) return query.value
  return refuse(deps, action, reader, query.errors)
}

/** Answers 400, or 404 for a cursor of nothing; on record. */
export async function refuse(
  deps: ReadDeps,
  action: string,
  reader: ReaderCredential,
  errors: readonly FieldError[],
  code: 'invalid-request' | 'unknown-cursor' = 'invalid-request',
): Promise<never> {
  await recordRefusal(deps, action, reader, code)
  throw new Problem(code, { errors })
}

/** Cases and timelines for readers. */
export function readHandlers(deps: ReadDeps): Handlers {
  return {
    'GET /v1/cases': async (request, response) => {
      const reader = readerIn(response)
      const { purpose } = await valid(deps, 'case-list', reader, purposeQuery(request.query))
      send(response, await listCases(deps, { reader, purpose }), ({ items, needWords }) => ({
        items,
        next: null,
        need_words: needWords.map((id) => ({ id })),
        notice: INCOMPLETE_NOTICE,
      }))
    },
    'GET /v1/cases/:case': async (request, response) => {
      const reader = readerIn(response)
      const query = await valid(deps, 'case', reader, caseQuery(request.query))
      send(response, await readCase(deps, { ...query, reader, caseId: String(request.params.case) }), (item) => ({
        ...item,
        notice: INCOMPLETE_NOTICE,
      }))
    },
    'GET /v1/cases/:case/timeline': async (request, response) => {
      const reader = readerIn(response)
      const query = await valid(deps, 'timeline', reader, await ofKnownAgency(deps, timelineQuery(request.query)))
      const result = await readTimeline(deps, { reader, query, caseId: String(request.params.case), order: 'oldest' })
      send(response, result, ({ items, next, emergencyUntil }) => ({
        items,
        next,
        ...(emergencyUntil === undefined ? {} : { emergency_until: emergencyUntil }),
        notice: INCOMPLETE_NOTICE,
      }))
    },
    'GET /v1/cases/:case/pattern': async (request, response) => {
      const reader = readerIn(response)
      const query = await valid(deps, PATTERN_ACTION, reader, patternQuery(request.query))
      const result = await readPattern(deps, { reader, query, caseId: String(request.params.case), order: 'oldest' })
      send(response, result, ({ pattern }) => ({ ...pattern, notice: INCOMPLETE_NOTICE }))
    },
    'GET /v1/cases/:case/timeline/:id/explanation': async (request, response) => {
      const reader = readerIn(response)
      const query = await valid(deps, EXPLANATION_ACTION, reader, caseQuery(request.query))
      send(
        response,
        await explainEvent(deps, { reader, query, caseId: String(request.params.case), eventId: String(request.params.id) }),
        (explanation) => ({ ...explanation, notice: INCOMPLETE_NOTICE }),
      )
    },
  }
}
