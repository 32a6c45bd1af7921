import type { Response } from 'express'
import { allocationBody } from '../api/allocations/bodies.ts'
import { Problem } from '../api/problem.ts'
import { ReadRefused } from '../read/outcome.ts'
import type { Handlers } from '../api/register.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import { ALLOCATION_APPROVAL } from '../step-up/actions.ts'
import { PROCEEDING_KINDS } from '../step-up/allocations/about.ts'
import { approveAllocation, openRequest, requestAllocation } from '../step-up/allocations/own-agency.ts'
import { mayToday } from '../step-up/break-glass.ts'
import { SAME_ANSWER } from '../step-up/allocations/same-answer.ts'
import type { BreakGlassPages } from './break-glass-handlers.ts'
import { LAST_DAY, writtenDate } from './date-input.ts'
import { frame, purposeOf } from './frame.ts'
import { roleWords } from './role-words.ts'
import { askedToSignIn } from './renewed-sign-in.ts'
import { fieldsOf, NOTHING_WRONG, wrongForm, type WrongForm } from './step-up-form.ts'
import { dateWords } from './timeline/dates.ts'
import { visitIn, type Visit } from './visit.ts'

const PAGE = '/allocations'
const KINDS: Readonly<Record<(typeof PROCEEDING_KINDS)[number], string>> = {
  bail: 'Bail',
  dvds: 'DVDS application',
  em: 'Electronic monitoring',
  marac: 'MARAC referral',
  order: 'Order',
  referral: 'Referral to a programme',
}

/** The page on which two people of a worker's own agency ask for a case that names their agency: one asks, the named lead approves. It shows no case. */
export function ownAllocationHandlers(pages: BreakGlassPages): Handlers {
  const { catalogue, render, stepUp } = pages
  const { policy } = stepUp.reads
  const labels = catalogue.codeLists.get('purpose')?.codes ?? []
  const show = (response: Response, visit: Visit, values: Readonly<Record<string, unknown>>, wrong: WrongForm = NOTHING_WRONG): void => {
    response
      .status(wrong.errors.length === 0 ? 200 : 400)
      .type('html')
      .send(
        render('own-allocations', {
          ...frame(visit, catalogue),
          ...wrong,
          title: 'Ask for a case',
          agency: visit.session.reader.agency,
          kinds: PROCEEDING_KINDS.map((kind) => ({ value: kind, text: KINDS[kind] })),
          roles: policy.roles.filter((role) => policy.purposesOf(role).length > 0).map((role) => ({ value: role, text: roleWords(role) })),
          purposes: labels.map(({ code, label }) => ({ value: code, text: label })),
          ...values,
        }),
      )
  }
  /** The words of a form that a step found wrong; anything else goes on. */
  const wrongIn = async (work: () => Promise<void>): Promise<readonly FieldError[]> => {
    try {
      await work()
      return []
    } catch (error) {
      if (error instanceof ReadRefused && error.code === 'invalid-request' && error.details.errors !== undefined)
        return error.details.errors
      throw error
    }
  }
  return {
    'GET /allocations': (_request, response) => {
      show(response, visitIn(response), {})
    },
    'POST /allocations': async (_request, response) => {
      const visit = visitIn(response)
      const until = writtenDate(visit.form, 'until', LAST_DAY)
      const { kind, id, ...fields } = fieldsOf(visit.form, 'worker', 'role', 'purpose', 'reason', 'kind', 'id')
      const body = allocationBody('request', { ...fields, until: until.text, about: { kind, id } })
      if (!body.ok) {
        show(response, visit, {}, wrongForm(body.errors, '', [until]))
        return
      }
      const { purpose: workerPurpose, ...asked } = body.value
      let request = ''
      const errors = await wrongIn(async () => {
        const result = await requestAllocation(stepUp, { ...asked, workerPurpose, reader: visit.session.reader, purpose: purposeOf(visit) })
        if (!result.ok) throw new Problem(result.problem)
        request = result.value.request
      })
      show(response, visit, errors.length === 0 ? { request, answer: SAME_ANSWER, typed: undefined } : {}, wrongForm(errors, '', [until]))
    },
    'POST /allocations/approvals': async (_request, response) => {
      const visit = visitIn(response)
      if (askedToSignIn(pages, response, visit, PAGE)) return
      const { reader } = visit.session
      const fields = fieldsOf(visit.form, 'request', 'approval_reason')
      const request = (fields.request ?? '').trim()
      const requested = openRequest(stepUp.reads, reader, request)
      if (visit.form.get('step') !== 'approve' && requested !== undefined) {
        const { worker, role, workerPurpose, until, by, at } = requested
        show(response, visit, {
          approving: request,
          asked: [
            { key: 'Worker', value: worker },
            { key: 'Role', value: roleWords(role) },
            { key: 'Purpose', value: labels.find(({ code }) => code === workerPurpose)?.label ?? workerPurpose },
            { key: 'Last day', value: dateWords(until) },
            { key: 'Asked for by', value: by },
            { key: 'Asked on', value: dateWords(at) },
          ],
        })
        return
      }
      const body = allocationBody('approval', { request, reason: fields.approval_reason })
      if (requested === undefined || !body.ok) {
        const wrong =
          requested === undefined
            ? [
                {
                  pointer: '/request',
                  code: 'wrong-request',
                  detail: 'Paste a request that a colleague of your agency made, of the last 14 days, and not for you.',
                },
              ]
            : (body.ok ? [] : body.errors).map((error) => ({ ...error, pointer: '/approval_reason' }))
        show(
          response,
          visit,
          requested === undefined ? {} : { approving: request, asked: [{ key: 'Worker', value: requested.worker }] },
          wrongForm(wrong),
        )
        return
      }
      await mayToday(stepUp, ALLOCATION_APPROVAL, reader)
      const errors = await wrongIn(async () => {
        const result = await approveAllocation(stepUp, { reader, purpose: purposeOf(visit), ...body.value })
        if (!result.ok) throw new Problem(result.problem)
      })
      show(
        response,
        visit,
        errors.length === 0
          ? { answer: SAME_ANSWER, typed: undefined }
          : { approving: request, asked: [{ key: 'Worker', value: requested.worker }] },
        wrongForm(errors),
      )
    },
  }
}
