import type { Surroundings } from '../../../core/alerts/access-fact.ts'
import { createAlertFold, type Raised } from '../../../core/alerts/fold.ts'
import { told, type Alert, type AlertOutcome } from '../../../core/alerts/told.ts'
import { openRecord } from '../../../infra/access-log/open-record.ts'
import type { Vault } from '../../../infra/vault/port.ts'
import type { AccessEntry, AccessLog } from '../access-log.ts'
import { closingOf } from './closing.ts'
import { factOf, type FactSecrets } from './facts.ts'
import type { MeetingNear } from './meetings.ts'

/** How an alert was closed last, and the record of that. */
export interface Closed {
  readonly at: string
  readonly outcome: AlertOutcome
  readonly record: string
}

/** An alert with what is not told of it: the record that it is about, and whose it is. */
export interface KnownAlert {
  readonly alert: Alert
  readonly raised: Raised
  readonly closed: Closed | undefined
}

export interface AlertsSoFar {
  /** In the order of the log. */
  readonly alerts: readonly KnownAlert[]
  /** Records that were looked over. */
  readonly records: number
}

export interface AlertWatch {
  /** Looks over what access.log has by now; resolves with every alert. Rejects where the log or the vault does not answer. */
  upToNow(): Promise<AlertsSoFar>
  /** What is known without looking further. */
  soFar(): AlertsSoFar
}

export interface WatchDeps {
  readonly accessLog: Pick<AccessLog, 'read'>
  readonly vault: Pick<Vault, 'keys' | 'lost' | 'secret'>
  readonly secrets: FactSecrets
  readonly surroundings: Surroundings
  readonly meetingNear: MeetingNear
}

const CHUNK = 500

/**
 * Works alerts out of access.log, from its first record to its last; what was looked over is not looked over again. All of it follows from the log: another process, or the same after a restart, has the same
 * alerts under the same references, and the same of them closed.
 */
export function createAlertWatch({ accessLog, vault, secrets, surroundings, meetingNear }: WatchDeps): AlertWatch {
  const fold = createAlertFold(surroundings)
  const known = new Map<string, KnownAlert>()
  let next = 0
  let working: Promise<void> | undefined
  const take = async ({ record }: AccessEntry): Promise<void> => {
    const opened = await openRecord(vault, record)
    const closing = closingOf(record, opened)
    const closed = closing && known.get(closing.ref)
    if (closing !== undefined && closed !== undefined)
      known.set(closing.ref, { ...closed, closed: { at: record.at, outcome: closing.outcome, record: record.id } })
    const fact = factOf(record, opened, secrets)
    const isPrint = record.action === 'case-print' && record.outcome === 'permit' && typeof opened.request !== 'string'
    const whole =
      isPrint && typeof opened.request !== 'string' ? { ...fact, meetingNear: await meetingNear(opened.request.cases, fact.at) } : fact
    for (const raised of fold.take(whole)) {
      const alert = told(secrets.readerIds, raised)
      known.set(alert.ref, { alert, raised, closed: undefined })
    }
  }
  const work = async (): Promise<void> => {
    for (;;) {
      const entries = await accessLog.read(next, CHUNK)
      for (const entry of entries) {
        if (entry.record !== undefined) await take(entry)
        next = entry.offset + 1
      }
      if (entries.length < CHUNK) return
    }
  }
  const soFar = (): AlertsSoFar => ({ alerts: [...known.values()], records: next })
  return {
    soFar,
    upToNow: async () => {
      // One at a time, each from where the one before ended: what comes while one works is the next one's.
      const before = working
      const mine = (before ?? Promise.resolve()).catch(() => undefined).then(work)
      working = mine
      await mine
      return soFar()
    },
  }
}
