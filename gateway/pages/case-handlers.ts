import type { Response } from 'express'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import { AUDITOR } from '../api/guard.ts'
import { Problem } from '../api/problem.ts'
import type { Handlers } from '../api/register.ts'
import { listCases, readCase, type CaseRequest } from '../read/cases.ts'
import { explainEvent } from '../read/explanation.ts'
import type { CaseItem } from '../read/case-item.ts'
import { INCOMPLETE_NOTICE } from '../read/deps.ts'
import { ofKnownAgency } from '../read/known-agency.ts'
import { timelineQuery, type TimelineQuery } from '../read/request.ts'
import { readTimeline, type Timeline } from '../read/timeline.ts'
import { caseRow, identityOf, knownAs, type KnownAs } from './case-words.ts'
import { familyChoices } from '../../core/catalogue/families.ts'
import { emergencyBanner } from './emergency-banner.ts'
import { seesHarmReviews } from './harm-review-handlers.ts'
import { frame, purposeOf, type CasePages } from './frame.ts'
import { askForWords } from './justification-handlers.ts'
import { monthGroups } from './timeline/entries.ts'
import { AUDITORS_TOOLS, noViewFor } from './no-view.ts'
import { visitIn, type Visit } from './visit.ts'
import { whyWords } from './why-words.ts'

/** Roles whose pages lead to the queue of reviews; what is in it the policies decide. */
const REVIEWERS: ReadonlySet<string> = new Set(['marac_chair', 'dpo'])
/** Roles whose pages of a case lead to the people allocated to it; who allocates there the policy decides. */
const ALLOCATORS: ReadonlySet<string> = new Set(['marac_chair', 'marac_coordinator'])

/** Refusals of a purpose that is not answered on the screen. */
const NO_VIEWS: ReadonlySet<string> = new Set(['deny_channel', 'suppressed'])
const NO_VIEW_STATUS = 403

const FILTERS = ['from', 'to', 'family', 'agency'] as const

/** The justification that this visit has for a case and its purpose. */
const justificationOf = ({ session }: Visit, caseId: string, now: number): string | undefined =>
  session.justifications?.find((one) => one.case === caseId && one.purpose === session.purpose && Date.parse(one.until) > now)?.id

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

/** Pages of cases: the list, and one timeline, through the same reads as the API. */
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
        allocates: ALLOCATORS.has(role),
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
    'GET /cases/:case': async (request, response) => {
      const visit = visitIn(response)
      const caseId = String(request.params.case)
      const justification = justificationOf(visit, caseId, reads.clock.now())
      const query = await ofKnownAgency(
        reads,
        timelineQuery({ ...request.query, purpose: purposeOf(visit), ...(justification === undefined ? {} : { justification }) }),
      )
      if (!query.ok) throw new Problem('invalid-request', { errors: query.errors })
      const result = await readTimeline(reads, { reader: visit.session.reader, caseId, query: query.value, order: 'newest' })
      if (!result.ok && result.problem === 'deny_justification') {
        askForWords({ reads, catalogue, render }, response, visit, caseId)
        return
      }
      if (!result.ok && NO_VIEWS.has(result.problem)) {
        showNoView(response, visit)
        return
      }
      if (!result.ok) throw new Problem(result.problem)
      const known = await whoIsKnown(reads, result.value, query.value, {
        reader: visit.session.reader,
        purpose: purposeOf(visit),
        caseId,
        ...(justification === undefined ? {} : { justification }),
      })
      send(response, visit, 'case', {
        title: 'Timeline',
        case: caseId,
        identity: identityOf(known),
        ...emergencyBanner(result.value.emergencyUntil, reads.clock.now()),
        ...view(result.value, query.value, caseId, catalogue),
      })
    },
    'GET /cases/:case/events/:id': async (request, response) => {
      const visit = visitIn(response)
      const caseId = String(request.params.case)
      const justification = justificationOf(visit, caseId, reads.clock.now())
      const query = { purpose: purposeOf(visit), ...(justification === undefined ? {} : { justification }) }
      const result = await explainEvent(reads, { reader: visit.session.reader, caseId, eventId: String(request.params.id), query })
      if (!result.ok) throw new Problem(result.problem)
      const { id, title, more, emergency_until: until } = result.value
      // An explanation opens nothing: neither his sex nor a code is at hand, so that the heading is the title of the type.
      send(response, visit, 'explanation', {
        title: 'Why you see this',
        case: caseId,
        id,
        event: title,
        why: whyWords(result.value, catalogue),
        more,
        ...emergencyBanner(until, reads.clock.now()),
      })
    },
  }
}

const isPseudonymous = (subject: unknown): boolean => typeof subject === 'object' && subject !== null && 'pseudonym' in subject

/** Who a timeline is about. Where a page does not say it, and is not all of the timeline, another event may: then it is as the case has it, which is a read of its own. */
async function whoIsKnown(
  reads: CasePages['reads'],
  { items, next, previous }: Timeline,
  query: TimelineQuery,
  request: CaseRequest,
): Promise<KnownAs> {
  const subjects = items.map(({ data }) => data.subject)
  const known = knownAs(subjects)
  const isWhole = next === null && previous === null && FILTERS.every((name) => query[name] === undefined)
  if (isWhole || subjects.some(isPseudonymous) || (known.name !== undefined && known.born !== undefined)) return known
  const result = await readCase(reads, request)
  return result.ok ? knownAs([result.value.subject]) : known
}

function view(timeline: Timeline, query: TimelineQuery, caseId: string, catalogue: Catalogue): Readonly<Record<string, unknown>> {
  const filters = new URLSearchParams()
  for (const name of FILTERS) if (query[name] !== undefined) filters.set(name, query[name])
  const link = (cursor: string | null): string | undefined => {
    if (cursor === null) return undefined
    const parameters = new URLSearchParams(filters)
    parameters.set('cursor', cursor)
    return `/cases/${caseId}?${parameters.toString()}`
  }
  const names = new Map(timeline.agencies.map(({ id, name }) => [id, name]))
  return {
    filters: Object.fromEntries(filters),
    families: familyChoices(query.family),
    agencies: [
      { value: '', text: 'All agencies' },
      ...timeline.agencies.map(({ id, name }) => ({ value: id, text: name, selected: id === query.agency })),
    ],
    groups: monthGroups(timeline.items, catalogue, (id) => names.get(id)),
    newer: link(timeline.previous),
    older: link(timeline.next),
  }
}
