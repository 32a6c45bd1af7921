import type { Clock } from '../clock/clock.ts'
import type { Role } from '../configuration/settings.ts'
import { createFoundCounts, type FoundCounts } from './found.ts'
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
  /** Events that the gateway of this process rejected: they have no receipt. */
  readonly rejectedAtGateway: LastDay
  /** Findings of the last checks. */
  readonly found: FoundCounts
  /** The broker's clock minus this machine's (ms), as appends showed it. */
  readonly brokerClock: Greatest
  /** Counts an event of an agency that was rejected. `atGateway`: by the gateway. */
  readonly eventRejected: (agency: string, errors: readonly CountedError[], options: { readonly atGateway: boolean }) => void
}

/** The code of an error for counts: with the language rule behind it, where there is one. */
export const countedCode = ({ code, rule }: CountedError): string => (rule === undefined || rule === null ? code : `${code}:${rule}`)

export function createTelemetry({ clock, roles }: { readonly clock: Clock; readonly roles: readonly Role[] }): Telemetry {
  const metrics = createMetrics({ roles })
  const rejectedAtGateway = createLastDay(clock)
  return {
    metrics,
    rejectedAtGateway,
    found: createFoundCounts(metrics.findings),
    brokerClock: createGreatest(clock),
    eventRejected(agency, errors, { atGateway }) {
      metrics.events.inc({ agency, outcome: 'rejected' })
      for (const code of new Set(errors.map(countedCode))) {
        metrics.eventsRejected.inc({ code })
        if (atGateway) rejectedAtGateway.add(agency, code, clock.now())
      }
    },
  }
}
