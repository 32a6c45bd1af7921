import type { Response } from 'express'
import { closingBody } from '../../api/alerts/bodies.ts'
import type { Handlers } from '../../api/register.ts'
import type { AlertsFor, AskedAlerts } from '../../questions/alerts.ts'
import { ALERT_CLOSED } from '../../audit/alerts/closing.ts'
import type { KnownAlert } from '../../audit/alerts/watch.ts'
import { recordRefusal } from '../../read/on-record.ts'
import { frame } from '../frame.ts'
import { fieldsOf, NOTHING_WRONG, wrongForm, type WrongForm } from '../step-up-form.ts'
import { visitIn, type Visit } from '../visit.ts'
import { alertRow, closedWords, notRunWords, OUTCOME_CHOICES, thresholdLines } from './alert-words.ts'
import type { AuditPages } from './form-fields.ts'

export interface AlertPages extends AuditPages {
  readonly alerts: AskedAlerts
}

const PATH = '/audit/alerts'
const ON_A_PAGE = 50
/** Places in a list of alerts, as an address has them. */
const PLACE = /^\d{1,7}$/

/** The open ones first; each the newest first. */
const inOrder = (alerts: AlertsFor['alerts']): readonly KnownAlert[] =>
  alerts
    .toSorted(
      (one, other) =>
        Number(one.known.closed !== undefined) - Number(other.known.closed !== undefined) ||
        other.known.raised.at - one.known.raised.at ||
        other.place - one.place,
    )
    .map(({ known }) => known)

/** The pages of alerts, through the same questions as the API: the list, one alert, and the form that closes it. */
export function alertPageHandlers({ alerts, questions: { reads }, catalogue, render }: AlertPages): Handlers {
  const namesOf = async (): Promise<(agency: string) => string> => {
    const { agencies } = await reads.readControl(reads.readStore.db)
    const names = new Map<string, string>([...agencies].map(([id, { name }]) => [id, name]))
    return (agency) => names.get(agency) ?? agency
  }
  const show = async (response: Response, visit: Visit, ref: string, wrong: WrongForm = NOTHING_WRONG): Promise<void> => {
    const nameOf = await namesOf()
    const { known } = await alerts.look(visit.session.reader, ref)
    const row = alertRow(known, nameOf(known.alert.agency))
    response
      .status(wrong.errors.length === 0 ? 200 : 400)
      .type('html')
      .send(
        render('audit/alert', {
          ...frame(visit, catalogue),
          ...wrong,
          ...row,
          title: 'Alert',
          rule: known.alert.rule,
          thresholds: thresholdLines(known.alert.rule),
          record: known.raised.record,
          closed: closedWords(known),
          outcomes: OUTCOME_CHOICES,
        }),
      )
  }
  return {
    [`GET ${PATH}`]: async (request, response) => {
      const visit = visitIn(response)
      const { from } = request.query
      const first = typeof from === 'string' && PLACE.test(from) ? Number(from) : 0
      const nameOf = await namesOf()
      const onRecord = { from: String(first), limit: String(ON_A_PAGE), order: 'open-first' }
      const { alerts: found, complete, notRun } = await alerts.list(visit.session.reader, onRecord)
      const shown = inOrder(found).slice(first, first + ON_A_PAGE)
      response.type('html').send(
        render('audit/alerts', {
          ...frame(visit, catalogue),
          title: 'Alerts',
          alerts: shown.map((known) => ({ ...alertRow(known, nameOf(known.alert.agency)), href: `${PATH}/${known.alert.ref}` })),
          open: found.filter(({ known }) => known.closed === undefined).length,
          complete,
          notRun: notRunWords(notRun),
          older: first + ON_A_PAGE < found.length ? `${PATH}?from=${String(first + ON_A_PAGE)}` : undefined,
        }),
      )
    },
    [`GET ${PATH}/:ref`]: (request, response) => show(response, visitIn(response), String(request.params.ref)),
    [`POST ${PATH}/:ref/close`]: async (request, response) => {
      const visit = visitIn(response)
      const { reader } = visit.session
      const ref = String(request.params.ref)
      const body = closingBody(fieldsOf(visit.form, 'outcome', 'reason'))
      if (!body.ok) {
        await recordRefusal(reads, ALERT_CLOSED, reader, 'invalid-request')
        await show(response, visit, ref, wrongForm(body.errors))
        return
      }
      const { known } = await alerts.close(reader, { ...body.value, ref })
      response.redirect(303, `${PATH}/${known.alert.ref}`)
    },
  }
}
