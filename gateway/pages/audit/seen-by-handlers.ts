import type { Response } from 'express'
import { seenByBody } from '../../api/audit/question-bodies.ts'
import { Problem } from '../../api/problem.ts'
import type { Handlers } from '../../api/register.ts'
import { seenBy, type SeenByAnswer } from '../../questions/seen-by.ts'
import { frame } from '../frame.ts'
import { NOTHING_WRONG, wrongForm, type WrongForm } from '../step-up-form.ts'
import { visitIn, type Visit } from '../visit.ts'
import { carried, filled, type AuditPages } from './form-fields.ts'
import { periodBody, writtenPeriod } from './period.ts'
import { readRow } from './reads-table.ts'

const ACTION = '/audit/seen-by'

/** "What did this person see?", as a form and its answer. Whom it is about stands in no address. */
export function seenByPageHandlers({ questions, catalogue, render }: AuditPages): Handlers {
  const show = (response: Response, visit: Visit, values: Readonly<Record<string, unknown>>, wrong: WrongForm = NOTHING_WRONG): void => {
    response
      .status(wrong.errors.length === 0 ? 200 : 400)
      .type('html')
      .send(render('audit/seen-by', { ...frame(visit, catalogue), ...wrong, title: 'What somebody saw', action: ACTION, ...values }))
  }
  const answered = ({ items, next, complete }: SeenByAnswer, visit: Visit) => ({
    hasAnswer: true,
    reads: items.map((item) => readRow(item, catalogue)),
    next,
    complete,
    carried: carried(visit.form, ['staff', 'reason'], ['from', 'to']),
    reason: visit.form.get('reason'),
  })
  return {
    'GET /audit/seen-by': (_request, response) => {
      show(response, visitIn(response), {})
    },
    'POST /audit/seen-by': async (_request, response) => {
      const visit = visitIn(response)
      const days = writtenPeriod(visit.form)
      const body = seenByBody({
        staff: (visit.form.get('staff') ?? '').trim(),
        reason: visit.form.get('reason') ?? '',
        ...periodBody(days),
        ...filled(visit.form, 'after'),
      })
      if (!body.ok) {
        show(response, visit, {}, wrongForm(body.errors, '', days))
        return
      }
      const result = await seenBy(questions, { ...body.value, reader: visit.session.reader })
      if (!result.ok) throw new Problem(result.problem)
      show(response, visit, answered(result.value, visit))
    },
  }
}
