import type { Response } from 'express'
import { AUDITOR } from '../api/guard.ts'
import { Problem } from '../api/problem.ts'
import type { Handlers } from '../api/register.ts'
import { listCases } from '../read/cases.ts'
import { explainEvent } from '../read/explanation.ts'
import { INCOMPLETE_NOTICE } from '../read/deps.ts'
import { caseRow } from './case-words.ts'
import { frame, purposeOf, type CasePages } from './frame.ts'
import { THIS_PERSON } from './timeline/speech.ts'
import { titleOf } from './timeline/titles.ts'
import { visitIn, type Visit } from './visit.ts'
import { justificationOf } from './case/justification-of.ts'

/** Roles whose pages lead to the queue of reviews; what is in it the policies decide. */
const REVIEWERS: ReadonlySet<string> = new Set(['marac_chair', 'dpo'])
export interface CaseListPages extends CasePages {
  /** How many lines wait for a visit's reader to confirm; undefined for who has no list. */
  readonly waiting: (visit: Visit) => Promise<number | undefined>
}

/** The list of cases, and why an entry is shown, through the same reads as the API. */
export function caseHandlers({ reads, catalogue, render, waiting }: CaseListPages): Handlers {
  const send = (response: Response, visit: Visit, page: string, values: Readonly<Record<string, unknown>>): void => {
    const { role } = visit.session.reader
    const { roles, purposes } = reads.policy.stepUp.break_glass
    const emergency = roles.includes(role) && purposes.includes(purposeOf(visit))
    response.type('html').send(
      render(page, {
        ...frame(visit, catalogue),
        notice: INCOMPLETE_NOTICE,
        emergency,
        reviews: REVIEWERS.has(role),
        reviewed: role === AUDITOR,
        ...values,
      }),
    )
  }
  return {
    'GET /cases': async (_request, response) => {
      const visit = visitIn(response)
      const result = await listCases(reads, { reader: visit.session.reader, purpose: purposeOf(visit) })
      if (!result.ok) throw new Problem(result.problem)
      send(response, visit, 'cases', { title: 'Cases', cases: result.value.map(caseRow), waiting: await waiting(visit) })
    },
    'GET /cases/:case/events/:id': async (request, response) => {
      const visit = visitIn(response)
      const caseId = String(request.params.case)
      const justification = justificationOf(visit, caseId, reads.clock.now())
      const query = { purpose: purposeOf(visit), ...(justification === undefined ? {} : { justification }) }
      const result = await explainEvent(reads, { reader: visit.session.reader, caseId, eventId: String(request.params.id), query })
      if (!result.ok) throw new Problem(result.problem)
      const { type, title, because } = result.value
      // An explanation opens nothing: neither his name, his sex nor a code is at hand for the heading.
      send(response, visit, 'explanation', {
        title: 'Why you see this',
        case: caseId,
        event: titleOf({ type, title, data: {} }, THIS_PERSON, catalogue),
        because,
      })
    },
  }
}
