import type { Request } from 'express'
import { Problem, PROBLEMS, problemBody, type ProblemCode } from '../api/problem.ts'
import type { Handlers } from '../api/register.ts'
import { sendJson } from '../api/json.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import { frameIfAny } from './frame.ts'
import type { Render } from './render.ts'

const codes = Object.keys(PROBLEMS).sort() as readonly ProblemCode[]
const isCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code)

/** What a program does about a refusal, by its status. */
const NEXT: Readonly<Record<number, string>> = {
  400: 'The same request gets the same answer: put it right first.',
  401: 'The same request gets the same answer: get a token first, or sign in again.',
  403: 'The same request gets the same answer.',
  404: 'The same request gets the same answer, until there is something that you may see.',
  405: 'Use a method that the Allow header names.',
  408: 'Send the same request again. An event that was taken already is not taken twice.',
  409: 'The same request gets the same answer for as long as things are so.',
  413: 'Send less at a time.',
  415: 'Send one of the media types that the Accept header names.',
  422: 'The same events get the same answer: put them right, and send them again.',
  429: 'Wait as long as the Retry-After header says, then send the same request again.',
  431: 'Send fewer or shorter headers.',
  500: 'Send the same request again. An event that was taken already is not taken twice.',
  503: 'Wait as long as the Retry-After header says, then send the same request again. An event that was taken already is not taken twice.',
}

const wantsPage = (request: Request): boolean => request.accepts(['application/problem+json', 'json', 'html']) === 'html'

/** What each problem's `type` address answers with: a page, or the problem as JSON (RFC 9457, 3.1.1). Nothing in it is of any request. */
export function problemPageHandlers({ render, catalogue }: { readonly render: Render; readonly catalogue: Catalogue }): Handlers {
  return {
    'GET /problems': (request, response) => {
      const items = codes.map((code) => problemBody(new Problem(code)))
      if (wantsPage(request))
        response.type('html').send(render('problems', { ...frameIfAny(response, catalogue), title: 'Problems', problems: items }))
      else sendJson(response, 200, { items, next: null })
    },
    'GET /problems/:code': (request, response) => {
      const code = String(request.params.code)
      if (!isCode(code)) throw new Problem('not-found')
      const problem = problemBody(new Problem(code))
      if (wantsPage(request)) {
        response
          .type('html')
          .send(render('problem', { ...frameIfAny(response, catalogue), title: problem.title, problem, next: NEXT[problem.status] }))
        return
      }
      response.setHeader('Content-Type', 'application/problem+json; charset=utf-8')
      response.end(JSON.stringify(problem))
    },
  }
}
