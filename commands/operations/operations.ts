import { collectDefaultMetrics } from 'prom-client'
import type { ControlReader } from '../../gateway/read/control-view.ts'
import type { Role } from '../../infra/configuration/settings.ts'
import { watchDependencies, type Dependency, type DependencyWatch } from '../../infra/health/dependencies.ts'
import { whyNotReady, type Health, type NotReady } from '../../infra/health/readiness.ts'
import { serveOperations } from '../../infra/health/server.ts'
import { createGreatest } from '../../infra/telemetry/greatest.ts'
import { VERSION } from '../../infra/telemetry/version.ts'
import type { Telemetry } from '../../infra/telemetry/telemetry.ts'
import type { Clock } from '../../infra/clock/clock.ts'
import { sealedTopicsOf } from '../check-keys.ts'
import type { Parts } from '../parts.ts'
import { commonDependencies, gatewayDependencies } from './dependencies.ts'
import { ageSeconds, isNeeded } from './lags.ts'
import { createChecks, type Checks, type ChecksOptions, type WatchedKeys } from './checks.ts'
import { repeat } from './repeat.ts'
import { readStatus } from './read-status.ts'
import { nothingSeen } from './seen.ts'
import type { Status } from './status.ts'

/** Between two looks (ms). */
export interface Pace {
  readonly dependencies: number
  /** How long a process is ready without an answer of a part. */
  readonly bound: number
  readonly logs: number
  readonly feeds: number
  /** Certificates, agencies' keys, settings of topics, the vault. */
  readonly slow: number
}

const PACE: Pace = { dependencies: 5_000, bound: 20_000, logs: 5_000, feeds: 15_000, slow: 30_000 }
const TIMEOUT_MS = 5_000
const TICK_MS = 1_000
const SECOND_MS = 1_000

export interface OperationsOptions {
  readonly telemetry: Telemetry
  readonly clock: Clock
  readonly roles: readonly Role[]
  readonly host: string
  /** undefined: the usual one, or any free one. */
  readonly port: number | undefined
  readonly pace?: Partial<Pace>
  /** The free share of a folder's file system. Default: as the file system says. */
  readonly folderFree?: ChecksOptions['folderFree']
}

/** What a gateway shows of itself. */
export interface WatchedGateway {
  readonly readControl: () => ControlReader
  readonly agencyKeys: WatchedKeys
}

/** What a process shows of itself on the operations port, from its start to its end. */
export interface Operations {
  /** For example http://127.0.0.1:9464. */
  readonly origin: string
  /** Begins to look at the parts, once they are open. */
  watch(parts: Parts): void
  /** Told when what this process does has begun. */
  serving(gateway?: WatchedGateway): void
  /** Told that it ends: it is not ready from now on, so that nobody sends it more. */
  ending(): void
  /** As of the last second. */
  readonly isReady: () => boolean
  /** What `throughline status` says. Rejects before the parts are open. */
  readonly status: () => Promise<Status>
  close(): Promise<void>
}

