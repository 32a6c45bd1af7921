import type { Response } from 'express'
import type { AlertData } from '../../../core/alerts/access-fact.ts'
import type { Metrics } from '../../../infra/telemetry/metrics.ts'
import { notRun, RULES, type RuleRow } from '../../../core/alerts/rule-table.ts'
import { ALERT, ALERT_CLOSED, ALERTS } from '../../audit/alerts/closing.ts'
import type { AlertsSoFar, AlertWatch, KnownAlert } from '../../audit/alerts/watch.ts'
import { staffOf, type ReaderCredential } from '../../identity/credential.ts'
import { createActRecorder } from '../../read/acts.ts'
import type { ReadDeps } from '../../read/deps.ts'
import { recordReader } from '../../read/readers.ts'
import { cursorErrors } from '../../read/request.ts'
import { mediaType, readBody } from '../body.ts'
import { parsed } from '../events/read-events.ts'
import { readerIn } from '../guard.ts'
import { sendJson } from '../json.ts'
import { Problem } from '../problem.ts'
import { ACCESS_RECORD_HEADER, refuse, valid } from '../reads/handlers.ts'
import type { Handlers } from '../register.ts'
import { alertsQuery, closingBody } from './bodies.ts'

export interface AlertHandlersDeps {
  readonly reads: ReadDeps
  readonly watch: AlertWatch
  /** Data that the rules have beside the log. */
  readonly has: ReadonlySet<AlertData>
  /** Where the open ones are counted, by severity. Default: nowhere. */
  readonly open?: Metrics['alertsOpen'] | undefined
}

const SEVERITIES = ['high', 'medium', 'low'] as const
const PATIENCE_MS = 5_000
const BODY_BYTES = 64 * 1024
const PURPOSE = 'audit'

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

/** Alerts, for who audits. Each look is on record. INVARIANT: of an alert about themselves nobody hears anything: it is as if it were not there. */
export function alertHandlers({ reads, watch, has, open }: AlertHandlersDeps): Handlers {
  const act = createActRecorder(reads)
  const onRecord = async (
    response: Response,
    action: string,
    by: ReaderCredential,
    page: Readonly<Record<string, string>>,
  ): Promise<void> => {
    response.setHeader(ACCESS_RECORD_HEADER, await act({ action, by, purpose: PURPOSE, page }))
  }
  /** What is known by now; of a long log what is known so far. */
  const lookedOver = async (): Promise<AlertsSoFar & { readonly complete: boolean }> => {
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        resolve(undefined)
      }, PATIENCE_MS)
    })
    const work = watch.upToNow()
    // It goes on, and the next who asks hears of its failure.
    work.catch(() => undefined)
    const all = await Promise.race([work, patience]).finally(() => {
      clearTimeout(timer)
    })
    const known = all ?? watch.soFar()
    for (const severity of SEVERITIES)
      open?.set({ severity }, known.alerts.filter(({ alert, closed }) => alert.severity === severity && closed === undefined).length)
    return { ...known, complete: all !== undefined }
  }
  const ofOthers = (alerts: readonly KnownAlert[], reader: ReaderCredential): readonly KnownAlert[] => {
    const { reference } = recordReader(reader, reads.secrets)
    return alerts.filter(({ raised }) => raised.reader !== reference)
  }
  const found = async (response: Response, reader: ReaderCredential, ref: string): Promise<KnownAlert> => {
    const known = ofOthers((await lookedOver()).alerts, reader).find(({ alert }) => alert.ref === ref)
    if (known === undefined) {
      await onRecord(response, ALERT, reader, {})
      throw new Problem('not-found')
    }
    return known
  }
  return {
    'GET /v1/audit/alerts': async (request, response) => {
      const reader = readerIn(response)
      const { after, limit, state } = await valid(reads, ALERTS, reader, alertsQuery(request.query))
      const scope = ['alerts', staffOf(reader), state ?? '']
      const position = after === undefined ? '0' : reads.cursors.open(scope, after)
      if (position === undefined) return refuse(reads, ALERTS, reader, cursorErrors('after'), 'unknown-cursor')
      const { alerts, records, complete } = await lookedOver()
      const first = Number(position)
      const page = alerts
        .map((known, place) => ({ known, place }))
        .slice(first)
        .filter(
          ({ known }) =>
            (state === undefined || (known.closed === undefined) === (state === 'open')) && ofOthers([known], reader).length > 0,
        )
      const shown = page.slice(0, limit)
      const last = shown.at(-1)
      await onRecord(response, ALERTS, reader, { from: position, limit: String(limit), ...(state === undefined ? {} : { state }) })
      sendJson(response, 200, {
        items: shown.map(({ known }) => itemOf(known)),
        next: last === undefined || page.length <= limit ? null : reads.cursors.seal(scope, String(last.place + 1)),
        looked_over: records,
        complete,
        not_run: notRun(has),
      })
    },
    'GET /v1/audit/alerts/:ref': async (request, response) => {
      const reader = readerIn(response)
      const known = await found(response, reader, String(request.params.ref))
      await onRecord(response, ALERT, reader, { ref: known.alert.ref })
      sendJson(response, 200, wholeOf(known))
    },
    'POST /v1/audit/alerts/:ref/close': async (request, response) => {
      const reader = readerIn(response)
      mediaType(request, ['application/json'])
      const { outcome, reason } = await valid(reads, ALERT_CLOSED, reader, closingBody(parsed(await readBody(request, BODY_BYTES))))
      const { alert } = await found(response, reader, String(request.params.ref))
      await onRecord(response, ALERT_CLOSED, reader, { ref: alert.ref, outcome, reason })
      const { alerts } = await lookedOver()
      const now = alerts.find((known) => known.alert.ref === alert.ref)
      if (now === undefined) throw new Problem('unavailable')
      sendJson(response, 200, wholeOf(now))
    },
  }
}
