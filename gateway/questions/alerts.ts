import type { AlertData } from '../../core/alerts/access-fact.ts'
import { notRun, type RuleId } from '../../core/alerts/rule-table.ts'
import type { AlertOutcome } from '../../core/alerts/told.ts'
import type { Metrics } from '../../infra/telemetry/metrics.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import { createActRecorder } from '../read/acts.ts'
import type { ReadDeps } from '../read/deps.ts'
import { failureOnRecord, recordRefusal } from '../read/on-record.ts'
import { ReadRefused } from '../read/outcome.ts'
import { recordReader } from '../read/readers.ts'
import { ALERT, ALERT_CLOSED, ALERTS } from '../audit/alerts/closing.ts'
import type { AlertsSoFar, AlertWatch, KnownAlert } from '../audit/alerts/watch.ts'

export interface AskedAlertsDeps {
  readonly reads: ReadDeps
  readonly watch: AlertWatch
  /** Data that the rules have beside the log. */
  readonly has: ReadonlySet<AlertData>
  /** Whether control.events lets somebody ask who read what. */
  readonly mayAudit: (reader: ReaderCredential) => Promise<boolean>
  /** Where the open ones are counted, by severity. Default: nowhere. */
  readonly open?: Metrics['alertsOpen'] | undefined
}

/** An alert, and its place among all that there are, in the order of the log. */
export interface PlacedAlert {
  readonly known: KnownAlert
  readonly place: number
}

/** The alerts that are there for somebody. */
export interface AlertsFor {
  /** Id of the access record of asking. */
  readonly record: string
  /** In the order of the log. */
  readonly alerts: readonly PlacedAlert[]
  /** Records that were looked over. */
  readonly lookedOver: number
  /** False while records wait to be looked over. */
  readonly complete: boolean
  readonly notRun: readonly { readonly rule: RuleId; readonly needs: AlertData }[]
}

/** One alert, with the id of the access record of asking. */
export interface AlertFor {
  readonly record: string
  readonly known: KnownAlert
}

/** How somebody closes an alert, and what came of asking. */
export interface AlertClosing {
  readonly ref: string
  readonly outcome: AlertOutcome
  readonly reason: string
}

/**
 * Alerts, for who audits. Throws ReadRefused `not-oversight` for anybody else, `not-found` for an alert that there is not, `not-recorded` where the look cannot be put on record; each is on record itself.
 * INVARIANT: of an alert about themselves nobody hears anything: it is as if it were not there.
 */
export interface AskedAlerts {
  /** `page`: which part is shown, for the record. */
  readonly list: (reader: ReaderCredential, page: Readonly<Record<string, string>>) => Promise<AlertsFor>
  readonly look: (reader: ReaderCredential, ref: string) => Promise<AlertFor>
  /** The alert as it is closed. The last word counts. */
  readonly close: (reader: ReaderCredential, closing: AlertClosing) => Promise<AlertFor>
}

const SEVERITIES = ['high', 'medium', 'low'] as const
const PATIENCE_MS = 5_000
const PURPOSE = 'audit'

/** What the API and the pages of alerts ask: one place for rights, records and what is not told. */
export function createAskedAlerts({ reads, watch, has, mayAudit, open }: AskedAlertsDeps): AskedAlerts {
  const act = createActRecorder(reads)
  const onRecord = (action: string, by: ReaderCredential, page: Readonly<Record<string, string>>): Promise<string> =>
    act({ action, by, purpose: PURPOSE, page })
  /** Answers who may ask; a failure goes on record, too. */
  const asked = <T>(action: string, reader: ReaderCredential, answer: () => Promise<T>): Promise<T> =>
    failureOnRecord(reads, action, reader, async () => {
      if (await mayAudit(reader)) return answer()
      await recordRefusal(reads, action, reader, 'not-oversight')
      throw new ReadRefused('not-oversight')
    })
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
  const ofOthers = (alerts: readonly KnownAlert[], reader: ReaderCredential): readonly PlacedAlert[] => {
    const { reference } = recordReader(reader, reads.secrets)
    return alerts.map((known, place) => ({ known, place })).filter(({ known }) => known.raised.reader !== reference)
  }
  const found = async (reader: ReaderCredential, ref: string): Promise<KnownAlert> => {
    const placed = ofOthers((await lookedOver()).alerts, reader).find(({ known }) => known.alert.ref === ref)
    if (placed !== undefined) return placed.known
    await onRecord(ALERT, reader, {})
    throw new ReadRefused('not-found')
  }
  return {
    list: (reader, page) =>
      asked(ALERTS, reader, async () => {
        const { alerts, records, complete } = await lookedOver()
        return {
          alerts: ofOthers(alerts, reader),
          lookedOver: records,
          complete,
          notRun: notRun(has),
          record: await onRecord(ALERTS, reader, page),
        }
      }),
    look: (reader, ref) =>
      asked(ALERT, reader, async () => {
        const known = await found(reader, ref)
        return { known, record: await onRecord(ALERT, reader, { ref: known.alert.ref }) }
      }),
    close: (reader, { ref, outcome, reason }) =>
      asked(ALERT_CLOSED, reader, async () => {
        const { alert } = await found(reader, ref)
        const record = await onRecord(ALERT_CLOSED, reader, { ref: alert.ref, outcome, reason })
        return { known: await found(reader, alert.ref), record }
      }),
  }
}
