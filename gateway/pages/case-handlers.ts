import type { Response } from 'express'
import { AUDITOR } from '../api/guard.ts'
import { Problem } from '../api/problem.ts'
import type { Handlers } from '../api/register.ts'
import { explainEvent } from '../read/explanation.ts'
import type { CaseItem } from '../read/case-item.ts'
import { INCOMPLETE_NOTICE } from '../read/deps.ts'
import { listCases, readCase } from '../read/cases.ts'
import { caseRow } from './case-words.ts'
import { justificationOf } from './case/justification-of.ts'
import { emergencyBanner } from './emergency-banner.ts'
import { seesHarmReviews } from './harm-review-handlers.ts'
import { frame, purposeOf, type CasePages } from './frame.ts'
import { AUDITORS_TOOLS, noViewFor } from './no-view.ts'
import { THIS_PERSON } from './timeline/speech.ts'
import { titleOf } from './timeline/titles.ts'
import { visitIn, type Visit } from './visit.ts'
import { whyWords } from './why-words.ts'

/** Roles whose pages lead to the queue of reviews; what is in it the policies decide. */
const REVIEWERS: ReadonlySet<string> = new Set(['marac_chair', 'dpo'])

/** Refusals of a purpose that is not answered on the screen. */
const NO_VIEWS: ReadonlySet<string> = new Set(['deny_channel', 'suppressed'])
const NO_VIEW_STATUS = 403

/** Of the cases that need words first, those for which this visit has given them, each a read of its own; and the others, of which nothing but the id is known. */
async function saidWords(
  reads: CasePages['reads'],
  visit: Visit,
  caseIds: readonly string[],
): Promise<{ readonly said: readonly CaseItem[]; readonly needWords: readonly string[] }> {
  const said: CaseItem[] = []
  for (const caseId of caseIds) {
    const justification = justificationOf(visit, caseId, reads.clock.now())
    if (justification === undefined) continue
    const result = await readCase(reads, { reader: visit.session.reader, purpose: purposeOf(visit), caseId, justification })
    if (result.ok) said.push(result.value)
  }
  return { said, needWords: caseIds.filter((caseId) => !said.some(({ id }) => id === caseId)) }
}

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
        harmReviews: seesHarmReviews(role),
        auditorsTools: role === AUDITOR ? AUDITORS_TOOLS : undefined,
        ...values,
      }),
    )
  }
  /** In place of cases, to somebody whose purpose is answered in another way. */
  const showNoView = (response: Response, visit: Visit): void => {
    const { length } = reads.policy.purposesOf(visit.session.reader.role)
    response.status(NO_VIEW_STATUS)
    send(response, visit, 'no-view', { ...noViewFor(visit, length) })
  }
  return {
    'GET /cases': async (_request, response) => {
      const visit = visitIn(response)
      const result = await listCases(reads, { reader: visit.session.reader, purpose: purposeOf(visit) })
      if (!result.ok && NO_VIEWS.has(result.problem)) {
        showNoView(response, visit)
        return
      }
      if (!result.ok) throw new Problem(result.problem)
      const { said, needWords } = await saidWords(reads, visit, result.value.needWords)
      const cases = [...result.value.items, ...said].map(caseRow)
      send(response, visit, 'cases', { title: 'Cases', cases, needWords, waiting: await waiting(visit) })
    },
    'GET /cases/:case/events/:id': async (request, response) => {
      const visit = visitIn(response)
      const caseId = String(request.params.case)
      const justification = justificationOf(visit, caseId, reads.clock.now())
      const query = { purpose: purposeOf(visit), ...(justification === undefined ? {} : { justification }) }
      const result = await explainEvent(reads, { reader: visit.session.reader, caseId, eventId: String(request.params.id), query })
      if (!result.ok) throw new Problem(result.problem)
      const { id, type, title, more, emergency_until: until } = result.value
      // An explanation opens nothing: neither his name, his sex nor a code is at hand for the heading.
      send(response, visit, 'explanation', {
        title: 'Why you see this',
        case: caseId,
        id,
        event: titleOf({ type, title, data: {} }, THIS_PERSON, catalogue),
        why: whyWords(result.value, catalogue),
        more,
        ...emergencyBanner(until, reads.clock.now()),
      })
    },
  }
}
