import type { Response } from 'express'
import { confirmationBody } from '../api/confirmations/answer-body.ts'
import { Problem } from '../api/problem.ts'
import type { Handlers } from '../api/register.ts'
import { answerConfirmation, listConfirmations } from '../step-up/confirmations/confirmations.ts'
import type { StepUpDeps } from '../step-up/deps.ts'
import type { AnswerItem, ConfirmationItem } from '../step-up/confirmations/items.ts'
import type { BreakGlassPages } from './break-glass-handlers.ts'
import { frame, purposeOf } from './frame.ts'
import { fieldsOf, NOTHING_WRONG, wrongForm, type WrongForm } from './step-up-form.ts'
import { dateWords } from './timeline/dates.ts'
import { visitIn, type Visit } from './visit.ts'

/** Roles that have a list to confirm, with the purpose for which they read it. What is in it the policy decides. */
const CONFIRMERS: Readonly<Record<string, string>> = {
  marac_chair: 'marac_risk_management',
  marac_coordinator: 'marac_risk_management',
  dpo: 'audit',
}

/** Whether a visit's pages lead to the list. */
export const hasConfirmations = ({ session: { reader, purpose } }: Visit): boolean =>
  purpose !== undefined && CONFIRMERS[reader.role] === purpose

/** How many lines wait for a visit's reader; undefined for who has no list. On record, as the list is. */
export async function waitingConfirmations(stepUp: StepUpDeps, visit: Visit): Promise<number | undefined> {
  if (!hasConfirmations(visit)) return undefined
  const result = await listConfirmations(stepUp, { reader: visit.session.reader, purpose: purposeOf(visit) })
  return result.ok ? result.value.items.length : undefined
}

const KINDS: Readonly<Record<string, string>> = {
  allocation: 'Its own worker was allocated',
  listing: 'A MARAC listed the case',
  block: 'Somebody is barred from the case',
  refusal: 'A refusal of hers',
  agreement: 'An agreement of hers',
  override: 'A refusal was overridden',
  restriction: 'Use of data is restricted',
  objection: 'His objection',
  merge: 'Two cases or people are said to be one',
  part: 'A case or a person is said to be two',
  resolution: 'A resolution was sent about somebody with a live flag',
  comparison: 'An event names a woman who may be one of several',
  naming: 'A child is named with another adult than before',
  possible_match: 'An event that is not in this case may be about its person',
}
const EFFECTS: Readonly<Record<string, string>> = {
  'in-force': 'In force',
  'own-and-facing': 'In force for its own events, and for who faces the perpetrator',
  own: 'In force for its own events',
  waits: 'Without effect until it is confirmed',
  ended: 'Ended',
}
const ANSWERED: Readonly<Record<string, string>> = { confirmed: 'Confirmed', ended: 'Ended', retracted: 'Taken back' }

const view = (item: ConfirmationItem): Readonly<Record<string, unknown>> => ({
  id: item.id,
  heading: `${KINDS[item.kind] ?? item.kind}, says ${item.sender}`,
  lines: [
    { key: 'How many', value: String(item.count) },
    { key: 'Came', value: item.count === 1 ? dateWords(item.since) : `${dateWords(item.since)} to ${dateWords(item.latest)}` },
    { key: 'Effect now', value: EFFECTS[item.effect] ?? item.effect },
    ...(item.until === null ? [] : [{ key: 'Ends by itself', value: dateWords(item.until) }]),
    ...(item.workers.length === 0 ? [] : [{ key: 'Who', value: item.workers.join(', ') }]),
    { key: item.overdue ? 'Was due' : 'Due', value: dateWords(item.due) },
  ],
  case: item.case,
})

const history = (item: AnswerItem): Readonly<Record<string, unknown>> => ({
  id: item.id,
  own: item.own && item.answer !== 'retracted',
  what: `${item.kind === null ? 'Something' : (KINDS[item.kind] ?? item.kind)}${item.sender === null ? '' : `, said by ${item.sender}`}`,
  answer: ANSWERED[item.answer] ?? item.answer,
  by: `${item.staff ?? 'Not kept'}, ${item.agency}`,
  on: dateWords(item.answered_at),
  reason: item.reason ?? 'Not kept',
})

/** The page of what waits to be confirmed or ended, with what was answered, through the same list as the API. */
export function confirmationPageHandlers({ catalogue, render, stepUp }: BreakGlassPages): Handlers {
  const show = async (response: Response, visit: Visit, wrong: WrongForm, wrongOf = ''): Promise<void> => {
    const result = await listConfirmations(stepUp, { reader: visit.session.reader, purpose: purposeOf(visit) })
    if (!result.ok) throw new Problem(result.problem)
    const { items, answered, contact } = result.value
    response
      .status(wrong.errors.length === 0 ? 200 : 400)
      .type('html')
      .send(
        render('confirmations', {
          ...frame(visit, catalogue),
          ...wrong,
          wrongOf,
          title: 'To confirm and compare',
          items: items.map(view),
          answered: answered.map(history),
          contact,
          links: visit.session.reader.role !== 'dpo',
          answers: [
            { value: 'confirmed', text: 'Confirm: it takes effect' },
            { value: 'ended', text: 'End: it has no effect from now on' },
          ],
        }),
      )
  }
  return {
    'GET /confirmations': (_request, response) => show(response, visitIn(response), NOTHING_WRONG),
    'POST /confirmations/:id': async (request, response) => {
      const visit = visitIn(response)
      const id = String(request.params.id)
      const body = confirmationBody(fieldsOf(visit.form, 'answer', 'reason'))
      if (!body.ok) {
        await show(response, visit, wrongForm(body.errors, `-${id}`), id)
        return
      }
      const result = await answerConfirmation(stepUp, { reader: visit.session.reader, purpose: purposeOf(visit) }, { ...body.value, id })
      if (!result.ok) throw new Problem(result.problem)
      response.redirect(303, '/confirmations')
    },
  }
}
