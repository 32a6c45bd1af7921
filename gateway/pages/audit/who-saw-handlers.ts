import type { Response } from 'express'
import type { FieldError } from '../../../schemas/codec/errors.ts'
import { whoSawBody } from '../../api/audit/question-bodies.ts'
import { Problem } from '../../api/problem.ts'
import type { Handlers } from '../../api/register.ts'
import { whoSaw, type WhoSawAnswer } from '../../questions/who-saw.ts'
import { optionalDate, periodBody, writtenPeriod } from './period.ts'
import { frame } from '../frame.ts'
import { NOTHING_WRONG, wrongForm, type WrongForm } from '../step-up-form.ts'
import { visitIn, type Visit } from '../visit.ts'
import { candidateRow } from './candidates.ts'
import { carried, filled, type AuditPages } from './form-fields.ts'
import { sensitivityChoices } from './sensitivity-choices.ts'
import { readRow, summaryWords } from './reads-table.ts'

const ACTION = '/audit/who-saw'
const EVERYBODY = 'all'
/** What a question goes on with, on the next page of its answer. */
const CARRIED = ['given_name', 'family_name', 'scheme', 'value', 'class', 'attempts', 'reason', 'people'] as const
const DATES = ['birth_date', 'from', 'to'] as const

/** Whom it is about is one field of a question, and several of the form: what is wrong with it shows at the name. */
const NAME = '/family_name'
const PERSON: ReadonlySet<string> = new Set(['', '/person', '/people', '/case'])
const WHO = 'Give a given name and a family name, or a number.'
const atFields = (errors: readonly FieldError[]): readonly FieldError[] =>
  errors.map((error) => (PERSON.has(error.pointer) ? { ...error, pointer: NAME, detail: WHO } : error))

/** Whom a form asks about: one of the people whom the last answer offered, or all of them, else whoever is named. */
function aboutOf(form: Visit['form']): Readonly<Record<string, unknown>> {
  const chosen = form.get('people') ?? ''
  if (chosen === EVERYBODY) return { people: (form.get('offered') ?? '').split(' ') }
  if (chosen !== '') return { people: chosen.split(' ') }
  const born = optionalDate(form, 'birth_date', 'The date of birth')
  const value = (form.get('value') ?? '').trim()
  return {
    person: {
      ...filled(form, 'given_name', 'family_name'),
      ...(born === undefined ? {} : { birth_date: born.text }),
      ...(value === '' ? {} : { identifier: { scheme: form.get('scheme') ?? '', value } }),
    },
  }
}

/** "Who saw this person, and what?", as a form and its answer. Whom it is about stands in no address. */
export function whoSawPageHandlers({ questions, catalogue, render }: AuditPages): Handlers {
  const schemes = (catalogue.codeLists.get('identifier_scheme')?.codes ?? []).map(({ code, label }) => ({ value: code, text: label }))
  const show = (response: Response, visit: Visit, values: Readonly<Record<string, unknown>>, wrong: WrongForm = NOTHING_WRONG): void => {
    response
      .status(wrong.errors.length === 0 ? 200 : 400)
      .type('html')
      .send(
        render('audit/who-saw', {
          ...frame(visit, catalogue),
          ...wrong,
          title: 'Who saw a person',
          action: ACTION,
          schemes,
          sensitivities: sensitivityChoices(),
          ...values,
        }),
      )
  }
  const answered = ({ candidates, items, next, summary, own_reads: own, complete }: WhoSawAnswer, visit: Visit) => ({
    hasAnswer: true,
    candidates: candidates.map((one) => candidateRow(one)),
    offered: candidates.map(({ person }) => person).join(' '),
    chooses: candidates.length > 1,
    nobody: candidates.length === 0 && items.length === 0 && !visit.form.has('people'),
    reads: items.map((item) => readRow(item, catalogue)),
    summary: summary === null ? undefined : summaryWords(summary),
    own: own.count === 0 ? undefined : own,
    complete,
    next,
    carried: carried(visit.form, CARRIED, DATES),
    reason: visit.form.get('reason'),
  })
  return {
    'GET /audit/who-saw': (_request, response) => {
      show(response, visitIn(response), {})
    },
    'POST /audit/who-saw': async (_request, response) => {
      const visit = visitIn(response)
      const days = writtenPeriod(visit.form)
      const born = optionalDate(visit.form, 'birth_date', 'The date of birth')
      const body = whoSawBody({
        ...aboutOf(visit.form),
        ...periodBody(days),
        ...filled(visit.form, 'class', 'after'),
        ...(visit.form.get('attempts') === 'true' ? { attempts: true } : {}),
        reason: visit.form.get('reason') ?? '',
      })
      if (!body.ok) {
        const isBornWrong = born?.wrong !== undefined
        const errors = [...atFields(body.errors), ...(isBornWrong ? [{ pointer: '/birth_date', code: 'wrong-format', detail: '' }] : [])]
        const shown = isBornWrong ? errors.filter(({ pointer }) => pointer !== NAME) : errors
        show(response, visit, {}, wrongForm(shown, '', [...days, ...(born === undefined ? [] : [born])]))
        return
      }
      const result = await whoSaw(questions, { ...body.value, reader: visit.session.reader })
      if (!result.ok) throw new Problem(result.problem)
      show(response, visit, answered(result.value, visit))
    },
  }
}