/** Serves metrics and health; parts are looked at in the background. Rejects with OperationsPortError. */
export async function startOperations({
  telemetry,
  clock,
  roles,
  host,
  port,
  pace: given = {},
  folderFree,
}: OperationsOptions): Promise<Operations> {
  const { metrics } = telemetry
  const pace = { ...PACE, ...given }
  const stopping = new AbortController()
  const watches: DependencyWatch[] = []
  const seen = nothingSeen()
  const databaseClock = createGreatest(clock)
  let phase: Health['phase'] = 'starting'
  let parts: Parts | undefined
  let checks: Checks | undefined
  let agencyKeys: WatchedGateway['agencyKeys'] | undefined
  let late = { ms: 0, at: 0 }

  const health = (): Health => ({
    phase,
    late,
    dependencies: watches.flatMap((watch) => watch.states()),
    activities: parts?.activities ?? new Map(),
    folderFree: seen.folderFree,
    lagSeconds: new Map((seen.lags ?? []).filter(isNeeded).map(({ consumer, oldestAt }) => [consumer, ageSeconds(oldestAt, clock.now())])),
  })
  const clockOffsets = (): readonly { readonly against: string; readonly ms: number }[] =>
    (
      [
        ['event-log', telemetry.brokerClock],
        ['database', databaseClock],
      ] as const
    ).flatMap(([against, greatest]) => {
      const ms = greatest.value()
      return ms === undefined ? [] : [{ against, ms }]
    })
  let reasons: readonly NotReady[] = whyNotReady(health(), performance.now())
  const ask = (dependencies: readonly Dependency[]): void => {
    watches.push(
      watchDependencies(dependencies, {
        everyMs: pace.dependencies,
        timeoutMs: TIMEOUT_MS,
        answered: (dependency) => {
          metrics.dependencyAnswered.set({ dependency }, clock.now() / SECOND_MS)
        },
      }),
    )
  }
  const show = (): void => {
    reasons = whyNotReady(health(), performance.now())
    metrics.ready.set(reasons.length === 0 ? 1 : 0)
    for (const { name, up } of health().dependencies) metrics.dependencyUp.set({ dependency: name }, up ? 1 : 0)
    for (const [consumer, { state }] of parts?.activities ?? []) metrics.consumerRunning.set({ consumer }, state === 'running' ? 1 : 0)
    for (const { against, ms } of clockOffsets()) metrics.clockOffset.set({ against }, ms / SECOND_MS)
  }
  let due = performance.now() + TICK_MS
  const ticking = setInterval(() => {
    const now = performance.now()
    if (now - due > TICK_MS) late = { ms: now - due, at: now }
    due = now + TICK_MS
    show()
  }, TICK_MS).unref()

  const body = (): object => {
    const now = performance.now()
    return {
      version: VERSION,
      roles,
      not_ready: reasons,
      dependencies: health().dependencies.map(({ name, up, answeredAt }) => ({
        name,
        up,
        answered_seconds_ago: answeredAt === undefined ? null : Math.round((now - answeredAt) / 100) / 10,
      })),
      consumers: [...(parts?.activities ?? [])].map(([name, { state }]) => ({ name, state })),
    }
  }
  const server = await serveOperations(
    {
      ready: () => ({ ready: reasons.length === 0, body: body() }),
      metrics: async () => ({ type: metrics.registry.contentType, text: await metrics.registry.metrics() }),
    },
    { host, port },
  )
  collectDefaultMetrics({ register: metrics.registry })
  return {
    origin: server.origin,
    isReady: () => reasons.length === 0,
    async status() {
      if (parts === undefined) throw new Error('Throughline still starts. Ask again in a moment.')
      return readStatus(parts, {
        roles,
        notReady: reasons,
        dependencies: health().dependencies,
        seen,
        clockOffsets: clockOffsets(),
        agencyKeys,
      })
    },
    watch(opened) {
      parts = opened
      ask(commonDependencies(opened, { boundMs: pace.bound, databaseClock }))
      checks = createChecks(opened, { roles, sealedTopics: sealedTopicsOf(roles), ...(folderFree ? { folderFree } : {}) }, seen)
      const { logger } = opened
      const often = (step: string, everyMs: number, work: () => Promise<void>): void => {
        repeat(work, { everyMs, signal: stopping.signal, logger, step })
      }
      often('look-at-logs', pace.logs, checks.atLogs)
      often('look-at-certificates', pace.slow, checks.atCertificates)
      often('look-at-vault', pace.slow, checks.atVault)
      if (roles.includes('timeline') || roles.includes('gateway')) often('look-at-transparency-log', pace.logs, checks.atTransparencyLog)
      if (roles.includes('intake')) often('look-at-feeds', pace.feeds, checks.atFeeds)
      if (roles.includes('control')) often('look-at-topic-settings', pace.slow, checks.atTopicSettings)
    },
    serving(gateway) {
      phase = 'serving'
      if (gateway !== undefined && parts !== undefined) {
        agencyKeys = gateway.agencyKeys
        ask(gatewayDependencies(parts, { boundMs: pace.bound, readControl: gateway.readControl }))
        const { logger } = parts
        repeat(
          async () => {
            await checks?.atAgencyKeys(gateway.agencyKeys)
          },
          { everyMs: pace.slow, signal: stopping.signal, logger, step: 'look-at-agency-keys' },
        )
      }
      show()
    },
    ending() {
      phase = 'stopping'
      show()
    },
    async close() {
      phase = 'stopping'
      stopping.abort()
      clearInterval(ticking)
      for (const watch of watches) watch.stop()
      await server.close()
    },
  }
}
