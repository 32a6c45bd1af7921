import { ROLES, type Role } from '../../infra/configuration/settings.ts'
import { EventLogError } from '../../infra/event-log/port.ts'
import type { DependencyState } from '../../infra/health/dependencies.ts'
import type { NotReady } from '../../infra/health/readiness.ts'
import { summed, type Found } from '../../infra/telemetry/found.ts'
import { createTelemetry, type Telemetry } from '../../infra/telemetry/telemetry.ts'
import { VERSION } from '../../infra/telemetry/version.ts'
import { controlNow } from '../control-now.ts'
import type { Parts } from '../parts.ts'
import { ageSeconds } from './lags.ts'
import { createChecks, inboxLags, type Checks, type WatchedKeys } from './checks.ts'
import { nothingSeen, type Seen } from './seen.ts'
import type { Status } from './status.ts'

/** What the process that answers knows of itself. */
export interface Answering {
  /** undefined: nothing runs; the command looks by itself. */
  readonly roles: readonly Role[] | undefined
  readonly notReady: readonly NotReady[]
  readonly dependencies: readonly DependencyState[]
  readonly seen: Seen
  readonly clockOffsets: readonly { readonly against: string; readonly ms: number }[]
  readonly agencyKeys: WatchedKeys | undefined
}

const SECOND_MS = 1_000

const iso = (at: number): string => new Date(at).toISOString()
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'failed'

/** Kafka names no topic to whom it does not say what is in it: of agencies that are registered and have no inbox here, nothing is seen. Throws EventLogError `not-allowed`. */
async function checkAllFeeds({ store }: Parts, { feeds }: Seen): Promise<void> {
  const shown = new Set<string | undefined>(feeds?.map(({ agency }) => agency))
  for (const agency of (await controlNow(store)).agencies.keys()) {
    if (!shown.has(agency)) throw new EventLogError('not-allowed', `No inbox of the agency ${agency} is seen.`)
  }
}

/** Looks at what was not seen yet; what this user may not look at, or does not answer, is named. */
async function runMissingChecks(
  parts: Parts,
  seen: Seen,
  agencyKeys: Answering['agencyKeys'],
  telemetry: Telemetry,
): Promise<Status['not_seen']> {
  const checks: Checks = createChecks({ ...parts, telemetry }, { roles: ROLES, sealedTopics: [] }, seen)
  const missing: readonly (readonly [string, keyof Seen, () => Promise<void>])[] = [
    ['logs', 'topics', checks.atLogs],
    [
      'feeds',
      'feeds',
      async () => {
        await checks.atFeeds()
        await checkAllFeeds(parts, seen)
      },
    ],
    ['certificates', 'certificates', checks.atCertificates],
    ['topic settings', 'settings', checks.atTopicSettings],
    ['vault', 'keysMissing', checks.atVault],
    [
      'agency keys',
      'agencyKeys',
      async () => {
        if (agencyKeys !== undefined) await checks.atAgencyKeys(agencyKeys)
      },
    ],
  ]
  const notSeen: Status['not_seen'] = []
  for (const [what, name, check] of missing) {
    if (seen[name] !== undefined) continue
    await check().catch((error: unknown) => {
      notSeen.push({ what, code: codeOf(error) })
    })
  }
  return notSeen
}

/** The status as the process that answers sees it. */
export async function readStatus(
  parts: Parts,
  { roles, notReady, dependencies, seen: before, clockOffsets, agencyKeys }: Answering,
): Promise<Status> {
  const { clock, activities, telemetry } = parts
  const seen: Seen = { ...before }
  // What is looked at once must not stand in the metrics as if it were looked at again and again.
  const once = createTelemetry({ clock, roles: [] })
  const notSeen = await runMissingChecks(parts, seen, agencyKeys, once)
  const findings: readonly Found[] = summed([...telemetry.found.all(), ...once.found.all()])
  const [now, moment] = [clock.now(), performance.now()]
  const lags = [...(seen.lags ?? []), ...(seen.feeds === undefined ? [] : inboxLags(seen.feeds))]
  const names = [...new Set([...activities.keys(), ...lags.map(({ consumer }) => consumer)])]
  return {
    at: iso(now),
    version: VERSION,
    roles: roles === undefined ? null : [...roles],
    not_ready: notReady.map(({ name, code }) => ({ name, code })),
    dependencies: dependencies.map(({ name, up, answeredAt }) => ({
      name,
      up,
      answered_seconds_ago: answeredAt === undefined ? null : Math.round((moment - answeredAt) / SECOND_MS),
    })),
    consumers: names.map((consumer) => {
      const lag = lags.find((one) => one.consumer === consumer)
      return {
        consumer,
        state: activities.get(consumer)?.state ?? null,
        lag: lag === undefined ? null : { records: lag.records, seconds: ageSeconds(lag.oldestAt, now) },
      }
    }),
    feeds:
      seen.feeds?.map(({ agency, lastEventAt, waiting, oldestWaitingAt, held, rejectedLastDay }) => ({
        agency,
        held,
        last_event_at: lastEventAt === undefined ? null : iso(lastEventAt),
        waiting: waiting.events.records,
        waiting_imports: waiting.import.records,
        oldest_waiting_seconds: ageSeconds(oldestWaitingAt, now),
        rejected: [...rejectedLastDay],
        rejected_at_the_door: [...telemetry.rejectedAtGateway.of(agency)],
      })) ?? null,
    findings: [...findings],
    keys_missing: seen.keysMissing ?? null,
    record_topics: seen.topics?.map(({ topic, end, beginAfterZero }) => ({ topic, end, begin_after_zero: beginAfterZero })) ?? null,
    wrong_topic_settings: seen.settings?.map(({ topic, setting }) => ({ topic, setting })) ?? null,
    certificates: seen.certificates?.map(({ name, endsAt }) => ({ name, ends_at: iso(endsAt) })) ?? null,
    agency_keys: seen.agencyKeys?.map(({ name, endsAt }) => ({ agency: name, ends_at: iso(endsAt) })) ?? null,
    data_folder_free: seen.folderFree ?? null,
    clock_offset_seconds: clockOffsets.map(({ against, ms }) => ({ against, seconds: ms / SECOND_MS })),
    not_seen: notSeen,
  }
}

/** The status where nothing runs: everything is looked at once. */
export const readStatusHere = (parts: Parts, agencyKeys: WatchedKeys): Promise<Status> =>
  readStatus(parts, { roles: undefined, notReady: [], dependencies: [], seen: nothingSeen(), clockOffsets: [], agencyKeys })
