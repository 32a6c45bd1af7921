import type { Response } from 'express'
import type { Sessions } from '../identity/sessions.ts'
import { Problem } from '../api/problem.ts'
import type { Handlers } from '../api/register.ts'
import { stepUpBody } from '../api/step-up/bodies.ts'
import { justify } from '../step-up/justifications.ts'
import { frame, purposeOf, type CasePages } from './frame.ts'
import { fieldsOf, NOTHING_WRONG, wrongForm, type WrongForm } from './step-up-form.ts'
import { visitIn, type Visit } from './visit.ts'

export interface JustificationPages extends CasePages {
  readonly sessions: Sessions
}

/** Justifications that a session keeps at most: the latest. */
const MOST_KEPT = 20

/** Asks for the words that the purpose asks for: the answer to a timeline that needs them. */
export function askForWords(
  { render, catalogue }: CasePages,
  response: Response,
  visit: Visit,
  caseId: string,
  wrong: WrongForm = NOTHING_WRONG,
): void {
  response
    .status(wrong.errors.length === 0 ? 403 : 400)
    .type('html')
    .send(render('justification', { ...frame(visit, catalogue), ...wrong, title: 'Say why you need this case', case: caseId }))
}

/** Takes the words; the session carries the justification's id to the reads of that case and purpose. */
export const justificationHandlers = (pages: JustificationPages): Handlers => ({
  'POST /cases/:case/justification': async (request, response) => {
    const visit = visitIn(response)
    const caseId = String(request.params.case)
    const body = stepUpBody('justification', fieldsOf(visit.form, 'words'))
    if (!body.ok) {
      askForWords(pages, response, visit, caseId, wrongForm(body.errors))
      return
    }
    const purpose = purposeOf(visit)
    const result = await justify(pages.reads, { reader: visit.session.reader, purpose, caseId, words: body.value.words })
    if (!result.ok) throw new Problem(result.problem)
    const { id, until } = result.value
    const others = (visit.session.justifications ?? []).filter((one) => one.case !== caseId || one.purpose !== purpose)
    await pages.sessions.change(visit.id, {
      ...visit.session,
      justifications: [...others, { case: caseId, purpose, id, until }].slice(-MOST_KEPT),
    })
    response.redirect(303, `/cases/${caseId}`)
  },
})
