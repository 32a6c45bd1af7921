import type { Response } from 'express'
import { Problem } from '../api/problem.ts'
import type { Handlers } from '../api/register.ts'
import { stepUpBody } from '../api/step-up/bodies.ts'
import { listReviews, reviewBreakGlass, type BreakGlassItem } from '../step-up/reviews.ts'
import type { BreakGlassPages } from './break-glass-handlers.ts'
import { frame, purposeOf } from './frame.ts'
import { roleWords } from './role-words.ts'
import { fieldsOf, NOTHING_WRONG, wrongForm, type WrongForm } from './step-up-form.ts'
import { dateWords } from './timeline/dates.ts'
import { visitIn, type Visit } from './visit.ts'

/** The page of emergency access that waits for its review, through the same queue as the API. */
export function reviewHandlers({ catalogue, render, stepUp }: BreakGlassPages): Handlers {
  const labels = (list: string) => catalogue.codeLists.get(list)?.codes ?? []
  const view = (item: BreakGlassItem): Readonly<Record<string, unknown>> => ({
    id: item.id,
    opened: dateWords(item.opened_at),
    lines: [
      { key: 'Opened by', value: `${item.staff ?? 'Not kept'} (${roleWords(item.role)}), ${item.agency}` },
      { key: 'Purpose', value: labels('purpose').find(({ code }) => code === item.purpose)?.label ?? item.purpose },
      { key: 'Reason', value: item.reason ?? 'Not kept' },
      { key: Date.parse(item.until) > stepUp.reads.clock.now() ? 'Ends' : 'Ended', value: dateWords(item.until) },
      { key: item.overdue ? 'Was due' : 'Due', value: dateWords(item.due) },
    ],
  })
  const show = async (response: Response, visit: Visit, wrong: WrongForm, wrongOf = ''): Promise<void> => {
    const result = await listReviews(stepUp, { reader: visit.session.reader, purpose: purposeOf(visit) })
    if (!result.ok) throw new Problem(result.problem)
    response.status(wrong.errors.length === 0 ? 200 : 400).type('html').send(render('reviews', {
      ...frame(visit, catalogue), ...wrong, wrongOf, title: 'Emergency access to review', reviews: result.value.map(view),
      outcomes: labels('break_glass_outcome').map(({ code, label }) => ({ value: code, text: label })),
    }))
  }
  return {
    'GET /reviews': (_request, response) => show(response, visitIn(response), NOTHING_WRONG),
    'POST /reviews/:id': async (request, response) => {
      const visit = visitIn(response)
      const id = String(request.params.id)
      const body = stepUpBody('review', fieldsOf(visit.form, 'outcome', 'note'))
      if (!body.ok) {
        await show(response, visit, wrongForm(body.errors, `-${id}`), id)
        return
      }
      const result = await reviewBreakGlass(stepUp, { reader: visit.session.reader, purpose: purposeOf(visit) }, { ...body.value, id })
      if (!result.ok) throw new Problem(result.problem)
      response.redirect(303, '/reviews')
    },
  }
}
