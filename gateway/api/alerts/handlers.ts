import { RULES, type RuleRow } from '../../../core/alerts/rule-table.ts'
import type { AskedAlerts } from '../../questions/alerts.ts'
import { ALERT_CLOSED, ALERTS } from '../../audit/alerts/closing.ts'
import type { KnownAlert } from '../../audit/alerts/watch.ts'
import { staffOf } from '../../identity/credential.ts'
import type { ReadDeps } from '../../read/deps.ts'
import { cursorErrors } from '../../read/request.ts'
import { mediaType, readBody } from '../body.ts'
import { parsed } from '../events/read-events.ts'
import { readerIn } from '../guard.ts'
import { sendJson } from '../json.ts'
import { ACCESS_RECORD_HEADER, refuse, valid } from '../reads/handlers.ts'
import type { Handlers } from '../register.ts'
import { alertsQuery, closingBody } from './bodies.ts'

export interface AlertHandlersDeps {
  readonly reads: ReadDeps
  readonly alerts: AskedAlerts
}

const BODY_BYTES = 64 * 1024

const itemOf = ({ alert, closed }: KnownAlert): object => ({ ...alert, state: closed === undefined ? 'open' : 'closed' })

/** The alert in full: its rule in words, with its thresholds, and the access record that it is about, which opens on record. */
const wholeOf = (known: KnownAlert): object => {
  const { says, thresholds }: RuleRow = RULES[known.alert.rule]
  const { closed } = known
  return {
    ...itemOf(known),
    says,
    thresholds,
    record: known.raised.record,
    ...(closed === undefined ? {} : { closed: { at: closed.at, outcome: closed.outcome, record: closed.record } }),
  }
}

/** Alerts over HTTP. */
export const alertHandlers = ({ reads, alerts: asked }: AlertHandlersDeps): Handlers => ({
  'GET /v1/audit/alerts': async (request, response) => {
    const reader = readerIn(response)
    const { after, limit, state } = await valid(reads, ALERTS, reader, alertsQuery(request.query))
    const scope = ['alerts', staffOf(reader), state ?? '']
    const position = after === undefined ? '0' : reads.cursors.open(scope, after)
    if (position === undefined) return refuse(reads, ALERTS, reader, cursorErrors('after'), 'unknown-cursor')
    const onRecord = { from: position, limit: String(limit), ...(state === undefined ? {} : { state }) }
    const { alerts, record, lookedOver, complete, notRun } = await asked.list(reader, onRecord)
    const first = Number(position)
    const page = alerts.filter(
      ({ known, place }) => place >= first && (state === undefined || (known.closed === undefined) === (state === 'open')),
    )
    const shown = page.slice(0, limit)
    const last = shown.at(-1)
    response.setHeader(ACCESS_RECORD_HEADER, record)
    sendJson(response, 200, {
      items: shown.map(({ known }) => itemOf(known)),
      next: last === undefined || page.length <= limit ? null : reads.cursors.seal(scope, String(last.place + 1)),
      looked_over: lookedOver,
      complete,
      not_run: notRun,
    })
  },
  'GET /v1/audit/alerts/:ref': async (request, response) => {
    const { known, record } = await asked.look(readerIn(response), String(request.params.ref))
    response.setHeader(ACCESS_RECORD_HEADER, record)
    sendJson(response, 200, wholeOf(known))
  },
  'POST /v1/audit/alerts/:ref/close': async (request, response) => {
    const reader = readerIn(response)
    mediaType(request, ['application/json'])
    const closing = await valid(reads, ALERT_CLOSED, reader, closingBody(parsed(await readBody(request, BODY_BYTES))))
    const { known, record } = await asked.close(reader, { ...closing, ref: String(request.params.ref) })
    response.setHeader(ACCESS_RECORD_HEADER, record)
    sendJson(response, 200, wholeOf(known))
  },
})
