import type { Response } from 'express'
import { SECOND_PERSON_MS } from '../../core/case/break-glass-second-person.ts'
import { AUDITOR } from '../api/guard.ts'
import { Problem } from '../api/problem.ts'
import type { Handlers } from '../api/register.ts'
import { stepUpBody } from '../api/step-up/bodies.ts'
import type { OpenedItem, ReviewedItem, ReviewItem } from '../step-up/review-items.ts'
import { allowFurtherBreakGlass, listReviewed, listReviews, reviewBreakGlass } from '../step-up/reviews.ts'
import type { BreakGlassPages } from './break-glass-handlers.ts'
import { frame, purposeOf } from './frame.ts'
import { roleWords } from './role-words.ts'
import { askedToSignIn } from './renewed-sign-in.ts'
import { fieldsOf, NOTHING_WRONG, wrongForm, type WrongForm } from './step-up-form.ts'
import { dateWords, occurredWords } from './timeline/dates.ts'
import { visitIn, type Visit } from './visit.ts'

const NOT_KEPT = 'Not kept'
/** What a form says that was sent from the list of closed reviews. */
const CLOSED = 'closed'

/** The pages of emergency access: what waits for its review and what was reviewed, through the same queue as the API. */
export function reviewHandlers(pages: BreakGlassPages): Handlers {
  const { catalogue, render, stepUp } = pages
  const labels = (list: string) => catalogue.codeLists.get(list)?.codes ?? []
  const labelOf = (list: string, wanted: string): string => labels(list).find(({ code }) => code === wanted)?.label ?? wanted
  const now = (): number => stepUp.reads.clock.now()

  const opened = (item: OpenedItem): Readonly<Record<string, unknown>> => ({
    id: item.id,
    case: item.case,
    readable: item.case_readable,
    readBefore: item.read_before,
    againAllowed: item.again_allowed,
    mayClose: item.may_close,
    opened: dateWords(item.opened_at),
    isRecent: now() - Date.parse(item.opened_at) < SECOND_PERSON_MS,
    shown: item.shown.map(({ type, occurred, first_read_at: read }) => ({
      title: catalogue.types.get(type)?.title ?? type,
      occurred: occurredWords(occurred),
      read: dateWords(read),
    })),
  })
  const openedLines = (item: OpenedItem) => [
    { key: 'Opened by', value: `${item.staff ?? NOT_KEPT} (${roleWords(item.role)}), ${item.agency}` },
    { key: 'Purpose', value: labelOf('purpose', item.purpose) },
    { key: 'Reason', value: item.reason ?? NOT_KEPT },
    { key: Date.parse(item.until) > now() ? 'Ends' : 'Ended', value: dateWords(item.until) },
  ]
  const waiting = (item: ReviewItem) => ({
    ...opened(item),
    lines: [...openedLines(item), { key: item.overdue ? 'Was due' : 'Due', value: dateWords(item.due) }],
  })
  const closed = (item: ReviewedItem) => ({
    ...opened(item),
    lines: [
      ...openedLines(item),
      { key: 'Reviewed by', value: `${item.review.reviewer ?? NOT_KEPT} (${roleWords(item.review.role)}), ${item.review.agency}` },
      { key: 'Reviewed', value: dateWords(item.review.at) },
      { key: 'Found', value: labelOf('break_glass_outcome', item.review.outcome) },
      { key: 'Rests on', value: item.review.note ?? NOT_KEPT },
    ],
  })

  const show = async (response: Response, visit: Visit, wrong: WrongForm, wrongOf = ''): Promise<void> => {
    const result = await listReviews(stepUp, { reader: visit.session.reader, purpose: purposeOf(visit) })
    if (!result.ok) throw new Problem(result.problem)
    response
      .status(wrong.errors.length === 0 ? 200 : 400)
      .type('html')
      .send(
        render('reviews', {
          ...frame(visit, catalogue),
          ...wrong,
          wrongOf,
          title: 'Emergency access to review',
          reviews: result.value.map(waiting),
          outcomes: labels('break_glass_outcome').map(({ code, label }) => ({ value: code, text: label })),
        }),
      )
  }
  const showClosed = async (response: Response, visit: Visit, wrong: WrongForm, wrongOf = ''): Promise<void> => {
    const { reader } = visit.session
    const result = await listReviewed(stepUp, { reader, purpose: purposeOf(visit) })
    if (!result.ok) throw new Problem(result.problem)
    response
      .status(wrong.errors.length === 0 ? 200 : 400)
      .type('html')
      .send(
        render('reviewed', {
          ...frame(visit, catalogue),
          ...wrong,
          wrongOf,
          title: 'Closed reviews of emergency access',
          reviews: result.value.map(closed),
          waits: reader.role !== AUDITOR,
          list: CLOSED,
        }),
      )
  }
  return {
    'GET /reviews': (_request, response) => show(response, visitIn(response), NOTHING_WRONG),
    'GET /reviews/closed': (_request, response) => showClosed(response, visitIn(response), NOTHING_WRONG),
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
    'POST /reviews/:id/allow': async (request, response) => {
      const visit = visitIn(response)
      const id = String(request.params.id)
      const body = stepUpBody('allowance', fieldsOf(visit.form, 'reason'))
      const isClosed = visit.form.get('list') === CLOSED
      const back = isClosed ? '/reviews/closed' : '/reviews'
      if (askedToSignIn(pages, response, visit, back)) return
      if (!body.ok) {
        await (isClosed ? showClosed : show)(response, visit, wrongForm(body.errors, `-${id}`), id)
        return
      }
      const result = await allowFurtherBreakGlass(
        stepUp,
        { reader: visit.session.reader, purpose: purposeOf(visit) },
        { ...body.value, id },
      )
      if (!result.ok) throw new Problem(result.problem)
      response.redirect(303, back)
    },
  }
}
