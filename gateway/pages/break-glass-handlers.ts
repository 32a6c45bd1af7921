import type { Request, Response } from 'express'
import { Problem } from '../api/problem.ts'
import type { Handlers } from '../api/register.ts'
import { stepUpBody } from '../api/step-up/bodies.ts'
import { openBreakGlass } from '../step-up/break-glass.ts'
import type { StepUpDeps } from '../step-up/deps.ts'
import { lookUpCase } from '../step-up/lookup.ts'
import { writtenDate } from './date-input.ts'
import { frame, purposeOf, type CasePages } from './frame.ts'
import { fieldsOf, NOTHING_WRONG, wrongForm, type WrongForm } from './step-up-form.ts'
import { askedToSignIn } from './renewed-sign-in.ts'
import { visitIn, type Visit } from './visit.ts'

export interface BreakGlassPages extends CasePages {
  readonly stepUp: StepUpDeps
}

const MINUTES = 60
const NOT_FOUND = 404
/** The page that looks a case up. */
const FIND = '/break-glass'
const SCHEMES = [
  { value: 'PNC', text: 'PNC id (police)' },
  { value: 'CRN', text: 'Case reference number (probation)' },
  { value: 'NOMIS', text: 'NOMIS number (prison)' },
  { value: 'NHS', text: 'NHS number' },
  { value: 'NINO', text: 'National Insurance number' },
]

/** The answer to a number and a birth date that lead nowhere, whatever the reason: nobody has them, a block, or two roles that exclude each other. */
const NOTHING_FOUND: WrongForm = {
  errors: [
    {
      text: 'Nothing was found for this number and date of birth. Check both against what you have in front of you, or try another kind of identifier.',
      href: '#value',
    },
  ],
  wrong: {},
}

/** Pages of emergency access: to a case that is known by its id, and to one that is looked up by an identifier. What is typed goes into no address. */
export function breakGlassHandlers(pages: BreakGlassPages): Handlers {
  const { catalogue, render, stepUp } = pages
  const { minutes } = stepUp.reads.policy.stepUp.break_glass
  /** The form, with what was typed into it before. */
  const show = (
    response: Response,
    visit: Visit,
    action: string,
    wrong: WrongForm,
    status = wrong.errors.length === 0 ? 200 : 400,
  ): void => {
    response
      .status(status)
      .type('html')
      .send(
        render('break-glass', {
          ...frame(visit, catalogue),
          ...wrong,
          title: 'Emergency access',
          action,
          finds: action === FIND,
          schemes: SCHEMES,
          hours: minutes / MINUTES,
        }),
      )
  }
  const open = async (response: Response, visit: Visit, caseId: string, reason: string): Promise<void> => {
    const result = await openBreakGlass(stepUp, { reader: visit.session.reader, purpose: purposeOf(visit), caseId, reason })
    if (!result.ok) throw new Problem(result.problem)
    response.redirect(303, `/cases/${caseId}`)
  }
  const addressOf = (request: Request): string => `/cases/${encodeURIComponent(String(request.params.case))}/break-glass`
  return {
    'GET /cases/:case/break-glass': (request, response) => {
      const visit = visitIn(response)
      if (!askedToSignIn(pages, response, visit, addressOf(request))) show(response, visit, addressOf(request), NOTHING_WRONG)
    },
    'POST /cases/:case/break-glass': async (request, response) => {
      const visit = visitIn(response)
      if (askedToSignIn(pages, response, visit, addressOf(request))) return
      const body = stepUpBody('breakGlass', fieldsOf(visit.form, 'reason'))
      if (body.ok) await open(response, visit, String(request.params.case), body.value.reason)
      else show(response, visit, addressOf(request), wrongForm(body.errors))
    },
    'GET /break-glass': (_request, response) => {
      const visit = visitIn(response)
      if (!askedToSignIn(pages, response, visit, FIND)) show(response, visit, FIND, NOTHING_WRONG)
    },
    'POST /break-glass': async (_request, response) => {
      const visit = visitIn(response)
      if (askedToSignIn(pages, response, visit, FIND)) return
      const born = writtenDate(visit.form, 'birth_date', 'The date of birth')
      const body = stepUpBody('lookup', { ...fieldsOf(visit.form, 'scheme', 'value', 'reason'), birth_date: born.text })
      if (!body.ok) {
        show(response, visit, FIND, wrongForm(body.errors, '', [born]))
        return
      }
      const { reader } = visit.session
      const { birth_date: birthDate, ...sought } = body.value
      const found = await lookUpCase(stepUp, { reader, purpose: purposeOf(visit), ...sought, birthDate })
      if (!found.ok && found.problem === 'not-found') {
        show(response, visit, FIND, NOTHING_FOUND, NOT_FOUND)
        return
      }
      if (!found.ok) throw new Problem(found.problem)
      await open(response, visit, found.value.id, sought.reason)
    },
  }
}
