import type { Request, Response } from 'express'
import type { Result } from '../../../schemas/codec/errors.ts'
import { Problem } from '../../api/problem.ts'
import type { Handlers } from '../../api/register.ts'
import type { Page, Period, Question, QuestionDeps } from '../../questions/deps.ts'
import type { ReadResult } from '../../read/outcome.ts'
import { frame } from '../frame.ts'
import { NOTHING_WRONG, wrongForm, type WrongForm } from '../step-up-form.ts'
import { visitIn, type Visit } from '../visit.ts'
import { carried, filled, type AuditPages } from './form-fields.ts'
import { periodBody, writtenPeriod } from './period.ts'

/** Something that a question found, in words. */
export interface ListedItem {
  readonly heading: string
  readonly lines: readonly { readonly key: string; readonly value: string }[]
  readonly reads: readonly string[]
}

/** An answer in words. */
export interface Listed {
  readonly items: readonly ListedItem[]
  readonly notices: readonly string[]
  readonly next: string | null
}

/** A question of a time, and how its page says it. */
export interface ListQuestion<Asked extends Question & Period & Page, Answer> {
  readonly path: string
  readonly title: string
  readonly intro: string
  /** Where the answer has no item. */
  readonly nothing: string
  /** Over the reads of an item. */
  readonly readsTitle: string
  readonly check: (value: unknown) => Result<Omit<Asked, 'reader'>>
  readonly ask: (deps: QuestionDeps, question: Asked) => Promise<ReadResult<Answer>>
  readonly words: (answer: Answer) => Listed
}

/** The pages of a question of a time: its form and its answer. */
export function listPageHandlers<Asked extends Question & Period & Page, Answer>(
  { questions, catalogue, render }: AuditPages,
  { path, title, intro, nothing, readsTitle, check, ask, words }: ListQuestion<Asked, Answer>,
): Handlers {
  const show = (response: Response, visit: Visit, values: object, wrong: WrongForm = NOTHING_WRONG): void => {
    response
      .status(wrong.errors.length === 0 ? 200 : 400)
      .type('html')
      .send(render('audit/list', { ...frame(visit, catalogue), ...wrong, title, intro, nothing, readsTitle, action: path, ...values }))
  }
  return {
    [`GET ${path}`]: (_request: Request, response: Response) => {
      show(response, visitIn(response), {})
    },
    [`POST ${path}`]: async (_request: Request, response: Response) => {
      const visit = visitIn(response)
      const days = writtenPeriod(visit.form)
      const body = check({ reason: visit.form.get('reason') ?? '', ...periodBody(days), ...filled(visit.form, 'after') })
      if (!body.ok) {
        show(response, visit, {}, wrongForm(body.errors, '', days))
        return
      }
      const result = await ask(questions, { ...body.value, reader: visit.session.reader } as Asked)
      if (!result.ok) throw new Problem(result.problem)
      show(response, visit, { ...words(result.value), carried: carried(visit.form, ['reason'], ['from', 'to']) })
    },
  }
}
