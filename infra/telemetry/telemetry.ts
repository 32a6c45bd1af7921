import type { Clock } from '../clock/clock.ts'
import type { Role } from '../configuration/configuration.ts'
import { createGreatest, type Greatest } from './greatest.ts'
import { createLastDay, type LastDay } from './last-day.ts'
import { createMetrics, type Metrics } from './metrics.ts'

/** An error as it is counted: its code, and the language rule behind it. */
export interface CountedError {
  readonly code: string
  readonly rule?: string | null | undefined
}

/** What a process counts of itself while it works. */
export interface Telemetry {
  readonly metrics: Metrics
  /** Events that this process rejected. */
  readonly rejected: LastDay
  /** The broker's clock minus this machine's (ms), as appends showed it. */
  readonly brokerClock: Greatest
  /** Counts events of an agency that were rejected here. */
  readonly eventRejected: (agency: string, errors: readonly CountedError[]) => void
}

/** The code of an error for counts: with the language rule behind it, where there is one. */
export const countedCode = ({ code, rule }: CountedError): string => (rule === undefined || rule === null ? code : `${code}:${rule}`)

export function createTelemetry({ clock, roles }: { readonly clock: Clock; readonly roles: readonly Role[] }): Telemetry {
  const metrics = createMetrics({ roles })
  const rejected = createLastDay(clock)
  return {
    metrics, rejected, brokerClock: createGreatest(clock),
    eventRejected(agency, errors) {
      metrics.events.inc({ agency, outcome: 'rejected' })
      for (const code of new Set(errors.map(countedCode))) {
        metrics.eventsRejected.inc({ code })
        rejected.add(agency, code, clock.now())
      }
    },
  }
}
