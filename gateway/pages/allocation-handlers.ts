import type { Response } from 'express'
import { Problem } from '../api/problem.ts'
import { ReadRefused } from '../read/outcome.ts'
import type { Handlers } from '../api/register.ts'
import { allocationBody } from '../api/allocations/bodies.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import { giveAllocation } from '../step-up/allocations/give.ts'
import { endAllocation, listAllocations, type AllocationItem } from '../step-up/allocations/list.ts'
import { MOST_LIMIT } from '../read/request.ts'
import { readTimeline } from '../read/timeline.ts'
import type { TimelineItem } from '../read/item.ts'
import type { BreakGlassPages } from './break-glass-handlers.ts'
import { LAST_DAY, writtenDate } from './date-input.ts'
import { frame, purposeOf } from './frame.ts'
import { roleWords } from './role-words.ts'
import { fieldsOf, NOTHING_WRONG, wrongForm, type WrongForm } from './step-up-form.ts'
import { dateWords } from './timeline/dates.ts'
import { personName } from './timeline/people.ts'
import { visitIn, type Visit } from './visit.ts'

/** Adults whom a reader's own timeline names alone in an event: whose worker somebody can be. Each with the newest such event. */
function harmedChoices(items: readonly TimelineItem[]): readonly { readonly value: string; readonly text: string }[] {
  const choices = new Map<string, string>()
  for (const { id, data } of items) {
    const adults = (Array.isArray(data.harmed) ? (data.harmed as readonly { readonly role?: string }[]) : []).filter(
      ({ role }) => role !== 'child',
    )
    const name = adults.length === 1 ? personName(adults[0]) : undefined
    if (name !== undefined && !choices.has(name)) choices.set(name, id)
  }
  return [...choices].map(([text, value]) => ({ value, text }))
}

/** Page of the people who are allocated to a case, with a form, through the same steps as the API: for chair and coordinator of the agency that lists it. */
export function allocationHandlers({ catalogue, render, stepUp }: BreakGlassPages): Handlers {
  const { policy } = stepUp.reads
  const labels = catalogue.codeLists.get('purpose')?.codes ?? []
  const purposeWords = (code: string | null): string =>
    code === null ? 'Any of the role' : (labels.find((one) => one.code === code)?.label ?? code)
  const nameOf = (item: AllocationItem): string => item.worker ?? `Somebody of ${item.agency}`
  const view = (item: AllocationItem): Readonly<Record<string, unknown>> => ({
    id: item.id,
    name: nameOf(item),
    lines: [
      { key: 'Role', value: item.role === null ? 'Not said' : roleWords(item.role) },
      { key: 'Purpose', value: purposeWords(item.purpose) },
      { key: 'Since', value: dateWords(item.from) },
      { key: 'Until', value: item.until === null ? 'It is ended' : dateWords(item.until) },
      { key: 'Given by', value: item.given_by ?? 'The list of readers' },
      ...(item.reason === null ? [] : [{ key: 'Reason', value: item.reason }]),
    ],
  })
  const show = async (response: Response, visit: Visit, caseId: string, wrong: WrongForm, wrongOf = ''): Promise<void> => {
    const who = { reader: visit.session.reader, purpose: purposeOf(visit), caseId }
    const result = await listAllocations(stepUp, who)
    if (!result.ok) throw new Problem(result.problem)
    const timeline = await readTimeline(stepUp.reads, {
      reader: who.reader,
      caseId,
      query: { purpose: who.purpose, limit: MOST_LIMIT },
      order: 'newest',
    })
    if (!timeline.ok) throw new Problem(timeline.problem)
    const roles = policy.roles.filter((role) => policy.purposesOf(role).length > 0)
    response
      .status(wrong.errors.length === 0 ? 200 : 400)
      .type('html')
      .send(
        render('allocations', {
          ...frame(visit, catalogue),
          ...wrong,
          wrongOf,
          title: 'People allocated',
          case: caseId,
          allocations: result.value.map(view),
          harmed: harmedChoices(timeline.value.items),
          roles: roles.map((role) => ({ value: role, text: roleWords(role) })),
          purposes: labels.map(({ code, label }) => ({ value: code, text: label })),
        }),
      )
  }
  const errorsOf = (error: unknown): readonly FieldError[] | undefined =>
    error instanceof ReadRefused && error.code === 'invalid-request' ? error.details.errors : undefined
  return {
    'GET /cases/:case/allocations': (request, response) => show(response, visitIn(response), String(request.params.case), NOTHING_WRONG),
    'POST /cases/:case/allocations': async (request, response) => {
      const visit = visitIn(response)
      const caseId = String(request.params.case)
      const until = writtenDate(visit.form, 'until', LAST_DAY)
      const fields = fieldsOf(visit.form, 'worker', 'role', 'purpose', 'event', 'reason')
      const body = allocationBody('allocation', { ...fields, until: until.text })
      if (!body.ok) {
        await show(response, visit, caseId, wrongForm(body.errors, '', [until]))
        return
      }
      const { purpose: workerPurpose, ...asked } = body.value
      try {
        const result = await giveAllocation(stepUp, {
          ...asked,
          workerPurpose,
          reader: visit.session.reader,
          purpose: purposeOf(visit),
          caseId,
        })
        if (!result.ok) throw new Problem(result.problem)
      } catch (error) {
        const errors = errorsOf(error)
        if (errors === undefined) throw error
        await show(response, visit, caseId, wrongForm(errors, '', [until]))
        return
      }
      response.redirect(303, `/cases/${caseId}/allocations`)
    },
    'POST /cases/:case/allocations/:id/end': async (request, response) => {
      const visit = visitIn(response)
      const [caseId, id] = [String(request.params.case), String(request.params.id)]
      const body = allocationBody('end', fieldsOf(visit.form, 'reason'))
      if (!body.ok) {
        await show(response, visit, caseId, wrongForm(body.errors, `-${id}`), id)
        return
      }
      const result = await endAllocation(stepUp, { ...body.value, reader: visit.session.reader, purpose: purposeOf(visit), caseId, id })
      if (!result.ok) throw new Problem(result.problem)
      response.redirect(303, `/cases/${caseId}/allocations`)
    },
  }
}
